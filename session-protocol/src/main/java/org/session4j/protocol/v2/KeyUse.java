package org.session4j.protocol.v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/** What a pair of hybrid keys is for; keys of one seed differ by it (messages: account keys; device). */
public enum KeyUse {
    /** Shared by the devices of an account, for messages to it. */
    ACCOUNT("SessionAccountKeys"),
    /** Of one device alone, for what the devices share. */
    DEVICE("SessionDeviceKeys");

    /** In bytes. */
    public static final int SEED_LENGTH = 32;

    private static final int EXPANDED = Crypto.KEY + Crypto.MLKEM768_SEED;

    private final String domain;

    KeyUse(String domain) {
        this.domain = domain;
    }

    /**
     * SHAKE256(domain || seed): the X25519 secret key (32 bytes), then the seed of the ML-KEM key (64 bytes). For
     * implementers.
     *
     * @param seed 32 bytes
     */
    public SecretBytes expand(SecretBytes seed, Crypto crypto) {
        if (seed.length() != SEED_LENGTH) {
            throw new IllegalArgumentException("key seed: expected " + SEED_LENGTH + " bytes, got " + seed.length());
        }
        byte[] bytes = seed.exposeSecretBytes();
        byte[] expanded = crypto.shake256(EXPANDED, domain.getBytes(StandardCharsets.US_ASCII), bytes);
        try {
            return SecretBytes.of(expanded);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(expanded, (byte) 0);
        }
    }
}
