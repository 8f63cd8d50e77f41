package org.session4j.protocol.config.documents;

import java.nio.charset.StandardCharsets;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/** A text in UTF-8. Where it is absent it is empty. */
final class TextField implements Field {

    private final Bytes key;
    private final boolean writtenWhenEmpty;

    private TextField(String key, boolean writtenWhenEmpty) {
        this.key = Bytes.utf8(key);
        this.writtenWhenEmpty = writtenWhenEmpty;
    }

    /** Absent if empty. */
    static TextField of(String key) {
        return new TextField(key, false);
    }

    /** Written also when empty. */
    static TextField always(String key) {
        return new TextField(key, true);
    }

    /** Bytes that are no UTF-8 are replaced. */
    String read(ConfigDict from) {
        return text(from.string(key).orElse(Bytes.empty()));
    }

    static String text(Bytes utf8) {
        return new String(utf8.toByteArray(), StandardCharsets.UTF_8);
    }

    void write(ConfigEditor to, String text) {
        write(to, Bytes.utf8(text));
    }

    private void write(ConfigEditor to, Bytes utf8) {
        if (utf8.isEmpty() && !writtenWhenEmpty) {
            to.erase(key);
        } else {
            to.set(key, utf8);
        }
    }

    @Override
    public void copy(ConfigDict from, ConfigEditor to) {
        write(to, from.string(key).orElse(Bytes.empty()));
    }
}
