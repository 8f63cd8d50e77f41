/**
 * libsodium behind the {@link org.session4j.protocol.crypto.Crypto} port. Found by {@link java.util.ServiceLoader}; no
 * code is needed. Where the native library does not load, pure Java is used and
 * {@link org.session4j.protocol.crypto.Crypto#unavailable()} says why.
 */
@NullMarked
@CheckReturnValue
package org.session4j.crypto.sodium;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
