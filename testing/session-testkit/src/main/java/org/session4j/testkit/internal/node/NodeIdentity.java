package org.session4j.testkit.internal.node;

import java.util.Arrays;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The keys of a node. */
public final class NodeIdentity {

    private static final int PUBLIC_HALF = 32;

    private final Crypto crypto;
    private final byte[] ed25519Secret;
    private final byte[] x25519Secret;
    private final Ed25519PublicKey ed25519;
    private final X25519PublicKey x25519;
    private final Ed25519PublicKey legacy;

    private NodeIdentity(Crypto crypto, byte[] seed, byte[] legacySeed) {
        this.crypto = crypto;
        this.ed25519Secret = crypto.ed25519SeedKeypair(seed);
        this.x25519Secret = crypto.ed25519SeedToX25519(seed);
        this.ed25519 = publicHalf(ed25519Secret);
        this.x25519 = X25519PublicKey.of(crypto.x25519Base(x25519Secret));
        this.legacy = publicHalf(crypto.ed25519SeedKeypair(legacySeed));
    }

    /**
     * @param seed 32 bytes, of the Ed25519 key
     * @param legacySeed 32 bytes, of the key under which the node was registered
     */
    public static NodeIdentity derive(Crypto crypto, byte[] seed, byte[] legacySeed) {
        return new NodeIdentity(crypto, seed, legacySeed);
    }

    private static Ed25519PublicKey publicHalf(byte[] secretKey) {
        return Ed25519PublicKey.of(Arrays.copyOfRange(secretKey, PUBLIC_HALF, secretKey.length));
    }

    public Ed25519PublicKey ed25519() {
        return ed25519;
    }

    public X25519PublicKey x25519() {
        return x25519;
    }

    public Ed25519PublicKey legacy() {
        return legacy;
    }

    /** The key that opens onion layers; not a copy. */
    public byte[] exposeX25519Secret() {
        return x25519Secret;
    }

    public byte[] sign(byte[] message) {
        return crypto.ed25519Sign(message, ed25519Secret);
    }

    /** Prints the public key only. */
    @Override
    public String toString() {
        return ed25519.toString();
    }
}
