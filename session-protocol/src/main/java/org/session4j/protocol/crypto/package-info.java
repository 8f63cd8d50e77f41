/**
 * Keys, and the port behind which every cryptographic primitive sits.
 *
 * <p>{@link org.session4j.protocol.crypto.Crypto} has one implementation in pure Java (Bouncy Castle) that is always
 * there, and takes another one, such as libsodium, from the class or module path.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.crypto;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
