package org.session4j.conformance.operation;

import java.security.SecureRandom;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/** An X25519 key pair as vectors have it: nothing in it is worth protecting. */
final class FreshKey {

    private final byte[] secret;
    private final X25519PublicKey key;

    private FreshKey(byte[] secret, X25519PublicKey key) {
        this.secret = secret;
        this.key = key;
    }

    /** One that is made for a single check and thrown away. */
    static FreshKey generate(Crypto crypto) {
        byte[] secret = new byte[Crypto.KEY];
        new SecureRandom().nextBytes(secret);
        return of(crypto, secret);
    }

    static FreshKey of(Crypto crypto, byte[] secret) {
        return new FreshKey(secret, X25519PublicKey.of(crypto.x25519Base(secret)));
    }

    byte[] secret() {
        return secret.clone();
    }

    X25519PublicKey key() {
        return key;
    }
}
