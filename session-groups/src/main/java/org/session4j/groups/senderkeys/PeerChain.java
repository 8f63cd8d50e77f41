package org.session4j.groups.senderkeys;

import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.Ed25519Verifier;

/** A chain that somebody has handed to us: its ratchet goes on while the other fields stay. */
final class PeerChain {

    private final DistributionId distributionId;
    private final long chainId;
    private final Ed25519PublicKey signingKey;
    private final Ed25519Verifier verifier;
    private final HashRatchet ratchet;
    private final ChainContext context;

    PeerChain(
            DistributionId distributionId,
            long chainId,
            Ed25519PublicKey signingKey,
            HashRatchet ratchet,
            ChainContext context,
            Crypto crypto) {
        this.distributionId = distributionId;
        this.chainId = chainId;
        this.signingKey = signingKey;
        this.verifier = Ed25519Verifier.of(signingKey, crypto);
        this.ratchet = ratchet;
        this.context = context;
    }

    DistributionId distributionId() {
        return distributionId;
    }

    long chainId() {
        return chainId;
    }

    Ed25519PublicKey signingKey() {
        return signingKey;
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
}
