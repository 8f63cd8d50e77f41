package org.session4j.groups.senderkeys;

import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * What {@link SenderKeyGroup} hands from one state to the next. Chains and tables move along; what is replaced is wiped.
 *
 * <pre>
 * encoded: version (1 byte) | revision (8) | restored (1) | self (33) | length (4), epoch change | own chain
 *        | table of chains | 0, or 1, time (8) and table of the epoch before
 * own chain    distribution id (16) | chain id (4) | made at (8) | seed of the signing key (32) | ratchet
 * table        epoch (8) | epoch id (32) | count (4), each: sender (33) | count (4), each: chain
 * chain        distribution id (16) | chain id (4) | signing key (32) | ratchet
 * ratchet      chain key (32) | next index (8) | count (4), each: index (4) | since (8) | message key (32)
 * </pre>
 */
record GroupState(
        Crypto crypto,
        SessionId self,
        EpochChange epoch,
        OwnChain own,
        ChainTable current,
        @Nullable ChainTable previous,
        long previousSinceMillis,
        long revision,
        boolean isRestored) {

    private static final int VERSION = 1;

    /** Every other member's room filled with keys that were passed over, in bytes; no more is read. */
    private static final int MAX_ENCODED = 2 * EpochChange.MAX_MEMBERS * (HashRatchet.MAX_SKIP + 20) * 44;

    private static final int FIRST_CAPACITY = 1024;

    ChainContext ownContext() {
        return ChainContext.of(epoch.groupId(), self, epoch.number(), epoch.id(), own.distributionId(), own.chainId());
    }

    /** The table that has a chain, if one has. */
    @Nullable
    ChainTable tableOf(SessionId sender, DistributionId id, long chainId) {
        if (current.find(sender, id, chainId) != null) {
            return current;
        }
        return previous != null && previous.find(sender, id, chainId) != null ? previous : null;
    }

    GroupState next() {
        return with(own, current, previous, previousSinceMillis, isRestored);
    }

    GroupState restored() {
        return with(own, current, previous, previousSinceMillis, true);
    }

    private GroupState with(OwnChain chain, ChainTable now, @Nullable ChainTable before, long since, boolean restored) {
        return new GroupState(crypto, self, epoch, chain, now, before, since, revision + 1, restored);
    }

    /** The chains of who stays remain for what is under way; those of the epoch before end. */
    GroupState inEpoch(EpochChange change, Instant now, SecureRandom random) {
        if (previous != null) {
            previous.destroy();
        }
        current.retain(change.members());
        OwnChain chain = freshChain(now, random);
        own.destroy();
        return new GroupState(
                crypto,
                self,
                change,
                chain,
                ChainTable.of(change, crypto),
                current,
                now.toEpochMilli(),
                revision + 1,
                false);
    }

    GroupState withNewChain(Instant now, SecureRandom random) {
        OwnChain chain = freshChain(now, random);
        own.destroy();
        return with(chain, current, previous, previousSinceMillis, false);
    }

    /** A restored state does not know how far its distribution id has come. */
    private OwnChain freshChain(Instant now, SecureRandom random) {
        boolean needsId = isRestored || own.chainId() == HashRatchet.MAX_INDEX;
        DistributionId id = needsId ? DistributionId.generate(random) : own.distributionId();
        return OwnChain.generate(id, needsId ? 0 : own.chainId() + 1, now, random, crypto);
    }

    void forgetOld(long nowMillis) {
        current.forgetOld(nowMillis);
        if (previous == null) {
            return;
        }
        if (nowMillis - previousSinceMillis > HashRatchet.MAX_AGE_MILLIS) {
            previous.destroy();
        } else {
            previous.forgetOld(nowMillis);
        }
    }

    void destroy() {
        own.destroy();
        current.destroy();
        if (previous != null) {
            previous.destroy();
        }
    }

    SecretBytes encode() {
        ByteSink out = new ByteSink(FIRST_CAPACITY);
        byte[] change = epoch.encode().toByteArray();
        out.u8(VERSION)
                .u63(revision)
                .flag(isRestored)
                .id(self)
                .u32(change.length)
                .bytes(change);
        own.writeTo(out);
        current.writeTo(out);
        out.flag(previous != null);
        if (previous != null) {
            out.u63(Math.max(0, previousSinceMillis));
            previous.writeTo(out);
        }
        return out.toSecretBytes();
    }

    static GroupState decode(byte[] bytes, Crypto crypto) throws MalformedDataException {
        if (bytes.length > MAX_ENCODED) {
            throw new MalformedDataException(
                    "sender keys: expected at most " + MAX_ENCODED + " bytes, got " + bytes.length);
        }
        ByteSource in = new ByteSource("sender keys", bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedDataException("sender keys: expected version " + VERSION + ", got " + version);
        }
        long revision = in.u63();
        boolean restored = in.flag();
        SessionId self = in.id(IdKind.STANDARD);
        EpochChange epoch = epoch(in.bytes(in.count(EpochChange.MAX_LENGTH, 1)), crypto);
        if (!epoch.isMember(self)) {
            throw new MalformedDataException("sender keys: of somebody who is no member");
        }
        OwnChain own = OwnChain.readFrom(in, crypto);
        ChainTable current = ChainTable.readFrom(in, epoch.groupId(), crypto);
        boolean hasPrevious = in.flag();
        long since = hasPrevious ? in.u63() : 0;
        ChainTable previous = hasPrevious ? ChainTable.readFrom(in, epoch.groupId(), crypto) : null;
        in.requireEnd();
        return new GroupState(crypto, self, epoch, own, current, previous, since, revision, restored);
    }

    private static EpochChange epoch(byte[] bytes, Crypto crypto) throws MalformedDataException {
        try {
            return EpochChange.decode(bytes, crypto);
        } catch (GroupException e) {
            throw new MalformedDataException("sender keys: a bad epoch change", e);
        }
    }
}
