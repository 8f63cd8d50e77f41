package org.session4j.protocol.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Dead: a control message of a legacy closed group, for recognising old data. Nobody acts on it or sends it.
 *
 * @param expirationTimer seconds
 */
public record ClosedGroupControlMessage(
        Type type,
        @Nullable Bytes publicKey,
        @Nullable String name,
        @Nullable KeyPair encryptionKeyPair,
        List<Bytes> members,
        List<Bytes> admins,
        List<KeyPairWrapper> wrappers,
        @Nullable Long expirationTimer) {

    static final Schema<ClosedGroupControlMessage> SCHEMA = Schema.<ClosedGroupControlMessage>named(
                    "ClosedGroupControlMessage")
            .required(1, "type", FieldType.enumeration(Type.values(), Type::number), ClosedGroupControlMessage::type)
            .optional(2, "publicKey", FieldType.BYTES, ClosedGroupControlMessage::publicKey)
            .optional(3, "name", FieldType.STRING, ClosedGroupControlMessage::name)
            .optional(
                    4,
                    "encryptionKeyPair",
                    FieldType.message(KeyPair.SCHEMA),
                    ClosedGroupControlMessage::encryptionKeyPair)
            .repeated(5, "members", FieldType.BYTES, ClosedGroupControlMessage::members)
            .repeated(6, "admins", FieldType.BYTES, ClosedGroupControlMessage::admins)
            .repeated(7, "wrappers", FieldType.message(KeyPairWrapper.SCHEMA), ClosedGroupControlMessage::wrappers)
            .optional(8, "expirationTimer", FieldType.UINT32, ClosedGroupControlMessage::expirationTimer)
            .build(row -> new ClosedGroupControlMessage(
                    row.next(), row.next(), row.next(), row.next(), row.next(), row.next(), row.next(), row.next()));

    public ClosedGroupControlMessage {
        Objects.requireNonNull(type, "type");
        members = List.copyOf(members);
        admins = List.copyOf(admins);
        wrappers = List.copyOf(wrappers);
    }

    /** The wire form. */
    public byte[] encode() {
        return SCHEMA.encode(this);
    }

    /** Reads the wire form. */
    public static ClosedGroupControlMessage decode(byte[] bytes) throws MalformedDataException {
        return SCHEMA.decode(bytes, Content.MAX_LENGTH);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** What the message was about. */
    public enum Type {
        NEW(1),
        ENCRYPTION_KEY_PAIR(3),
        NAME_CHANGE(4),
        MEMBERS_ADDED(5),
        MEMBERS_REMOVED(6),
        MEMBER_LEFT(7),
        ENCRYPTION_KEY_PAIR_REQUEST(8);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /** As on the wire. */
        public int number() {
            return number;
        }
    }

    /**
     * Dead: the key pair of a legacy closed group.
     */
    public record KeyPair(Bytes publicKey, Bytes privateKey) {

        static final Schema<KeyPair> SCHEMA = Schema.<KeyPair>named("KeyPair")
                .required(1, "publicKey", FieldType.BYTES, KeyPair::publicKey)
                .required(2, "privateKey", FieldType.BYTES, KeyPair::privateKey)
                .build(row -> new KeyPair(row.next(), row.next()));

        public KeyPair {
            Objects.requireNonNull(publicKey, "publicKey");
            Objects.requireNonNull(privateKey, "privateKey");
        }

        /** The wire form. */
        public byte[] encode() {
            return SCHEMA.encode(this);
        }

        /** Reads the wire form. */
        public static KeyPair decode(byte[] bytes) throws MalformedDataException {
            return SCHEMA.decode(bytes, Content.MAX_LENGTH);
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }

    /**
     * Dead: a key pair encrypted to one member.
     *
     * @param publicKey of the member
     */
    public record KeyPairWrapper(Bytes publicKey, Bytes encryptedKeyPair) {

        static final Schema<KeyPairWrapper> SCHEMA = Schema.<KeyPairWrapper>named("KeyPairWrapper")
                .required(1, "publicKey", FieldType.BYTES, KeyPairWrapper::publicKey)
                .required(2, "encryptedKeyPair", FieldType.BYTES, KeyPairWrapper::encryptedKeyPair)
                .build(row -> new KeyPairWrapper(row.next(), row.next()));

        public KeyPairWrapper {
            Objects.requireNonNull(publicKey, "publicKey");
            Objects.requireNonNull(encryptedKeyPair, "encryptedKeyPair");
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }
}
