package org.session4j.protocol.wire;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * All layers of a v1 message, from the wire form of its content to the bytes that a swarm stores, and back (messages:
 * session protocol v1).
 *
 * <pre>
 * WebSocketMessage
 * └ Envelope        type, timestamp, sourceDevice, content, proSig
 *   └ sealed box    see {@link V1Cipher}
 *     └ padded      see {@link MessagePadding}
 *       └ content
 * </pre>
 *
 * What the content says is not looked at here. Thread-safe.
 */
public final class V1Codec {

    private final Crypto crypto;
    private final V1Cipher cipher;

    private V1Codec(Crypto crypto) {
        this.crypto = crypto;
        this.cipher = V1Cipher.of(crypto);
    }

    public static V1Codec of(Crypto crypto) {
        return new V1Codec(crypto);
    }

    /** The stored form of a direct message without Session Pro. Draws 32 bytes twice: ephemeral key, decoy key. */
    public byte[] encode(
            byte[] content, long timestamp, Ed25519KeyPair sender, X25519PublicKey recipient, SecureRandom random)
            throws MalformedDataException {
        return encode(content, timestamp, sender, recipient, null, random);
    }

    /**
     * The stored form of a direct message.
     *
     * @param timestamp of the message in milliseconds, the same as in the content
     * @param proKey the rotating key of Session Pro, which signs the sealed bytes; without it a throw-away key signs
     * @param random draws 32 bytes for the ephemeral key, and without proKey 32 more for the throw-away key
     * @throws MalformedDataException if the recipient's key is of small order, which no account's is
     */
    public byte[] encode(
            byte[] content,
            long timestamp,
            Ed25519KeyPair sender,
            X25519PublicKey recipient,
            @Nullable Ed25519KeyPair proKey,
            SecureRandom random)
            throws MalformedDataException {
        byte[] sealed = cipher.encrypt(MessagePadding.pad(content), sender, recipient, random);
        byte[] proSig = proSig(sealed, proKey, random);
        Envelope envelope = Envelope.of(Envelope.Type.SESSION_MESSAGE, timestamp, Bytes.of(sealed), Bytes.of(proSig));
        return WebSocketMessage.wrap(envelope.encode());
    }

    /**
     * The envelope of a group message, which the encryption of the group then covers: the content is neither padded nor
     * wrapped.
     *
     * @param random draws 32 bytes for the throw-away key, unless there is a proKey
     */
    public byte[] encodeGroupEnvelope(
            byte[] content, long timestamp, @Nullable Ed25519KeyPair proKey, SecureRandom random) {
        byte[] proSig = proSig(content, proKey, random);
        return Envelope.of(Envelope.Type.CLOSED_GROUP_MESSAGE, timestamp, Bytes.of(content), Bytes.of(proSig))
                .encode();
    }

    /**
     * Opens the stored form of a direct message.
     *
     * @throws MalformedDataException if a layer is not of its form, or the bytes are of another version
     * @throws DecryptionException if it was sealed to another key
     * @throws SignatureException if it was signed by nobody, or for someone else
     */
    public V1Message decode(byte[] stored, X25519KeyPair recipient)
            throws MalformedDataException, DecryptionException, SignatureException {
        FormatDetection format = FormatDetection.detect(stored);
        if (format != FormatDetection.V1) {
            throw new MalformedDataException("not a v1 message: " + format);
        }
        Envelope envelope = Envelope.decode(WebSocketMessage.unwrap(stored));
        SignedMessage signed = cipher.decrypt(envelope.content().toByteArray(), recipient);
        byte[] content = MessagePadding.unpad(signed.message().toByteArray());
        return new V1Message(envelope, signed.sender(), signed.senderKey(), Bytes.of(content));
    }

    /** A signature in any case, so that those who have Pro do not stand out. */
    private byte[] proSig(byte[] signed, @Nullable Ed25519KeyPair proKey, SecureRandom random) {
        if (proKey != null) {
            return proKey.sign(signed);
        }
        Ed25519KeyPair decoy = Ed25519KeyPair.generate(random, crypto);
        try {
            return decoy.sign(signed);
        } finally {
            decoy.destroy();
        }
    }
}
