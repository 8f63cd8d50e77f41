/** Symmetric cryptography of the JDK as layers and ratchets need it, with its objects kept per thread. */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.internal.cipher;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
