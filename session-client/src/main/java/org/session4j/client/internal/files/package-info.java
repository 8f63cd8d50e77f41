/**
 * Files on their way from and to a file server, as far as no account has to remember anything of it: who carries them, whose
 * turn it is, and what is checked before a file is a file.
 */
@NullMarked
@CheckReturnValue
package org.session4j.client.internal.files;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
