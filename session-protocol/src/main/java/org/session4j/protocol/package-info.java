/**
 * Accounts, ids and the errors of the Session protocol.
 *
 * <p>This module is pure: it opens no socket or file, reads no clock, starts no thread and draws no randomness of its
 * own, but for {@link Account#generate()}. Time and {@link java.security.SecureRandom} come in as arguments, results go
 * out as values.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
