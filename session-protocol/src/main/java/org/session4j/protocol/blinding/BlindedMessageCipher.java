package org.session4j.protocol.blinding;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Direct messages through a server of communities, from one blinded id to another, closed to the server (services: direct
 * messages through a community).
 *
 * <pre>
 * 0     1     version 0
 * 1     n     XChaCha20-Poly1305 of the message and the sender's Ed25519 key (32), with its tag (16)
 * 1+n   24    nonce
 *
 * key   BLAKE2b_32( x · P | sender's blinded key | recipient's blinded key )
 *       P the other one's blinded key; x for 15 the account's own secret scalar, for 25 the blinded one
 * </pre>
 *
 * Both sides compute the same key, so a sender can open what it sent. Padding is the caller's. Thread-safe; after
 * {@link #destroy()} nothing works any more.
 */
public final class BlindedMessageCipher implements Destroyable {

    /** By how many bytes an encrypted message is longer than the message. */
    public static final int OVERHEAD = 73;

    private static final byte VERSION = 0;
    private static final int VERSION_LENGTH = 1;
    private static final int MIN_LENGTH = VERSION_LENGTH + Crypto.AEAD_TAG + Crypto.XCHACHA20_NONCE;

    private final Crypto crypto;
    private final ServerBlinding server;
    private final SessionId own;
    private final Ed25519PublicKey accountKey;
    private final SecretBytes scalar;

    private BlindedMessageCipher(
            ServerBlinding server, SessionId own, Ed25519PublicKey accountKey, SecretBytes scalar, Crypto crypto) {
        this.server = server;
        this.own = own;
        this.accountKey = accountKey;
        this.scalar = scalar;
        this.crypto = crypto;
    }

    /** For messages between 15 ids. */
    public static BlindedMessageCipher of15(Ed25519KeyPair account, X25519PublicKey serverKey, Crypto crypto) {
        BlindedKeyPair blinded = BlindedKeyPair.blind15(account, serverKey, crypto);
        X25519KeyPair unblinded = account.toX25519();
        try {
            return of(account, serverKey, blinded.id(), unblinded.secretKey(), crypto);
        } finally {
            blinded.destroy();
            unblinded.destroy();
        }
    }

    /** For messages between 25 ids. */
    public static BlindedMessageCipher of25(Ed25519KeyPair account, X25519PublicKey serverKey, Crypto crypto) {
        BlindedKeyPair blinded = BlindedKeyPair.blind25(account, serverKey, crypto);
        try {
            return of(account, serverKey, blinded.id(), blinded.secretScalar(), crypto);
        } finally {
            blinded.destroy();
        }
    }

    private static BlindedMessageCipher of(
            Ed25519KeyPair account, X25519PublicKey serverKey, SessionId own, SecretBytes scalar, Crypto crypto) {
        ServerBlinding server = ServerBlinding.of(serverKey, crypto);
        return new BlindedMessageCipher(server, own, account.publicKey(), scalar, crypto);
    }

    /** The account's blinded id on the server. */
    public SessionId ownId() {
        return own;
    }

    /**
     * Encrypts for another id of the same kind; draws 24 bytes.
     *
     * @throws MalformedDataException if the recipient's id holds no point of prime order
     * @throws IllegalArgumentException if it is of another kind
     */
    public byte[] encrypt(byte[] message, SessionId recipient, SecureRandom random) throws MalformedDataException {
        if (recipient.kind() != own.kind()) {
            throw new IllegalArgumentException("recipient: expected kind " + own.kind() + ", got " + recipient.kind());
        }
        byte[] nonce = new byte[Crypto.XCHACHA20_NONCE];
        random.nextBytes(nonce);
        byte[] signed = Arrays.copyOf(message, Math.addExact(message.length, Crypto.KEY));
        System.arraycopy(accountKey.toByteArray(), 0, signed, message.length, Crypto.KEY);
        byte[] key = expose(key(own, recipient));
        try {
            byte[] box = crypto.xchacha20Poly1305Encrypt(signed, nonce, key);
            byte[] encrypted = new byte[VERSION_LENGTH + box.length + nonce.length];
            encrypted[0] = VERSION;
            System.arraycopy(box, 0, encrypted, VERSION_LENGTH, box.length);
            System.arraycopy(nonce, 0, encrypted, VERSION_LENGTH + box.length, nonce.length);
            return encrypted;
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(signed, (byte) 0);
        }
    }

    /**
     * Opens a message that the account got, or sent, and checks that its sender is who the server says.
     *
     * @param sender the server's word
     * @param recipient the server's word
     * @throws MalformedDataException if it is too short or of another version, if the ids are not of this kind or hold no
     *     points of prime order, or if the sender's key belongs to no account
     * @throws DecryptionException if it is from and to others, was changed, or its sender has another blinded id
     */
    public BlindedMessage decrypt(byte[] encrypted, SessionId sender, SessionId recipient)
            throws MalformedDataException, DecryptionException {
        if (encrypted.length < MIN_LENGTH) {
            throw new MalformedDataException(
                    "blinded message: expected at least " + MIN_LENGTH + " bytes, got " + encrypted.length);
        }
        if (encrypted[0] != VERSION) {
            throw new MalformedDataException("blinded message: expected version 0, got " + encrypted[0]);
        }
        int boxEnd = encrypted.length - Crypto.XCHACHA20_NONCE;
        byte[] box = Arrays.copyOfRange(encrypted, VERSION_LENGTH, boxEnd);
        byte[] nonce = Arrays.copyOfRange(encrypted, boxEnd, encrypted.length);
        byte[] key = expose(key(sender, recipient));
        try {
            return read(crypto.xchacha20Poly1305Decrypt(box, nonce, key), sender);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private BlindedMessage read(byte[] signed, SessionId sender) throws MalformedDataException, DecryptionException {
        int length = signed.length - Crypto.KEY;
        if (length < 0) {
            throw new MalformedDataException("blinded message: expected a key of 32 bytes within");
        }
        byte[] senderKey = Arrays.copyOfRange(signed, length, signed.length);
        SessionId user = SessionId.of(X25519PublicKey.of(crypto.ed25519PublicKeyToX25519(senderKey)));
        requirePrimeOrder(senderKey);
        if (!server.matches(user, sender)) {
            throw new DecryptionException("the message is not from the id that is said to have sent it");
        }
        return new BlindedMessage(user, Ed25519PublicKey.of(senderKey), Bytes.of(Arrays.copyOf(signed, length)));
    }

    /**
     * The key of all messages from one id to another, one of which is the account's. For implementers.
     *
     * @throws MalformedDataException if the ids are not of this kind, or the other one holds no point of prime order
     */
    public SecretBytes key(SessionId sender, SessionId recipient) throws MalformedDataException {
        requireKind(sender);
        requireKind(recipient);
        byte[] other = (sender.equals(own) ? recipient : sender).key();
        byte[] secret = scalar.exposeSecretBytes();
        byte[] shared = new byte[0];
        byte[] key = new byte[0];
        try {
            requirePrimeOrder(other);
            shared = crypto.ed25519ScalarmultNoclamp(secret, other);
            key = crypto.blake2b(Crypto.KEY, null, null, shared, sender.key(), recipient.key());
            return SecretBytes.of(key);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(shared, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private void requireKind(SessionId id) throws MalformedDataException {
        IdKind kind = id.kind();
        if (kind != own.kind()) {
            throw new MalformedDataException("blinded message: expected ids of kind " + own.kind() + ", got " + kind);
        }
    }

    /**
     * Refuses a component of order 2 as well, which the port lets through: times a secret scalar it would tell whether
     * that is odd. Multiplied by L − 1, which is even, such a point loses the component; any other becomes its negative.
     */
    private void requirePrimeOrder(byte[] point) throws MalformedDataException {
        byte[] one = new byte[Crypto.KEY];
        one[0] = 1;
        byte[] product = crypto.ed25519ScalarmultNoclamp(crypto.ed25519ScalarNegate(one), point);
        if (!Arrays.equals(product, PointSign.negate(point))) {
            throw new MalformedDataException("blinded message: a key is not of prime order");
        }
    }

    @Override
    public void destroy() {
        scalar.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return scalar.isDestroyed();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "BlindedMessageCipher";
    }

    /** The bytes, to be wiped by the caller; the copy they come from is wiped here. */
    private static byte[] expose(SecretBytes copy) {
        byte[] bytes = copy.exposeSecretBytes();
        copy.destroy();
        return bytes;
    }
}
