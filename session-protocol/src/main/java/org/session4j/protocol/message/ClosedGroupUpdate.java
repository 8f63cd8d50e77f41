package org.session4j.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Dead: an update of a sender-key group of 2020 (groups: group updates). Which components each type needs is not looked at
 * here.
 *
 * @param groupPublicKey the group's id, 33 bytes
 * @param groupPrivateKey 32 bytes, the same for all members
 */
public record ClosedGroupUpdate(
        @Nullable String name,
        @Nullable Bytes groupPublicKey,
        @Nullable Bytes groupPrivateKey,
        List<SenderKey> senderKeys,
        List<Bytes> members,
        List<Bytes> admins,
        @Nullable Type type) {

    static final Schema<ClosedGroupUpdate> SCHEMA = Schema.<ClosedGroupUpdate>named("ClosedGroupUpdate")
            .optional(1, "name", FieldType.STRING, ClosedGroupUpdate::name)
            .optional(2, "groupPublicKey", FieldType.BYTES, ClosedGroupUpdate::groupPublicKey)
            .optional(3, "groupPrivateKey", FieldType.BYTES, ClosedGroupUpdate::groupPrivateKey)
            .repeated(4, "senderKeys", FieldType.message(SenderKey.SCHEMA), ClosedGroupUpdate::senderKeys)
            .repeated(5, "members", FieldType.BYTES, ClosedGroupUpdate::members)
            .repeated(6, "admins", FieldType.BYTES, ClosedGroupUpdate::admins)
            .optional(7, "type", FieldType.enumeration(Type.values(), Type::number), ClosedGroupUpdate::type)
            .build(row -> new ClosedGroupUpdate(
                    row.next(), row.next(), row.next(), row.next(), row.next(), row.next(), row.next()));

    public ClosedGroupUpdate {
        senderKeys = List.copyOf(senderKeys);
        members = List.copyOf(members);
        admins = List.copyOf(admins);
    }

    /** The wire form. */
    public byte[] encode() {
        return SCHEMA.encode(this);
    }

    /** Reads the wire form. */
    public static ClosedGroupUpdate decode(byte[] bytes) throws MalformedDataException {
        return SCHEMA.decode(bytes, Content.MAX_LENGTH);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** What the message was about. */
    public enum Type {
        NEW(0),
        INFO(1),
        SENDER_KEY_REQUEST(2),
        SENDER_KEY(3);

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
     * Dead: the state of a member's ratchet.
     *
     * @param chainKey 32 bytes
     * @param keyIndex opens what comes behind it
     * @param publicKey the Session ID whose ratchet it is, 33 bytes
     */
    public record SenderKey(
            @Nullable Bytes chainKey,
            @Nullable Long keyIndex,
            @Nullable Bytes publicKey) {

        static final Schema<SenderKey> SCHEMA = Schema.<SenderKey>named("SenderKey")
                .optional(1, "chainKey", FieldType.BYTES, SenderKey::chainKey)
                .optional(2, "keyIndex", FieldType.UINT32, SenderKey::keyIndex)
                .optional(3, "publicKey", FieldType.BYTES, SenderKey::publicKey)
                .build(row -> new SenderKey(row.next(), row.next(), row.next()));

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }
}
