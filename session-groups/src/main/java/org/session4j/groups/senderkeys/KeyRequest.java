package org.session4j.groups.senderkeys;

import java.util.Objects;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/**
 * Asks a member for the chain of a message that could not be opened; goes to that member one-to-one.
 *
 * <pre>
 * offset  length  what
 * 0       1       0x31: a request, version 1
 * 1       33      group id, kind 03
 * 34      16      distribution id of the message
 * 50      4       chain id of the message
 * </pre>
 *
 * @param chainId 0 to 2^32 − 1
 */
public record KeyRequest(SessionId groupId, DistributionId distributionId, long chainId) {

    private static final int KIND = 0x31;
    private static final int LENGTH = 54;

    public KeyRequest {
        Objects.requireNonNull(distributionId, "distributionId");
        if (groupId.kind() != IdKind.GROUP || chainId < 0 || chainId > 0xffff_ffffL) {
            throw new IllegalArgumentException("expected an id of kind GROUP and a chain id below 2^32");
        }
    }

    /** The wire form. */
    public Bytes encode() {
        return Bytes.unsafeWrap(new ByteSink(LENGTH)
                .u8(KIND)
                .id(groupId)
                .bytes(distributionId.toByteArray())
                .u32(chainId)
                .toByteArray());
    }

    /**
     * Reads the wire form.
     *
     * @throws GroupException {@link Reason#UNSUPPORTED_VERSION}
     */
    public static KeyRequest decode(byte[] bytes) throws MalformedDataException, GroupException {
        ByteSource in = new ByteSource("key request", bytes);
        if (in.u8() != KIND) {
            throw new GroupException(Reason.UNSUPPORTED_VERSION);
        }
        SessionId groupId = in.id(IdKind.GROUP);
        DistributionId distributionId = DistributionId.of(in.bytes(DistributionId.LENGTH));
        long chainId = in.u32();
        in.requireEnd();
        return new KeyRequest(groupId, distributionId, chainId);
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "KeyRequest";
    }
}
