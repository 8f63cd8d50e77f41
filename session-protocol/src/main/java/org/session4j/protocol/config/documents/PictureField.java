package org.session4j.protocol.config.documents;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/** A picture: its URL and its key, both or none. */
final class PictureField implements Field {

    private final Bytes urlKey;
    private final Bytes keyKey;

    private PictureField(String urlKey, String keyKey) {
        this.urlKey = Bytes.utf8(urlKey);
        this.keyKey = Bytes.utf8(keyKey);
    }

    static PictureField of(String urlKey, String keyKey) {
        return new PictureField(urlKey, keyKey);
    }

    Optional<ProfilePicture> read(ConfigDict from) {
        return ProfilePicture.read(string(from, urlKey), string(from, keyKey));
    }

    /**
     * @param picture null if there is none
     */
    void write(ConfigEditor to, @Nullable ProfilePicture picture) {
        if (picture == null) {
            to.erase(urlKey);
            to.erase(keyKey);
        } else {
            to.set(urlKey, Bytes.utf8(picture.url()));
            to.set(keyKey, picture.key());
        }
    }

    @Override
    public void copy(ConfigDict from, ConfigEditor to) {
        if (read(from).isPresent()) {
            to.set(urlKey, string(from, urlKey));
            to.set(keyKey, string(from, keyKey));
        } else {
            write(to, null);
        }
    }

    private static Bytes string(ConfigDict from, Bytes key) {
        return from.string(key).orElse(Bytes.empty());
    }
}
