package org.session4j.groups.senderkeys;

import java.security.SecureRandom;
import java.time.Instant;
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
 *        | table of chains
 * own chain    distribution id (16) | chain id (4) | made at (8) | seed of the signing key (32) | ratchet
 * table        count (4), each: sender (33) | count (4), each: chain, see {@link PeerChain}
 * ratchet      chain key (32) | next index (8) | count (4), each: index (4) | since (8) | message key (32)
 * </pre>
 */
record GroupState(
        Crypto crypto,
        SessionId self,
        EpochChange epoch,
        OwnChain own,
        ChainTable chains,
        long revision,
        boolean isRestored) {

    private static final int VERSION = 1;

    /** Every other member's room filled with keys that were passed over, in bytes; no more is read. */
    private static final int MAX_ENCODED =
            EpochChange.MAX_MEMBERS * (HashRatchet.MAX_SKIP * 44 + ChainTable.MAX_CHAINS * 150);

    private static final int FIRST_CAPACITY = 1024;

    ChainContext ownContext() {
        return ChainContext.of(epoch.groupId(), self, epoch.number(), epoch.id(), own.distributionId(), own.chainId());
    }

    GroupState next() {
        return with(own, isRestored);
    }

    GroupState restored() {
        return with(own, true);
    }

    private GroupState with(OwnChain chain, boolean restored) {
        return new GroupState(crypto, self, epoch, chain, chains, revision + 1, restored);
    }

    /** The chains of who stays remain for what is under way. */
    GroupState inEpoch(EpochChange change, Instant now, SecureRandom random) {
        chains.retain(change.members());
        chains.endEpoch(now.toEpochMilli());
        OwnChain chain = freshChain(now, random);
        own.destroy();
        return new GroupState(crypto, self, change, chain, chains, revision + 1, false);
    }

    GroupState withNewChain(Instant now, SecureRandom random) {
        OwnChain chain = freshChain(now, random);
        own.destroy();
        return with(chain, false);
    }

    /** A restored state does not know how far its distribution id has come. */
    private OwnChain freshChain(Instant now, SecureRandom random) {
        boolean needsId = isRestored || own.chainId() == HashRatchet.MAX_INDEX;
        DistributionId id = needsId ? DistributionId.generate(random) : own.distributionId();
        return OwnChain.generate(id, needsId ? 0 : own.chainId() + 1, now, random, crypto);
    }

    void destroy() {
        own.destroy();
        chains.destroy();
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
        chains.writeTo(out);
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
        ChainTable chains = ChainTable.readFrom(in, epoch.groupId(), crypto);
        in.requireEnd();
        return new GroupState(crypto, self, epoch, own, chains, revision, restored);
    }

    private static EpochChange epoch(byte[] bytes, Crypto crypto) throws MalformedDataException {
        try {
            return EpochChange.decode(bytes, crypto);
        } catch (GroupException e) {
            throw new MalformedDataException("sender keys: a bad epoch change", e);
        }
    }
}
