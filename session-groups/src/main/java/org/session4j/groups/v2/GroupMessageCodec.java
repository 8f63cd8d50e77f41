package org.session4j.groups.v2;

import java.security.SecureRandom;
import java.time.Instant;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageRefusedException;
import org.session4j.protocol.message.ProClaim;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.V1Codec;

/**
 * Messages of a group: from a {@link Content} to the bytes that the swarm of the group stores, and back with every check
 * that a reader owes (groups: group message).
 *
 * <pre>
 * {@link GroupCipher}
 * └ Envelope   type 7, timestamp, sourceDevice, content, proSig
 *   └ content  neither padded nor wrapped
 * </pre>
 *
 * Thread-safe.
 */
public final class GroupMessageCodec {

    private final V1Codec envelopes;
    private final GroupCipher cipher;

    private GroupMessageCodec(V1Codec envelopes, GroupCipher cipher) {
        this.envelopes = envelopes;
        this.cipher = cipher;
    }

    public static GroupMessageCodec of(Crypto crypto) {
        return new GroupMessageCodec(V1Codec.of(crypto), GroupCipher.of(crypto));
    }

    /**
     * The bytes to store.
     *
     * @param content with a {@code sigTimestamp}, which becomes that of the envelope too
     * @param keys with at least one key
     * @param random draws 32 bytes for the throw-away key of the decoy signature, then 24 for the nonce
     * @throws GroupException {@link Reason#UNKNOWN_KEY} without a key, {@link Reason#OVER_LIMIT} if a swarm would not store
     *     it
     * @throws IllegalArgumentException if the content has no timestamp
     */
    public Bytes encode(Account author, Content content, GroupKeys keys, SecureRandom random) throws GroupException {
        Long timestamp = content.sigTimestamp();
        if (timestamp == null || timestamp <= 0) {
            throw new IllegalArgumentException("content: a sigTimestamp is needed");
        }
        SecretBytes key = keys.encryptionKey().orElseThrow(() -> new GroupException(Reason.UNKNOWN_KEY));
        byte[] envelope = envelopes.encodeGroupEnvelope(content.encode(), timestamp, null, random);
        Bytes stored = cipher.encrypt(Bytes.unsafeWrap(envelope), author.ed25519KeyPair(), keys.group(), key, random);
        if (stored.length() > DirectMessageCodec.MAX_STORED_LENGTH) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
        return stored;
    }

    /**
     * Opens a message of the group.
     *
     * @param stored what the swarm gave, base64 taken off
     * @throws MalformedDataException if a layer is not of its form
     * @throws GroupException {@link Reason#UNKNOWN_KEY}, {@link Reason#UNSUPPORTED_VERSION} or
     *     {@link Reason#BAD_SIGNATURE} as in {@link GroupCipher#decrypt}; {@link Reason#TIMESTAMP_MISMATCH};
     *     {@link Reason#NOT_ALLOWED} for a copy of a direct message, which has no place in a group
     * @throws MessageRefusedException if all that is well and a rule of its kind drops it
     */
    public ReceivedGroupMessage decode(Bytes stored, GroupKeys keys)
            throws MalformedDataException, GroupException, MessageRefusedException {
        GroupCipher.Opened opened = cipher.decrypt(stored, keys.group(), keys.secrets());
        Envelope envelope = Envelope.decode(opened.plaintext().toByteArray());
        if (envelope.type() != Envelope.Type.CLOSED_GROUP_MESSAGE) {
            throw new MalformedDataException("envelope: expected that of a group");
        }
        Content content = Content.decode(envelope.content().toByteArray());
        requireSameTimestamp(envelope, content);
        DataMessage data = content.dataMessage();
        if (data != null && data.syncTarget() != null) {
            throw new GroupException(Reason.NOT_ALLOWED);
        }
        Message message = Message.of(content);
        return new ReceivedGroupMessage(
                opened.author(),
                opened.authorKey(),
                Instant.ofEpochMilli(envelope.timestamp()),
                message,
                message.kind().disappears() ? Expiration.of(content) : Expiration.OFF,
                ProClaim.of(content.proMessage()),
                content,
                envelope.proSig());
    }

    /** The signatures of admins count for the time of the envelope, which identifies the message too. */
    private static void requireSameTimestamp(Envelope envelope, Content content)
            throws MalformedDataException, GroupException {
        if (envelope.timestamp() < 0) {
            throw new MalformedDataException("envelope: timestamp beyond 2^63");
        }
        Long signed = content.sigTimestamp();
        if (signed == null || signed != envelope.timestamp()) {
            throw new GroupException(Reason.TIMESTAMP_MISMATCH);
        }
    }
}
