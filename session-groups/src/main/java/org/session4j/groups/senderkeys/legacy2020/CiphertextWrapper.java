package org.session4j.groups.senderkeys.legacy2020;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.internal.cipher.AesGcm;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.WebSocketMessage;

/**
 * The outer layer, which everybody opens who knows the group's private key (groups: encrypting). It hides sender and index
 * from the swarm and proves nothing.
 *
 * @param ciphertext IV (12) | AES-256-GCM of a {@link CiphertextMessage} | tag (16)
 * @param ephemeralPublicKey whose agreement with the group's key makes the key of the layer
 */
public record CiphertextWrapper(Bytes ciphertext, X25519PublicKey ephemeralPublicKey) {

    static final Schema<CiphertextWrapper> SCHEMA = Schema.<CiphertextWrapper>named(
                    "ClosedGroupCiphertextMessageWrapper")
            .required(1, "ciphertext", FieldType.BYTES, CiphertextWrapper::ciphertext)
            .required(
                    2,
                    "ephemeralPublicKey",
                    FieldType.BYTES,
                    wrapper -> Bytes.unsafeWrap(wrapper.ephemeralPublicKey.toByteArray()))
            .build(row -> make(row.next(), row.next()));

    private static CiphertextWrapper make(Bytes ciphertext, Bytes key) throws MalformedDataException {
        if (key.length() != Crypto.KEY) {
            throw new MalformedDataException("ephemeral key: expected 32 bytes, got " + key.length());
        }
        return new CiphertextWrapper(ciphertext, X25519PublicKey.of(key.toByteArray()));
    }

    /**
     * Puts the outer layer around a message; draws 32 bytes for the ephemeral key, and 12 for the IV.
     *
     * @throws MalformedDataException if the group's key is of small order
     */
    public static CiphertextWrapper seal(
            CiphertextMessage message, X25519PublicKey group, SecureRandom random, Crypto crypto)
            throws MalformedDataException {
        byte[] secret = new byte[Crypto.KEY];
        random.nextBytes(secret);
        try {
            byte[] key = layerKey(secret, group, crypto);
            Bytes ciphertext = GcmBox.seal(message.encode(), key, random);
            Arrays.fill(key, (byte) 0);
            return new CiphertextWrapper(ciphertext, X25519PublicKey.of(crypto.x25519Base(secret)));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * Takes the outer layer off.
     *
     * @throws MalformedDataException if the ephemeral key is of small order, or what is inside is no message
     * @throws DecryptionException if it is for another group
     */
    public CiphertextMessage open(X25519KeyPair group, Crypto crypto)
            throws MalformedDataException, DecryptionException {
        byte[] secret = group.secretKey().exposeSecretBytes();
        byte[] key;
        try {
            key = layerKey(secret, ephemeralPublicKey, crypto);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        try {
            return CiphertextMessage.decode(GcmBox.open(ciphertext, key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] layerKey(byte[] secret, X25519PublicKey key, Crypto crypto) throws MalformedDataException {
        byte[] shared = crypto.x25519(secret, key.toByteArray());
        try {
            return AesGcm.deriveKey(shared);
        } finally {
            Arrays.fill(shared, (byte) 0);
        }
    }

    /** The wire form. */
    public byte[] encode() {
        return SCHEMA.encode(this);
    }

    /** Reads the wire form; no bytes at all are malformed too. */
    public static CiphertextWrapper decode(byte[] bytes) throws MalformedDataException {
        return SCHEMA.decode(bytes, Envelope.MAX_LENGTH);
    }

    /**
     * The envelope in which the apps of then put a wrapper.
     *
     * @param timestampMillis of the message
     */
    public Envelope envelope(SessionId groupId, long timestampMillis) {
        return new Envelope(
                Envelope.Type.CLOSED_GROUP_MESSAGE,
                groupId.toString(),
                timestampMillis,
                Envelope.SOURCE_DEVICE,
                Bytes.unsafeWrap(encode()),
                null,
                null);
    }

    /**
     * What was stored, before base64.
     *
     * @param requestId any number; receivers never asked
     */
    public static byte[] stored(Envelope envelope, long requestId) {
        WebSocketMessage.Request request = new WebSocketMessage.Request(
                "PUT", "/api/v1/message", Bytes.unsafeWrap(envelope.encode()), requestId, List.of());
        return new WebSocketMessage(WebSocketMessage.Type.REQUEST, request, null).encode();
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
