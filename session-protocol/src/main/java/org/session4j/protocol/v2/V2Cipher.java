package org.session4j.protocol.v2;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.wire.FormatDetection;

/**
 * Encrypts messages to an account key, or to the account itself where it has none, and opens both (messages: encrypting,
 * decrypting, non-PFS form). What comes out is what a swarm stores; there is no envelope.
 *
 * <pre>
 * offset  length  what
 * 0       2       00 02
 * 2       2       key indicator, masked; random without an account key
 * 4       32      ephemeral X25519 key E
 * 36      1088    ML-KEM ciphertext; a {@link Decoy} without an account key
 * 1124    n + 16  XChaCha20-Poly1305 of {@link V2Content}, padded with zero bytes
 * </pre>
 *
 * The whole is a multiple of 256 bytes and at least 1536. With an account key every byte is authenticated; without one the
 * indicator and the slot of the ciphertext are not. Thread-safe.
 */
public final class V2Cipher {

    /** The longest content, in bytes, whose message a swarm stores. */
    public static final int MAX_CONTENT = 75_541;

    private static final int INDICATOR_AT = 2;
    private static final int EPHEMERAL_AT = INDICATOR_AT + HybridPublicKey.INDICATOR_LENGTH;
    private static final int CIPHERTEXT_AT = EPHEMERAL_AT + X25519PublicKey.LENGTH;
    private static final int SEALED_AT = CIPHERTEXT_AT + Crypto.MLKEM768_CIPHERTEXT;

    private final Crypto crypto;

    private V2Cipher(Crypto crypto) {
        this.crypto = crypto;
    }

    public static V2Cipher of(Crypto crypto) {
        return new V2Cipher(crypto);
    }

    /** The length of a message with so many bytes of content. */
    public static int encryptedLength(int contentLength, boolean withPro) {
        int bare = SEALED_AT + V2Content.encodedLength(contentLength, withPro) + Crypto.AEAD_TAG;
        int steps = (bare + V2Choices.LENGTH_STEP - 1) / V2Choices.LENGTH_STEP;
        return Math.max(V2Choices.MIN_LENGTH, steps * V2Choices.LENGTH_STEP);
    }

    /**
     * Signs content and encrypts it to an account key. Draws 32 bytes for the ephemeral key and 32 for the encapsulation.
     *
     * @param content so long that the message fits into a swarm, see {@link #encryptedLength}
     * @param recipient of kind 05
     * @param key the recipient's, from its {@link KeyRecord}
     * @param pro the rotating key of Session Pro, or null
     * @throws MalformedDataException if a key of the recipient is of small order
     */
    public byte[] encrypt(
            byte[] content,
            Ed25519KeyPair sender,
            SessionId recipient,
            HybridPublicKey key,
            @Nullable Ed25519KeyPair pro,
            SecureRandom random)
            throws MalformedDataException {
        X25519PublicKey longTerm = requireRecipient(content, recipient, pro);
        X25519KeyPair ephemeral = X25519KeyPair.generate(random, crypto);
        byte[] coins = new byte[Crypto.MLKEM768_COINS];
        random.nextBytes(coins);
        byte[] shared = new byte[0];
        byte[] encapsulated = new byte[0];
        byte[] mlkemSecret = new byte[0];
        byte[] x25519Secret = new byte[0];
        byte[] combined = new byte[0];
        try {
            shared = ephemeral.agree(longTerm, crypto);
            Bytes mask = V2Secrets.indicatorMask(ephemeral.publicKey(), longTerm, shared, crypto);
            encapsulated = crypto.mlkem768Encapsulate(key.mlkem768().toByteArray(), coins);
            mlkemSecret = Arrays.copyOfRange(encapsulated, Crypto.MLKEM768_CIPHERTEXT, encapsulated.length);
            x25519Secret = ephemeral.agree(key.x25519(), crypto);
            combined = V2Secrets.combine(mlkemSecret, x25519Secret, ephemeral.publicKey(), key.x25519(), crypto);
            byte[] message = frame(content, pro, ephemeral.publicKey(), xor(key.keyIndicator(), mask), encapsulated);
            return seal(message, content, sender, recipient, pro, V2Secrets.expand(combined, crypto));
        } finally {
            ephemeral.destroy();
            wipe(coins, shared, encapsulated, mlkemSecret, x25519Secret, combined);
        }
    }

    /**
     * Signs content and encrypts it to the recipient's long-term key: without forward secrecy, and nothing in it withstands
     * a quantum computer. Draws 32 bytes for the ephemeral key, 2 for the indicator, and what the decoy draws.
     *
     * @param content so long that the message fits into a swarm, see {@link #encryptedLength}
     * @param recipient of kind 05
     * @param pro the rotating key of Session Pro, or null
     * @throws MalformedDataException if the recipient's key is of small order, which no account's is
     */
    public byte[] encryptLongTerm(
            byte[] content,
            Ed25519KeyPair sender,
            SessionId recipient,
            @Nullable Ed25519KeyPair pro,
            Decoy decoy,
            SecureRandom random)
            throws MalformedDataException {
        X25519PublicKey longTerm = requireRecipient(content, recipient, pro);
        X25519KeyPair ephemeral = X25519KeyPair.generate(random, crypto);
        byte[] shared = new byte[0];
        byte[] combined = new byte[0];
        try {
            byte[] indicator = new byte[HybridPublicKey.INDICATOR_LENGTH];
            random.nextBytes(indicator);
            byte[] slot = decoy.ciphertext(random, crypto);
            shared = ephemeral.agree(longTerm, crypto);
            combined = V2Secrets.combineLongTerm(shared, ephemeral.publicKey(), longTerm, crypto);
            byte[] message = frame(content, pro, ephemeral.publicKey(), Bytes.unsafeWrap(indicator), slot);
            return seal(message, content, sender, recipient, pro, V2Secrets.expandLongTerm(combined, crypto));
        } finally {
            ephemeral.destroy();
            wipe(shared, combined);
        }
    }

    /** The message without its encrypted part, which is still zero. */
    private static byte[] frame(
            byte[] content, @Nullable Ed25519KeyPair pro, X25519PublicKey ephemeral, Bytes indicator, byte[] slot) {
        byte[] message = new byte[encryptedLength(content.length, pro != null)];
        message[1] = (byte) V2Choices.VERSION;
        indicator.copyTo(message, INDICATOR_AT);
        System.arraycopy(ephemeral.toByteArray(), 0, message, EPHEMERAL_AT, X25519PublicKey.LENGTH);
        System.arraycopy(slot, 0, message, CIPHERTEXT_AT, Crypto.MLKEM768_CIPHERTEXT);
        return message;
    }

    private byte[] seal(
            byte[] message,
            byte[] content,
            Ed25519KeyPair sender,
            SessionId recipient,
            @Nullable Ed25519KeyPair pro,
            V2Secrets secrets) {
        byte[] encoded = V2Content.encode(content, sender, recipient, pro, crypto);
        try {
            System.arraycopy(encoded, 0, message, SEALED_AT, encoded.length);
            secrets.seal(message, SEALED_AT, message.length - SEALED_AT - Crypto.AEAD_TAG, crypto);
            return message;
        } finally {
            wipe(encoded);
            secrets.destroy();
        }
    }

    /**
     * Opens a message, in either form. What is tried first are the keys that the indicator names, which are one or none
     * but by chance.
     *
     * @param stored what the swarm gave, of format {@link FormatDetection#V2}
     * @param account the recipient's long-term key
     * @param keys the account keys that are held, the current one first
     * @throws MalformedDataException if it is of another format, or what was encrypted is not of the right form
     * @throws SignatureException if it opens and its sender did not sign it for this recipient
     * @throws DecryptionException if no key opens it; a key that is learned later may
     */
    public V2Message decrypt(byte[] stored, X25519KeyPair account, List<HybridKeyPair> keys)
            throws MalformedDataException, SignatureException, DecryptionException {
        SessionId recipient = SessionId.of(account.publicKey());
        byte[] shared = agreeLongTerm(stored, account);
        try {
            Bytes wanted = wantedIndicator(stored, account.publicKey(), shared);
            for (HybridKeyPair key : keys) {
                if (key.publicKey().keyIndicator().equals(wanted)) {
                    byte[] opened = openOrNull(stored, key);
                    if (opened != null) {
                        return new V2Message(read(opened, recipient), key.publicKey());
                    }
                }
            }
            return new V2Message(read(openLongTerm(stored, account.publicKey(), shared), recipient), null);
        } finally {
            wipe(shared);
        }
    }

    /**
     * Opens a message with one account key, whatever its indicator says. For implementers.
     *
     * @throws DecryptionException if the key does not open it
     */
    public V2Content decryptWith(byte[] stored, SessionId recipient, HybridKeyPair key)
            throws MalformedDataException, SignatureException, DecryptionException {
        requireFormat(stored);
        return read(open(stored, key), recipient);
    }

    /**
     * Opens a message in the form without forward secrecy. For implementers.
     *
     * @throws DecryptionException if it is for somebody else, or in the other form
     */
    public V2Content decryptLongTerm(byte[] stored, X25519KeyPair account)
            throws MalformedDataException, SignatureException, DecryptionException {
        byte[] shared = agreeLongTerm(stored, account);
        try {
            return read(openLongTerm(stored, account.publicKey(), shared), SessionId.of(account.publicKey()));
        } finally {
            wipe(shared);
        }
    }

    /** The {@link HybridPublicKey#keyIndicator()} of the account key that a message is for; random without one. */
    public Bytes wantedIndicator(byte[] stored, X25519KeyPair account) throws MalformedDataException {
        byte[] shared = agreeLongTerm(stored, account);
        try {
            return wantedIndicator(stored, account.publicKey(), shared);
        } finally {
            wipe(shared);
        }
    }

    private Bytes wantedIndicator(byte[] stored, X25519PublicKey account, byte[] shared) {
        Bytes mask = V2Secrets.indicatorMask(ephemeral(stored), account, shared, crypto);
        return xor(Bytes.of(Arrays.copyOfRange(stored, INDICATOR_AT, EPHEMERAL_AT)), mask);
    }

    private byte[] agreeLongTerm(byte[] stored, X25519KeyPair account) throws MalformedDataException {
        requireFormat(stored);
        return account.agree(ephemeral(stored), crypto);
    }

    private byte @Nullable [] openOrNull(byte[] stored, HybridKeyPair key) throws MalformedDataException {
        try {
            return open(stored, key);
        } catch (DecryptionException e) {
            return null;
        }
    }

    private byte[] open(byte[] stored, HybridKeyPair key) throws MalformedDataException, DecryptionException {
        X25519PublicKey ephemeral = ephemeral(stored);
        byte[] x25519Secret = key.agree(ephemeral);
        byte[] mlkemSecret = new byte[0];
        byte[] combined = new byte[0];
        try {
            mlkemSecret = key.decapsulate(Arrays.copyOfRange(stored, CIPHERTEXT_AT, SEALED_AT));
            combined = V2Secrets.combine(
                    mlkemSecret, x25519Secret, ephemeral, key.publicKey().x25519(), crypto);
            return open(stored, V2Secrets.expand(combined, crypto));
        } finally {
            wipe(x25519Secret, mlkemSecret, combined);
        }
    }

    private byte[] openLongTerm(byte[] stored, X25519PublicKey account, byte[] shared) throws DecryptionException {
        byte[] combined = V2Secrets.combineLongTerm(shared, ephemeral(stored), account, crypto);
        try {
            return open(stored, V2Secrets.expandLongTerm(combined, crypto));
        } finally {
            wipe(combined);
        }
    }

    private byte[] open(byte[] stored, V2Secrets secrets) throws DecryptionException {
        try {
            return secrets.open(Arrays.copyOfRange(stored, SEALED_AT, stored.length), crypto);
        } finally {
            secrets.destroy();
        }
    }

    /** Takes off the padding and verifies. */
    private V2Content read(byte[] opened, SessionId recipient) throws MalformedDataException, SignatureException {
        int length = opened.length;
        while (length > 0 && opened[length - 1] == 0) {
            length--;
        }
        try {
            return V2Content.decode(Bytes.unsafeWrap(opened).slice(0, length), recipient, crypto);
        } finally {
            wipe(opened);
        }
    }

    private static X25519PublicKey requireRecipient(byte[] content, SessionId recipient, @Nullable Ed25519KeyPair pro) {
        if (recipient.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("recipient: expected an id of kind 05, got " + recipient.kind());
        }
        // Before the length of the message is computed, which could overflow.
        if (content.length > MAX_CONTENT || encryptedLength(content.length, pro != null) > V2Choices.MAX_LENGTH) {
            throw new IllegalArgumentException("content: too long for a message, " + content.length + " bytes");
        }
        return recipient.x25519();
    }

    private static void requireFormat(byte[] stored) throws MalformedDataException {
        if (FormatDetection.detect(stored) != FormatDetection.V2) {
            throw new MalformedDataException("no message of version 2");
        }
    }

    private static X25519PublicKey ephemeral(byte[] stored) {
        return X25519PublicKey.of(Arrays.copyOfRange(stored, EPHEMERAL_AT, CIPHERTEXT_AT));
    }

    private static Bytes xor(Bytes left, Bytes right) {
        byte[] out = left.toByteArray();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= right.at(i);
        }
        return Bytes.unsafeWrap(out);
    }

    private static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
