package org.session4j.groups.senderkeys;

import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.Ed25519Verifier;

/**
 * A chain that somebody has handed to us: its ratchet goes on while the other fields stay, but for the end of its epoch.
 *
 * <pre>
 * encoded: epoch (8 bytes) | epoch id (32) | distribution id (16) | chain id (4) | signing key (32)
 *        | since when its epoch is over, or 0 (8) | ratchet
 * </pre>
 */
final class PeerChain {

    /** In place of the time since when its epoch is over. */
    static final long CURRENT = 0;

    private final long epoch;
    private final Bytes epochId;
    private final DistributionId distributionId;
    private final long chainId;
    private final Ed25519PublicKey signingKey;
    private final Ed25519Verifier verifier;
    private final HashRatchet ratchet;
    private final ChainContext context;
    private long oldSinceMillis;

    PeerChain(
            SessionId groupId,
            SessionId sender,
            long epoch,
            Bytes epochId,
            DistributionId distributionId,
            long chainId,
            Ed25519PublicKey signingKey,
            HashRatchet ratchet,
            long oldSinceMillis,
            Crypto crypto) {
        this.epoch = epoch;
        this.epochId = epochId;
        this.distributionId = distributionId;
        this.chainId = chainId;
        this.signingKey = signingKey;
        this.verifier = Ed25519Verifier.of(signingKey, crypto);
        this.ratchet = ratchet;
        this.oldSinceMillis = oldSinceMillis;
        this.context = ChainContext.of(groupId, sender, epoch, epochId, distributionId, chainId);
    }

    Ed25519Verifier verifier() {
        return verifier;
    }

    HashRatchet ratchet() {
        return ratchet;
    }

    ChainContext context() {
        return context;
    }

    boolean isNamed(DistributionId id, long number) {
        return chainId == number && distributionId.equals(id);
    }

    /** Whether the distribution is of this very chain. */
    boolean isSame(KeyDistribution distribution) {
        return isNamed(distribution.distributionId(), distribution.chainId())
                && isOfEpoch(distribution)
                && signingKey.equals(distribution.signingKey());
    }

    /** Whether there is no use for the distribution next to this chain: it has its name, or that of an earlier one. */
    boolean comesNotBefore(KeyDistribution distribution) {
        return isNamed(distribution.distributionId(), distribution.chainId())
                || (isOfEpoch(distribution)
                        && distributionId.equals(distribution.distributionId())
                        && chainId > distribution.chainId());
    }

    private boolean isOfEpoch(KeyDistribution distribution) {
        return epoch == distribution.epoch() && epochId.equals(distribution.epochId());
    }

    void endEpoch(long nowMillis) {
        if (oldSinceMillis == CURRENT) {
            oldSinceMillis = Math.max(nowMillis, 1);
        }
    }

    /** Whether its epoch is over for so long that nothing of it is under way any more; then it is wiped. */
    boolean isForgotten(long nowMillis) {
        boolean forgotten = oldSinceMillis != CURRENT && nowMillis - oldSinceMillis > HashRatchet.MAX_AGE_MILLIS;
        if (forgotten) {
            ratchet.destroy();
        }
        return forgotten;
    }

    void writeTo(ByteSink out) {
        out.u63(epoch)
                .bytes(epochId.toByteArray())
                .bytes(distributionId.toByteArray())
                .u32(chainId)
                .bytes(signingKey.toByteArray())
                .u63(oldSinceMillis);
        ratchet.writeTo(out);
    }

    static PeerChain readFrom(ByteSource in, SessionId groupId, SessionId sender, Crypto crypto)
            throws MalformedDataException {
        long epoch = in.u63();
        Bytes epochId = Bytes.unsafeWrap(in.bytes(Crypto.KEY));
        DistributionId id = DistributionId.of(in.bytes(DistributionId.LENGTH));
        long chainId = in.u32();
        Ed25519PublicKey signingKey = Ed25519PublicKey.of(in.bytes(Ed25519PublicKey.LENGTH));
        long oldSince = in.u63();
        return new PeerChain(
                groupId, sender, epoch, epochId, id, chainId, signingKey, HashRatchet.readFrom(in), oldSince, crypto);
    }
}
