package org.session4j.protocol.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Dead: how devices of one account were kept in step before 2023. Nobody acts on it or sends it.
 */
public record ConfigurationMessage(
        List<ClosedGroup> closedGroups,
        List<String> openGroups,
        @Nullable String displayName,
        @Nullable String profilePicture,
        @Nullable Bytes profileKey,
        List<Contact> contacts) {

    static final Schema<ConfigurationMessage> SCHEMA = Schema.<ConfigurationMessage>named("ConfigurationMessage")
            .repeated(1, "closedGroups", FieldType.message(ClosedGroup.SCHEMA), ConfigurationMessage::closedGroups)
            .repeated(2, "openGroups", FieldType.STRING, ConfigurationMessage::openGroups)
            .optional(3, "displayName", FieldType.STRING, ConfigurationMessage::displayName)
            .optional(4, "profilePicture", FieldType.STRING, ConfigurationMessage::profilePicture)
            .optional(5, "profileKey", FieldType.BYTES, ConfigurationMessage::profileKey)
            .repeated(6, "contacts", FieldType.message(Contact.SCHEMA), ConfigurationMessage::contacts)
            .build(row ->
                    new ConfigurationMessage(row.next(), row.next(), row.next(), row.next(), row.next(), row.next()));

    public ConfigurationMessage {
        closedGroups = List.copyOf(closedGroups);
        openGroups = List.copyOf(openGroups);
        contacts = List.copyOf(contacts);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /**
     * Dead: a legacy closed group.
     *
     * @param expirationTimer seconds
     */
    public record ClosedGroup(
            @Nullable Bytes publicKey,
            @Nullable String name,
            ClosedGroupControlMessage.@Nullable KeyPair encryptionKeyPair,
            List<Bytes> members,
            List<Bytes> admins,
            @Nullable Long expirationTimer) {

        static final Schema<ClosedGroup> SCHEMA = Schema.<ClosedGroup>named("ClosedGroup")
                .optional(1, "publicKey", FieldType.BYTES, ClosedGroup::publicKey)
                .optional(2, "name", FieldType.STRING, ClosedGroup::name)
                .optional(
                        3,
                        "encryptionKeyPair",
                        FieldType.message(ClosedGroupControlMessage.KeyPair.SCHEMA),
                        ClosedGroup::encryptionKeyPair)
                .repeated(4, "members", FieldType.BYTES, ClosedGroup::members)
                .repeated(5, "admins", FieldType.BYTES, ClosedGroup::admins)
                .optional(6, "expirationTimer", FieldType.UINT32, ClosedGroup::expirationTimer)
                .build(row -> new ClosedGroup(row.next(), row.next(), row.next(), row.next(), row.next(), row.next()));

        public ClosedGroup {
            members = List.copyOf(members);
            admins = List.copyOf(admins);
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }

    /**
     * Dead: a contact.
     */
    public record Contact(
            Bytes publicKey,
            String name,
            @Nullable String profilePicture,
            @Nullable Bytes profileKey,
            @Nullable Boolean isApproved,
            @Nullable Boolean isBlocked,
            @Nullable Boolean didApproveMe) {

        static final Schema<Contact> SCHEMA = Schema.<Contact>named("Contact")
                .required(1, "publicKey", FieldType.BYTES, Contact::publicKey)
                .required(2, "name", FieldType.STRING, Contact::name)
                .optional(3, "profilePicture", FieldType.STRING, Contact::profilePicture)
                .optional(4, "profileKey", FieldType.BYTES, Contact::profileKey)
                .optional(5, "isApproved", FieldType.BOOL, Contact::isApproved)
                .optional(6, "isBlocked", FieldType.BOOL, Contact::isBlocked)
                .optional(7, "didApproveMe", FieldType.BOOL, Contact::didApproveMe)
                .build(row -> new Contact(
                        row.next(), row.next(), row.next(), row.next(), row.next(), row.next(), row.next()));

        public Contact {
            Objects.requireNonNull(publicKey, "publicKey");
            Objects.requireNonNull(name, "name");
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }
}
