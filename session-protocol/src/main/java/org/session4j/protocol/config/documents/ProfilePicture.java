package org.session4j.protocol.config.documents;

import java.util.Objects;
import java.util.Optional;
import org.session4j.protocol.Bytes;

/** The picture of a person or a group: where it lies, and what opens it (config: documents). */
public final class ProfilePicture {

    /** Of a URL, in bytes. */
    public static final int MAX_URL_LENGTH = 223;

    /** Of a key, in bytes. */
    public static final int KEY_LENGTH = 32;

    private final String url;
    private final Bytes key;

    private ProfilePicture(String url, Bytes key) {
        this.url = url;
        this.key = key;
    }

    /**
     * A picture that was uploaded.
     *
     * @param url 1 to {@link #MAX_URL_LENGTH} bytes
     * @param key {@link #KEY_LENGTH} bytes
     */
    public static ProfilePicture of(String url, Bytes key) {
        int length = Bytes.utf8(url).length();
        if (length == 0 || length > MAX_URL_LENGTH) {
            throw new IllegalArgumentException("url: expected 1 to " + MAX_URL_LENGTH + " bytes, got " + length);
        }
        if (key.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("key: expected " + KEY_LENGTH + " bytes, got " + key.length());
        }
        return new ProfilePicture(url, key);
    }

    /** What stands in a document; another writer's URL may be longer. */
    static Optional<ProfilePicture> read(Bytes url, Bytes key) {
        return url.isEmpty() || key.length() != KEY_LENGTH
                ? Optional.empty()
                : Optional.of(new ProfilePicture(TextField.text(url), key));
    }

    public String url() {
        return url;
    }

    /** Decrypts the picture. */
    public Bytes key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProfilePicture picture && url.equals(picture.url) && key.equals(picture.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, key);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ProfilePicture";
    }
}
