package org.session4j.protocol.message;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * The sender's profile as it goes along with a message (messages: DataMessage). A field that is absent means no change; a
 * picture that is present but empty means that it was removed.
 *
 * @param displayName at most 100 bytes of UTF-8
 * @param profilePicture URL, at most 223 bytes
 * @param lastUpdateSeconds when the profile was last changed, Unix seconds
 */
public record LokiProfile(
        @Nullable String displayName,
        @Nullable String profilePicture,
        @Nullable Long lastUpdateSeconds) {

    static final Schema<LokiProfile> SCHEMA = Schema.<LokiProfile>named("LokiProfile")
            .optional(1, "displayName", FieldType.STRING, LokiProfile::displayName)
            .optional(2, "profilePicture", FieldType.STRING, LokiProfile::profilePicture)
            .optional(3, "lastUpdateSeconds", FieldType.UINT64, LokiProfile::lastUpdateSeconds)
            .build(row -> new LokiProfile(row.next(), row.next(), row.next()));

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
