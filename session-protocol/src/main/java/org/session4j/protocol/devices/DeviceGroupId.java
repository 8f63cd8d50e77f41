package org.session4j.protocol.devices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Tells the device groups of an account apart, of which there should be one (messages: group message).
 *
 * <pre>
 * offset  length  what
 * 0       4       creation in whole minutes since 1970, little-endian
 * 4       4       random
 * </pre>
 *
 * In a message it is encrypted with a key of the account's seed, so that who holds the seed can read it and nobody else.
 */
public record DeviceGroupId(Bytes value) {

    /** In bytes. */
    public static final int LENGTH = 8;

    private static final int RANDOM = 4;
    private static final byte[] KEY_PERSONAL = ascii("SessionDvGrpID_K");
    private static final byte[] NONCE_PERSONAL = ascii("SessionDvGrpID_N");
    private static final byte[] CODE_PERSONAL = ascii("SessionDvGrp_SAS");

    public DeviceGroupId {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("device group id: expected " + LENGTH + " bytes, got " + value.length());
        }
    }

    /** Of a group that is started now; draws 4 bytes. */
    public static DeviceGroupId generate(Instant now, SecureRandom random) {
        byte[] drawn = new byte[RANDOM];
        random.nextBytes(drawn);
        ByteBuffer id = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        id.putInt((int) Duration.between(Instant.EPOCH, now).toMinutes());
        id.put(drawn);
        return new DeviceGroupId(Bytes.unsafeWrap(id.array()));
    }

    /** In whole minutes, as whoever holds the account's seed says. */
    public Instant createdAt() {
        int minutes = ByteBuffer.wrap(value.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        return Instant.EPOCH.plus(Duration.ofMinutes(Integer.toUnsignedLong(minutes)));
    }

    /** Four emoji beside the creation tell groups apart; they prove nothing. */
    public EmojiCode code(Crypto crypto) {
        return EmojiCode.of(codeSeed(crypto).toByteArray());
    }

    /** What {@link #code} is made of, 16 bytes. For implementers. */
    public Bytes codeSeed(Crypto crypto) {
        return Bytes.unsafeWrap(crypto.blake2b(EmojiCode.SEED_LENGTH, null, CODE_PERSONAL, value.toByteArray()));
    }

    Bytes encrypt(X25519PublicKey ephemeral, Ed25519KeyPair account, Crypto crypto) {
        return xor(value, ephemeral, account, crypto);
    }

    static DeviceGroupId decrypt(Bytes encrypted, X25519PublicKey ephemeral, Ed25519KeyPair account, Crypto crypto) {
        return new DeviceGroupId(xor(encrypted, ephemeral, account, crypto));
    }

    static Bytes requireLength(Bytes encrypted) throws MalformedDataException {
        if (encrypted.length() != LENGTH) {
            throw new MalformedDataException(
                    "device group id: expected " + LENGTH + " bytes, got " + encrypted.length());
        }
        return encrypted;
    }

    private static Bytes xor(Bytes id, X25519PublicKey ephemeral, Ed25519KeyPair account, Crypto crypto) {
        SecretBytes seed = account.seed();
        byte[] seedBytes = seed.exposeSecretBytes();
        byte[] key = crypto.blake2b(Crypto.KEY, null, KEY_PERSONAL, seedBytes);
        byte[] nonce = crypto.blake2b(Crypto.XCHACHA20_NONCE, null, NONCE_PERSONAL, ephemeral.toByteArray());
        try {
            return Bytes.unsafeWrap(crypto.streamXchacha20Xor(id.toByteArray(), nonce, key));
        } finally {
            seed.destroy();
            Arrays.fill(seedBytes, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "DeviceGroupId";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
