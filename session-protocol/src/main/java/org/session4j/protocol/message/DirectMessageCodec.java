package org.session4j.protocol.message;

import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.MessageRefusedException.Reason;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.V1Codec;
import org.session4j.protocol.wire.V1Message;

/**
 * Direct messages: from a {@link Content} to the bytes that the swarm of the recipient stores, and back with every check
 * that a reader owes (messages: session protocol v1, timestamps of a message, sync to own devices, unsend).
 *
 * <pre>{@code
 * DirectMessageCodec codec = DirectMessageCodec.of(Crypto.get());
 * Bytes stored = codec.encode(alice, bob.sessionId(), TextMessage.of("hello").toContent(now), random);
 * ReceivedMessage received = codec.decode(bob, stored.toByteArray());
 * }</pre>
 *
 * Thread-safe.
 */
public final class DirectMessageCodec {

    /** The most that a storage server stores as one message, in bytes. */
    public static final int MAX_STORED_LENGTH = 76_800;

    /** The longest wire form of a content that fits into that with padding, seal, envelope and wrapper, in bytes. */
    public static final int MAX_CONTENT_LENGTH = 76_478;

    private static final long FROM_LEGACY_SENDER = 0;

    private final V1Codec codec;

    private DirectMessageCodec(V1Codec codec) {
        this.codec = codec;
    }

    public static DirectMessageCodec of(Crypto crypto) {
        return new DirectMessageCodec(V1Codec.of(crypto));
    }

    /**
     * The bytes to store, at most {@link #MAX_STORED_LENGTH}.
     *
     * @param recipient a user, possibly the sender
     * @param content with a {@code sigTimestamp}, which becomes that of the envelope too
     * @param random draws 32 bytes for the ephemeral key, then 32 for the throw-away key of the decoy signature
     * @throws ContentTooLargeException before anything is drawn
     * @throws MalformedDataException if the recipient's id holds a key of small order, which no account's does
     * @throws IllegalArgumentException if the recipient is not a user or the content has no timestamp
     */
    public Bytes encode(Account sender, SessionId recipient, Content content, SecureRandom random)
            throws ContentTooLargeException, MalformedDataException {
        if (recipient.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("recipient: expected kind STANDARD, got " + recipient.kind());
        }
        Long timestamp = content.sigTimestamp();
        if (timestamp == null || timestamp <= 0) {
            throw new IllegalArgumentException("content: a sigTimestamp is needed");
        }
        byte[] bytes = content.encode();
        if (bytes.length > MAX_CONTENT_LENGTH) {
            throw new ContentTooLargeException(bytes.length, MAX_CONTENT_LENGTH);
        }
        return Bytes.of(codec.encode(bytes, timestamp, sender.ed25519KeyPair(), recipient.x25519(), random));
    }

    /**
     * Opens a message of one's own mailbox.
     *
     * @param stored what the swarm gave, base64 taken off
     * @throws MalformedDataException if a layer is not of its form, or the bytes are of another version
     * @throws DecryptionException if it was sealed to someone else
     * @throws SignatureException if it was signed by nobody, or for someone else
     * @throws MessageRefusedException if all that is well and a rule of the protocol drops it
     */
    public ReceivedMessage decode(Account me, byte[] stored)
            throws MalformedDataException, DecryptionException, SignatureException, MessageRefusedException {
        V1Message opened = codec.decode(stored, me.x25519KeyPair());
        Content content = Content.decode(opened.content().toByteArray());
        Envelope envelope = opened.envelope();
        requireSameTimestamp(envelope, content.sigTimestamp());
        boolean fromSelf = opened.sender().equals(me.sessionId());
        requireAllowed(content, fromSelf);
        Message message = Message.of(content);
        if (message instanceof Unsend unsend && !unsend.isAllowedFrom(opened.sender(), me.sessionId())) {
            throw new MessageRefusedException(Reason.UNSEND_BY_OTHER);
        }
        return new ReceivedMessage(
                opened.sender(),
                opened.senderKey(),
                conversation(opened.sender(), content.dataMessage()),
                Instant.ofEpochMilli(envelope.timestamp()),
                message,
                message.kind().disappears() ? Expiration.of(content) : Expiration.OFF,
                ProClaim.of(content.proMessage()),
                content,
                envelope.proSig());
    }

    /** The envelope is not authenticated: only its equality with the signed timestamp makes it worth anything. */
    private static void requireSameTimestamp(Envelope envelope, @Nullable Long sigTimestamp)
            throws MalformedDataException, MessageRefusedException {
        if (envelope.timestamp() < 0) {
            throw new MalformedDataException("envelope: timestamp beyond 2^63");
        }
        long signed = sigTimestamp == null ? FROM_LEGACY_SENDER : sigTimestamp;
        if (signed != FROM_LEGACY_SENDER && signed != envelope.timestamp()) {
            throw new MessageRefusedException(Reason.TIMESTAMP_MISMATCH);
        }
    }

    private static void requireAllowed(Content content, boolean fromSelf) throws MessageRefusedException {
        DataMessage data = content.dataMessage();
        if (!fromSelf && data != null && data.syncTarget() != null) {
            throw new MessageRefusedException(Reason.SYNC_TARGET_FROM_OTHER);
        }
        if (fromSelf && !MessageKind.isAllowedFromSelf(content)) {
            throw new MessageRefusedException(Reason.NOT_FROM_SELF);
        }
    }

    private static SessionId conversation(SessionId sender, @Nullable DataMessage data) throws MalformedDataException {
        String target = data == null ? null : data.syncTarget();
        return target == null ? sender : SessionId.parse(target, IdKind.STANDARD);
    }
}
