package org.session4j.onion.wire;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** A service node with the secret half of its key, made from a number. */
final class TestNode {

    static final Crypto CRYPTO = Crypto.get();

    private final byte[] secret;
    private final ServiceNode node;

    private TestNode(byte[] secret, ServiceNode node) {
        this.secret = secret;
        this.node = node;
    }

    static TestNode of(int number) {
        byte[] seed = new byte[32];
        new Random(number).nextBytes(seed);
        byte[] keypair = CRYPTO.ed25519SeedKeypair(seed);
        Ed25519PublicKey identity = Ed25519PublicKey.of(Arrays.copyOfRange(keypair, 32, 64));
        byte[] secret = CRYPTO.ed25519SeedToX25519(seed);
        return new TestNode(
                secret,
                new ServiceNode(
                        identity,
                        X25519PublicKey.of(CRYPTO.x25519Base(secret)),
                        "203.0." + (number & 0xff) + ".1",
                        22021,
                        22020,
                        number,
                        "2.8.0"));
    }

    ServiceNode node() {
        return node;
    }

    LayerCipher cipherFor(SealedLayer layer) throws MalformedDataException {
        return layer.cipherFor(CRYPTO, secret, node.x25519());
    }

    OnionLayer peel(SealedLayer layer) throws MalformedDataException, DecryptionException {
        return OnionLayer.decode(cipherFor(layer).decrypt(layer.ciphertext().toByteArray()), layer.hopNumber());
    }

    /** Randomness for the client that is the same at each run. */
    static SecureRandom seeded(long seed) {
        Random random = new Random(seed);
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                random.nextBytes(bytes);
            }
        };
    }
}
