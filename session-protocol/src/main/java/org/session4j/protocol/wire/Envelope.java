package org.session4j.protocol.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * What surrounds an encrypted message (messages: envelope and wrapper). As the current apps write it:
 *
 * <pre>
 * 08 06 | 28 timestamp | 38 01 | 42 length content | 5a 40 proSig
 * </pre>
 *
 * Nothing in it is authenticated but the content: who sent a message is known only after opening that.
 *
 * @param type what the content is; readers ignore it
 * @param source ignored, and not to be trusted
 * @param timestamp of the message in milliseconds; to be equal to the content's {@code sigTimestamp}
 * @param sourceDevice 1 or null; ignored
 * @param content the sealed message, or the plain one in groups
 * @param serverTimestamp ignored
 * @param proSig 64 bytes, or null from old senders: a signature over the content, by a key that only a Pro proof names
 */
public record Envelope(
        Type type,
        @Nullable String source,
        long timestamp,
        @Nullable Long sourceDevice,
        Bytes content,
        @Nullable Long serverTimestamp,
        @Nullable Bytes proSig) {

    /** The longest envelope that is read, in bytes: one around the longest content, that of a group message. */
    public static final int MAX_LENGTH = 1_001_000;

    /** What the current apps write. */
    public static final long SOURCE_DEVICE = 1;

    // "content" is optional in the schema, but no reader does anything without it.
    static final Schema<Envelope> SCHEMA = Schema.<Envelope>named("Envelope")
            .required(1, "type", FieldType.enumeration(Type.values(), Type::number), Envelope::type)
            .optional(2, "source", FieldType.STRING, Envelope::source)
            .required(5, "timestamp", FieldType.UINT64, Envelope::timestamp)
            .optional(7, "sourceDevice", FieldType.UINT32, Envelope::sourceDevice)
            .required(8, "content", FieldType.BYTES, Envelope::content)
            .optional(10, "serverTimestamp", FieldType.UINT64, Envelope::serverTimestamp)
            .optional(11, "proSig", FieldType.BYTES, Envelope::proSig)
            .build(row -> make(row.next(), row.next(), row.next(), row.next(), row.next(), row.next(), row.next()));

    /**
     * @throws IllegalArgumentException if proSig is not of 64 bytes
     */
    public Envelope {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(content, "content");
        if (proSig != null && proSig.length() != Crypto.ED25519_SIGNATURE) {
            throw new IllegalArgumentException("proSig: expected 64 bytes, got " + proSig.length());
        }
    }

    /** An envelope with the components that the current apps write. */
    public static Envelope of(Type type, long timestamp, Bytes content, Bytes proSig) {
        return new Envelope(type, null, timestamp, SOURCE_DEVICE, content, null, proSig);
    }

    private static Envelope make(
            Type type,
            @Nullable String source,
            Long timestamp,
            @Nullable Long sourceDevice,
            Bytes content,
            @Nullable Long serverTimestamp,
            @Nullable Bytes proSig)
            throws MalformedDataException {
        if (proSig != null && proSig.length() != Crypto.ED25519_SIGNATURE) {
            throw new MalformedDataException("proSig: expected 64 bytes, got " + proSig.length());
        }
        return new Envelope(type, source, timestamp, sourceDevice, content, serverTimestamp, proSig);
    }

    /** The wire form, fields in ascending order. */
    public byte[] encode() {
        return SCHEMA.encode(this);
    }

    /** Reads the wire form of at most {@link #MAX_LENGTH} bytes. */
    public static Envelope decode(byte[] bytes) throws MalformedDataException {
        return SCHEMA.decode(bytes, MAX_LENGTH);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** What an envelope holds. */
    public enum Type {
        /** A direct message. */
        SESSION_MESSAGE(6),

        /** A message of a group, of the legacy kind or of groups v2. */
        CLOSED_GROUP_MESSAGE(7);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /** As on the wire. */
        public int number() {
            return number;
        }
    }
}
