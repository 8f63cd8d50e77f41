package org.session4j.groups.senderkeys;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;

/** The chain under which this device writes. Its ratchet's next index is the iteration of the next message. */
final class OwnChain {

    private final DistributionId distributionId;
    private final long chainId;
    private final long createdAtMillis;
    private final Ed25519KeyPair signingKey;
    private final HashRatchet ratchet;

    private OwnChain(
            DistributionId distributionId,
            long chainId,
            long createdAtMillis,
            Ed25519KeyPair signingKey,
            HashRatchet ratchet) {
        this.distributionId = distributionId;
        this.chainId = chainId;
        this.createdAtMillis = createdAtMillis;
        this.signingKey = signingKey;
        this.ratchet = ratchet;
    }

    /** A fresh one; draws 32 bytes for the chain key and 32 for the signing key. */
    static OwnChain generate(DistributionId id, long chainId, Instant now, SecureRandom random, Crypto crypto) {
        byte[] chainKey = new byte[HashRatchet.KEY];
        random.nextBytes(chainKey);
        try {
            return new OwnChain(
                    id,
                    chainId,
                    now.toEpochMilli(),
                    Ed25519KeyPair.generate(random, crypto),
                    HashRatchet.of(chainKey, 0));
        } finally {
            Arrays.fill(chainKey, (byte) 0);
        }
    }

    DistributionId distributionId() {
        return distributionId;
    }

    long chainId() {
        return chainId;
    }

    long createdAtMillis() {
        return createdAtMillis;
    }

    Ed25519KeyPair signingKey() {
        return signingKey;
    }

    HashRatchet ratchet() {
        return ratchet;
    }

    void destroy() {
        signingKey.destroy();
        ratchet.destroy();
    }

    void writeTo(ByteSink out) {
        SecretBytes seed = signingKey.seed();
        byte[] exposed = seed.exposeSecretBytes();
        out.bytes(distributionId.toByteArray())
                .u32(chainId)
                .u63(Math.max(0, createdAtMillis))
                .bytes(exposed);
        Arrays.fill(exposed, (byte) 0);
        seed.destroy();
        ratchet.writeTo(out);
    }

    static OwnChain readFrom(ByteSource in, Crypto crypto) throws MalformedDataException {
        DistributionId id = DistributionId.of(in.bytes(DistributionId.LENGTH));
        long chainId = in.u32();
        long createdAt = in.u63();
        byte[] seed = in.bytes(Crypto.ED25519_SEED);
        try {
            Ed25519KeyPair signingKey = Ed25519KeyPair.ofSeed(seed, crypto);
            return new OwnChain(id, chainId, createdAt, signingKey, HashRatchet.readFrom(in));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
