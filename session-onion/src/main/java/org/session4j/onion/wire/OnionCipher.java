package org.session4j.onion.wire;

import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;

/** How a layer is encrypted (network: layer encryption); the output is nonce, ciphertext, tag. */
public enum OnionCipher {
    XCHACHA20("xchacha20", "xchacha20-poly1305", Crypto.XCHACHA20_NONCE),
    /** What a layer without {@code enc_type} is encrypted with. */
    AES_GCM("aes-gcm", "gcm", Crypto.AES_GCM_NONCE);

    private final String wireName;
    private final String alias;
    private final int nonceLength;

    OnionCipher(String wireName, String alias, int nonceLength) {
        this.wireName = wireName;
        this.alias = alias;
        this.nonceLength = nonceLength;
    }

    /** Reads the value of {@code enc_type}; a layer that has none is {@link #AES_GCM}. */
    public static OnionCipher parse(String encType) throws MalformedDataException {
        for (OnionCipher cipher : values()) {
            if (cipher.wireName.equals(encType) || cipher.alias.equals(encType)) {
                return cipher;
            }
        }
        throw new MalformedDataException("unknown enc_type");
    }

    /** The value of {@code enc_type}. */
    public String wireName() {
        return wireName;
    }

    /** In bytes. */
    public int nonceLength() {
        return nonceLength;
    }

    /** By how many bytes a ciphertext is longer than its plaintext: nonce and tag. */
    public int overhead() {
        return nonceLength + Crypto.AEAD_TAG;
    }
}
