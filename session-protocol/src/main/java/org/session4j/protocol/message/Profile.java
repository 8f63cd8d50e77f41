package org.session4j.protocol.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * How a sender wants to be shown (messages: profile). Null means that the message says nothing of it; an empty picture URL
 * means that the picture was removed.
 *
 * <p>A profile is a side line of a message, so a bad one never spoils it: what a sender wrote against the rules is put right
 * while it is read. Names are freed of control characters, trimmed and cut; a picture without a good key counts as removed;
 * a picture that lies on no file server counts as not mentioned.
 *
 * @param displayName one line, 1 to 100 bytes of UTF-8
 * @param pictureUrl on a file server, at most 223 bytes; or empty
 * @param pictureKey 32 bytes, decrypts the picture; null unless there is a URL
 * @param lastUpdate when the profile was last changed, in whole seconds; the rest is cut off
 */
public record Profile(
        @Nullable String displayName,
        @Nullable String pictureUrl,
        @Nullable Bytes pictureKey,
        @Nullable Instant lastUpdate) {

    /** Of a display name, in bytes of UTF-8. */
    public static final int MAX_NAME_LENGTH = 100;

    private static final int MAX_URL_LENGTH = 223;
    private static final int KEY_LENGTH = 32;
    private static final String REMOVED = "";

    public Profile {
        if (displayName != null) {
            CleanText.requireLine("displayName", displayName, MAX_NAME_LENGTH);
        }
        if (pictureUrl == null || pictureUrl.isEmpty()) {
            RuleViolation.require(pictureKey == null, "pictureKey: expected none without a picture");
        } else {
            RuleViolation.require(isPicture(pictureUrl), "pictureUrl: expected a file URL of at most 223 bytes");
            RuleViolation.require(isKey(pictureKey), "pictureKey: expected 32 bytes");
        }
        lastUpdate = lastUpdate == null ? null : Instant.ofEpochSecond(lastUpdate.getEpochSecond());
        RuleViolation.require(
                lastUpdate == null || !lastUpdate.isBefore(Instant.EPOCH), "lastUpdate: expected a time since 1970");
    }

    /** A name and no word about a picture. */
    public static Profile of(String displayName) {
        return new Profile(displayName, null, null, null);
    }

    static @Nullable Profile of(@Nullable LokiProfile profile, @Nullable Bytes key) {
        if (profile == null) {
            return null;
        }
        return cleaned(profile.displayName(), profile.profilePicture(), key, instant(profile.lastUpdateSeconds()));
    }

    /**
     * A profile that somebody else wrote, put right as described above.
     *
     * @param displayName an empty one is none
     */
    public static Profile cleaned(
            @Nullable String displayName,
            @Nullable String pictureUrl,
            @Nullable Bytes pictureKey,
            @Nullable Instant lastUpdate) {
        String name = displayName == null ? "" : CleanText.line(displayName, MAX_NAME_LENGTH);
        String url = pictureUrl(pictureUrl, pictureKey);
        return new Profile(
                name.isEmpty() ? null : name, url, url == null || url.isEmpty() ? null : pictureKey, lastUpdate);
    }

    /** The same with a picture. */
    public Profile withPicture(String url, Bytes key) {
        return new Profile(displayName, url, key, lastUpdate);
    }

    /** The same, saying that there is no picture any more. */
    public Profile withoutPicture() {
        return new Profile(displayName, REMOVED, null, lastUpdate);
    }

    /** The same, changed last at another time. */
    public Profile withLastUpdate(Instant lastUpdate) {
        return new Profile(displayName, pictureUrl, pictureKey, lastUpdate);
    }

    /** Whether this says that there is no picture any more. */
    public boolean removesPicture() {
        return REMOVED.equals(pictureUrl);
    }

    /**
     * Whether this is to be taken over by someone who has a profile of that time: if it is newer, or if nobody says when.
     *
     * @param stored null if no time is known
     */
    public boolean supersedes(@Nullable Instant stored) {
        long held = stored == null ? 0 : stored.getEpochSecond();
        long offered = lastUpdate == null ? 0 : lastUpdate.getEpochSecond();
        return offered > held || (offered == 0 && held == 0);
    }

    LokiProfile toLokiProfile() {
        return new LokiProfile(displayName, pictureUrl, lastUpdate == null ? null : lastUpdate.getEpochSecond());
    }

    private static @Nullable String pictureUrl(@Nullable String url, @Nullable Bytes key) {
        if (url == null) {
            return null;
        }
        if (url.isEmpty() || !isKey(key)) {
            return REMOVED;
        }
        return isPicture(url) ? url : null;
    }

    private static boolean isPicture(String url) {
        return url.getBytes(StandardCharsets.UTF_8).length <= MAX_URL_LENGTH && KnownUrls.isFile(url);
    }

    private static boolean isKey(@Nullable Bytes key) {
        return key != null && key.length() == KEY_LENGTH;
    }

    /** A time that is beyond all bounds must not make a message unreadable. */
    private static @Nullable Instant instant(@Nullable Long seconds) {
        if (seconds == null) {
            return null;
        }
        long last = Instant.MAX.getEpochSecond();
        return Instant.ofEpochSecond(seconds >= 0 && seconds <= last ? seconds : last);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "Profile";
    }
}
