package org.session4j.testkit.internal.server;

import java.util.Arrays;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The keys of a server: the X25519 one, which opens requests, follows from the Ed25519 one. */
public final class ServerIdentity {

    private final Ed25519PublicKey ed25519;
    private final X25519PublicKey x25519;
    private final byte[] x25519Secret;

    private ServerIdentity(Crypto crypto, byte[] seed) {
        byte[] pair = crypto.ed25519SeedKeypair(seed);
        this.ed25519 = Ed25519PublicKey.of(Arrays.copyOfRange(pair, Crypto.ED25519_SEED, pair.length));
        this.x25519Secret = crypto.ed25519SeedToX25519(seed);
        this.x25519 = X25519PublicKey.of(crypto.x25519Base(x25519Secret));
    }

    /**
     * The keys that follow from a seed.
     *
     * @param seed 32 bytes
     */
    public static ServerIdentity derive(Crypto crypto, byte[] seed) {
        return new ServerIdentity(crypto, seed);
    }

    public Ed25519PublicKey ed25519() {
        return ed25519;
    }

    public X25519PublicKey x25519() {
        return x25519;
    }

    /** The key that opens requests; not a copy. */
    byte[] exposeX25519Secret() {
        return x25519Secret;
    }

    /** Prints the public key only. */
    @Override
    public String toString() {
        return ed25519.toString();
    }
}
