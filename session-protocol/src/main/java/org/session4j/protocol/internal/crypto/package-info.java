/**
 * The pure-Java backend of {@link org.session4j.protocol.crypto.Crypto}: Bouncy Castle's lightweight API, and the curve
 * arithmetic of libsodium that it does not offer. Nothing outside this package imports Bouncy Castle.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.internal.crypto;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
