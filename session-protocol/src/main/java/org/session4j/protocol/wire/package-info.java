/**
 * The low-level forms under a message, innermost first: padding, signing and sealing (v1), envelope, WebSocket wrapper.
 * Beside them what configs and groups are written in: bt-encoding and zstd. For implementers and tests; programs use
 * {@link org.session4j.protocol.message.DirectMessageCodec}.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
