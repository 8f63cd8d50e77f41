package org.session4j.groups.senderkeys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.session4j.groups.internal.ByteSink;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;

/**
 * What every message of one chain is bound to; the beginning of what its HMAC and its signature cover.
 *
 * <pre>
 * offset  length  what
 * 0       30      "session4j sender key message 1"
 * 30      33      group id
 * 63      33      sender
 * 96      8       number of the epoch
 * 104     32      id of the epoch change
 * 136     16      distribution id
 * 152     4       chain id
 * 156     4       iteration
 * </pre>
 */
final class ChainContext {

    /** In bytes. */
    static final int LENGTH = 160;

    private static final byte[] LABEL = "session4j sender key message 1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] beforeIteration;

    private ChainContext(byte[] beforeIteration) {
        this.beforeIteration = beforeIteration;
    }

    static ChainContext of(
            SessionId groupId, SessionId sender, long epoch, Bytes epochId, DistributionId id, long chainId) {
        return new ChainContext(new ByteSink(LENGTH)
                .bytes(LABEL)
                .id(groupId)
                .id(sender)
                .u63(epoch)
                .bytes(epochId.toByteArray())
                .bytes(id.toByteArray())
                .u32(chainId)
                .toByteArray());
    }

    /** The context of one message, at the beginning of an array that has this much room behind it. */
    byte[] at(long iteration, int room) {
        byte[] out = Arrays.copyOf(beforeIteration, LENGTH + room);
        for (int i = 1; i <= Integer.BYTES; i++) {
            out[LENGTH - i] = (byte) (iteration >>> ((i - 1) * Byte.SIZE));
        }
        return out;
    }
}
