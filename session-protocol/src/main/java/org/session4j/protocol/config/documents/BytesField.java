package org.session4j.protocol.config.documents;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/** A byte string of one length. Where there is none it is empty. */
final class BytesField implements Field {

    private final int length;
    private final Bytes key;
    private final boolean writtenWhenEmpty;

    private BytesField(int length, String key, boolean writtenWhenEmpty) {
        this.length = length;
        this.key = Bytes.utf8(key);
        this.writtenWhenEmpty = writtenWhenEmpty;
    }

    /** Absent if empty. */
    static BytesField of(int length, String key) {
        return new BytesField(length, key, false);
    }

    /** Written also when empty. */
    static BytesField always(int length, String key) {
        return new BytesField(length, key, true);
    }

    Bytes read(ConfigDict from) {
        return from.string(key).filter(bytes -> bytes.length() == length).orElse(Bytes.empty());
    }

    /**
     * @param bytes of the length, or empty
     */
    void write(ConfigEditor to, Bytes bytes) {
        if (bytes.isEmpty() && !writtenWhenEmpty) {
            to.erase(key);
        } else {
            to.set(key, bytes);
        }
    }

    @Override
    public void copy(ConfigDict from, ConfigEditor to) {
        write(to, read(from));
    }
}
