/** The file server (services: file server and attachments). */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.files;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
