package org.session4j.protocol.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * How a sender wants to be shown (messages: profile). Null means that the message says nothing of it; an empty
 * picture URL means that the picture was removed.
 *
 * @param displayName at most 100 bytes of UTF-8
 * @param pictureUrl at most 223 bytes
 * @param pictureKey 32 bytes (old: 16), decrypts the picture
 * @param lastUpdate when the profile was last changed, in whole seconds
 */
public record Profile(
        @Nullable String displayName,
        @Nullable String pictureUrl,
        @Nullable Bytes pictureKey,
        @Nullable Instant lastUpdate) {

    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_URL_LENGTH = 223;
    private static final int KEY_LENGTH = 32;

    /** A name and no word about a picture. */
    public static Profile of(String displayName) {
        return new Profile(displayName, null, null, null);
    }

    static @Nullable Profile of(DataMessage data) {
        LokiProfile profile = data.profile();
        if (profile == null) {
            return null;
        }
        return new Profile(
                profile.displayName(),
                profile.profilePicture(),
                data.profileKey(),
                instant(profile.lastUpdateSeconds()));
    }

    LokiProfile toLokiProfile() {
        return new LokiProfile(displayName, pictureUrl, lastUpdate == null ? null : lastUpdate.getEpochSecond());
    }

    /** Refuses what other apps would not take over. Received profiles are not held to it. */
    void requireValid() {
        requireLength("displayName", displayName, MAX_NAME_LENGTH);
        requireLength("pictureUrl", pictureUrl, MAX_URL_LENGTH);
        if (pictureKey != null && pictureKey.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("pictureKey: expected 32 bytes, got " + pictureKey.length());
        }
        if (lastUpdate != null && lastUpdate.getEpochSecond() < 0) {
            throw new IllegalArgumentException("lastUpdate: before 1970");
        }
    }

    private static void requireLength(String name, @Nullable String text, int limit) {
        int length = text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        if (length > limit) {
            throw new IllegalArgumentException(name + ": expected at most " + limit + " bytes, got " + length);
        }
    }

    /** A time that is beyond all bounds must not make a message unreadable. */
    private static @Nullable Instant instant(@Nullable Long seconds) {
        if (seconds == null) {
            return null;
        }
        boolean inRange = seconds >= 0 && seconds <= Instant.MAX.getEpochSecond();
        return inRange ? Instant.ofEpochSecond(seconds) : Instant.MAX;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "Profile";
    }
}
