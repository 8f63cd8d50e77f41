package org.session4j.groups.legacy;

import java.util.Arrays;
import java.util.List;
import org.session4j.groups.internal.OldPadding;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.message.ClosedGroupControlMessage.KeyPair;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.SignedMessage;
import org.session4j.protocol.wire.V1Cipher;

/**
 * The bytes of legacy closed groups (groups: messages, control message): a sealed box v1 to the group's encryption key, of
 * the content padded to a multiple of 160 bytes less one. What writes is for implementers and tests. Thread-safe.
 */
public final class LegacyCipher {

    private final Crypto crypto;
    private final V1Cipher cipher;

    private LegacyCipher(Crypto crypto) {
        this.crypto = crypto;
        this.cipher = V1Cipher.of(crypto);
    }

    public static LegacyCipher of(Crypto crypto) {
        return new LegacyCipher(crypto);
    }

    /** A content as it is sealed. */
    public static byte[] pad(byte[] content) {
        return OldPadding.pad(content);
    }

    /** Reverses {@link #pad}. */
    public static byte[] unpad(byte[] padded) throws MalformedDataException {
        return OldPadding.unpad(padded);
    }

    /** The envelope of a sealed message. */
    public static Envelope envelope(SessionId groupId, long timestampMillis, byte[] sealed) {
        return new Envelope(
                Envelope.Type.CLOSED_GROUP_MESSAGE,
                groupId.toString(),
                timestampMillis,
                Envelope.SOURCE_DEVICE,
                Bytes.of(sealed),
                null,
                null);
    }

    /**
     * Pads and seals a content, with the ephemeral key that the content gives.
     *
     * @throws MalformedDataException if the key is of small order
     */
    public byte[] seal(byte[] content, Ed25519KeyPair sender, X25519PublicKey encryptionKey)
            throws MalformedDataException {
        return cipher.encryptDeterministic(pad(content), sender, encryptionKey);
    }

    /**
     * Opens a message with the first key pair that does.
     *
     * @param keyPairs newest first
     * @return with the content, its padding taken off, as the message
     * @throws DecryptionException if none opens it
     * @throws SignatureException if it was signed by nobody, or for someone else
     */
    public SignedMessage open(byte[] sealed, List<X25519KeyPair> keyPairs)
            throws MalformedDataException, DecryptionException, SignatureException {
        for (X25519KeyPair keyPair : keyPairs) {
            SignedMessage signed;
            try {
                signed = cipher.decrypt(sealed, keyPair);
            } catch (DecryptionException e) {
                continue;
            }
            Bytes content = Bytes.unsafeWrap(OldPadding.unpad(signed.message().toByteArray()));
            return new SignedMessage(signed.sender(), signed.senderKey(), content);
        }
        throw new DecryptionException("no key pair of the group opens it");
    }

    /** A key pair for one member, not padded. */
    public byte[] sealKeyPair(KeyPair keyPair, Ed25519KeyPair admin, X25519PublicKey recipient)
            throws MalformedDataException {
        return cipher.encryptDeterministic(keyPair.encode(), admin, recipient);
    }

    /** Opens {@link #sealKeyPair}; the halves belong together. */
    public SealedKeyPair openKeyPair(byte[] sealed, X25519KeyPair recipient) throws SessionException {
        SignedMessage signed = cipher.decrypt(sealed, recipient);
        KeyPair keyPair = KeyPair.decode(signed.message().toByteArray());
        return new SealedKeyPair(signed.sender(), checked(keyPair, crypto));
    }

    /** The key pair that two halves make. */
    static X25519KeyPair checked(KeyPair halves, Crypto crypto) throws MalformedDataException {
        if (halves.privateKey().length() != Crypto.KEY) {
            throw new MalformedDataException(
                    "private key: expected 32 bytes, got " + halves.privateKey().length());
        }
        byte[] exposed = halves.privateKey().toByteArray();
        X25519KeyPair keyPair = X25519KeyPair.ofSecretKey(exposed, crypto);
        Arrays.fill(exposed, (byte) 0);
        if (!Bytes.of(keyPair.publicKey().toByteArray()).equals(halves.publicKey())) {
            throw new MalformedDataException("key pair: the halves do not belong together");
        }
        return keyPair;
    }

    /**
     * A key pair that was opened.
     *
     * @param sender who sealed it
     */
    public record SealedKeyPair(SessionId sender, X25519KeyPair keyPair) {}
}
