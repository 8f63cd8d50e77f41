package org.session4j.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Signs a message and seals it to its recipient (messages: sign and seal).
 *
 * <pre>
 * signed   message | sender's Ed25519 key (32) | signature (64) over message | sender's key | recipient's X25519 key
 * sealed   ephemeral X25519 key E (32) | Poly1305 tag (16) | XSalsa20 stream over signed
 *          box of E's secret and the recipient, nonce BLAKE2b-192( E | recipient's key )
 * </pre>
 *
 * The signature covers the 32-byte key of the recipient, not the id with its prefix: it binds the message to whom it was
 * written for. Padding is the caller's. Thread-safe.
 */
public final class V1Cipher {

    /** By how many bytes a sealed message is longer than the message. */
    public static final int OVERHEAD = 144;

    /** Key of the hash that makes the ephemeral key of the deterministic variant. */
    private static final byte[] DETERMINISTIC_KEY = "SessionBoxEphemeralHashKey".getBytes(StandardCharsets.US_ASCII);

    private static final int SIGNATURE_LENGTH = Crypto.ED25519_SIGNATURE;
    private static final int KEY_LENGTH = Crypto.KEY;

    private final Crypto crypto;

    private V1Cipher(Crypto crypto) {
        this.crypto = crypto;
    }

    public static V1Cipher of(Crypto crypto) {
        return new V1Cipher(crypto);
    }

    /** Message, sender's key and signature: what is sealed. */
    public byte[] signForRecipient(byte[] message, Ed25519KeyPair sender, X25519PublicKey recipient) {
        byte[] senderKey = sender.publicKey().toByteArray();
        byte[] signature = sender.sign(signedBytes(message, message.length, senderKey, recipient.toByteArray()));
        byte[] signed = Arrays.copyOf(message, message.length + KEY_LENGTH + SIGNATURE_LENGTH);
        System.arraycopy(senderKey, 0, signed, message.length, KEY_LENGTH);
        System.arraycopy(signature, 0, signed, message.length + KEY_LENGTH, SIGNATURE_LENGTH);
        return signed;
    }

    /**
     * Signs and seals; draws 32 bytes for the ephemeral key.
     *
     * @throws MalformedDataException if the recipient's key is of small order, which no account's is
     */
    public byte[] encrypt(byte[] message, Ed25519KeyPair sender, X25519PublicKey recipient, SecureRandom random)
            throws MalformedDataException {
        byte[] ephemeralSecret = new byte[KEY_LENGTH];
        random.nextBytes(ephemeralSecret);
        return encrypt(message, sender, recipient, ephemeralSecret);
    }

    /**
     * Signs and seals with an ephemeral key made from the sender's seed, the recipient and the message, so that equal
     * input gives equal output.
     *
     * @throws MalformedDataException if the recipient's key is of small order, which no account's is
     */
    public byte[] encryptDeterministic(byte[] message, Ed25519KeyPair sender, X25519PublicKey recipient)
            throws MalformedDataException {
        byte[] senderSeed = expose(sender.seed());
        byte[] seed = crypto.blake2b(
                Crypto.ED25519_SEED, DETERMINISTIC_KEY, null, senderSeed, recipient.toByteArray(), message);
        try {
            // The seed goes through SHA-512 as in crypto_box_seed_keypair; it is not the secret key itself.
            return encrypt(message, sender, recipient, crypto.ed25519SeedToX25519(seed));
        } finally {
            Arrays.fill(senderSeed, (byte) 0);
            Arrays.fill(seed, (byte) 0);
        }
    }

    /**
     * Opens a sealed message and verifies its signature.
     *
     * @throws MalformedDataException if it is too short, or the key of the signature belongs to no account
     * @throws DecryptionException if this key does not open it
     * @throws SignatureException if it was signed by nobody, or for someone else
     */
    public SignedMessage decrypt(byte[] sealed, X25519KeyPair recipient)
            throws MalformedDataException, DecryptionException, SignatureException {
        if (sealed.length < OVERHEAD) {
            throw new MalformedDataException(
                    "sealed message: expected at least " + OVERHEAD + " bytes, got " + sealed.length);
        }
        byte[] recipientKey = recipient.publicKey().toByteArray();
        byte[] signed = unseal(sealed, recipientKey, recipient);
        int messageLength = signed.length - KEY_LENGTH - SIGNATURE_LENGTH;
        byte[] senderKey = Arrays.copyOfRange(signed, messageLength, messageLength + KEY_LENGTH);
        byte[] signature = Arrays.copyOfRange(signed, messageLength + KEY_LENGTH, signed.length);
        byte[] covered = signedBytes(signed, messageLength, senderKey, recipientKey);
        if (!crypto.ed25519Verify(signature, covered, senderKey)) {
            throw new SignatureException("the signature of the message is bad");
        }
        SessionId sender = SessionId.of(X25519PublicKey.of(crypto.ed25519PublicKeyToX25519(senderKey)));
        return new SignedMessage(
                sender, Ed25519PublicKey.of(senderKey), Bytes.of(Arrays.copyOf(signed, messageLength)));
    }

    /** As {@link #decrypt(byte[], X25519KeyPair)} with the key that belongs to this one. */
    public SignedMessage decrypt(byte[] sealed, Ed25519KeyPair recipient)
            throws MalformedDataException, DecryptionException, SignatureException {
        X25519KeyPair converted = recipient.toX25519();
        try {
            return decrypt(sealed, converted);
        } finally {
            converted.destroy();
        }
    }

    /** Wipes the ephemeral secret. */
    private byte[] encrypt(byte[] message, Ed25519KeyPair sender, X25519PublicKey recipient, byte[] ephemeralSecret)
            throws MalformedDataException {
        try {
            byte[] signed = signForRecipient(message, sender, recipient);
            byte[] recipientKey = recipient.toByteArray();
            byte[] ephemeralKey = crypto.x25519Base(ephemeralSecret);
            byte[] box = crypto.boxEasy(signed, sealNonce(ephemeralKey, recipientKey), recipientKey, ephemeralSecret);
            byte[] sealed = Arrays.copyOf(ephemeralKey, KEY_LENGTH + box.length);
            System.arraycopy(box, 0, sealed, KEY_LENGTH, box.length);
            return sealed;
        } finally {
            Arrays.fill(ephemeralSecret, (byte) 0);
        }
    }

    private byte[] unseal(byte[] sealed, byte[] recipientKey, X25519KeyPair recipient) throws DecryptionException {
        byte[] ephemeralKey = Arrays.copyOf(sealed, KEY_LENGTH);
        byte[] box = Arrays.copyOfRange(sealed, KEY_LENGTH, sealed.length);
        byte[] secret = expose(recipient.secretKey());
        try {
            return crypto.boxOpenEasy(box, sealNonce(ephemeralKey, recipientKey), ephemeralKey, secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The bytes, to be wiped by the caller; the copy they come from is wiped here. */
    private static byte[] expose(SecretBytes copy) {
        byte[] bytes = copy.exposeSecretBytes();
        copy.destroy();
        return bytes;
    }

    private byte[] sealNonce(byte[] ephemeralKey, byte[] recipientKey) {
        return crypto.blake2b(Crypto.BOX_NONCE, null, null, ephemeralKey, recipientKey);
    }

    /** What the signature covers: message, sender's key, recipient's key. */
    private static byte[] signedBytes(byte[] message, int messageLength, byte[] senderKey, byte[] recipientKey) {
        byte[] covered = new byte[messageLength + 2 * KEY_LENGTH];
        System.arraycopy(message, 0, covered, 0, messageLength);
        System.arraycopy(senderKey, 0, covered, messageLength, KEY_LENGTH);
        System.arraycopy(recipientKey, 0, covered, messageLength + KEY_LENGTH, KEY_LENGTH);
        return covered;
    }
}
