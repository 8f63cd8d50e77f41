package org.session4j.protocol.config;

import java.util.Objects;
import org.session4j.protocol.Bytes;

/** A byte string in a config document: a text in UTF-8, or an id, or a key. */
public record ConfigString(Bytes value) implements ConfigScalar {

    public ConfigString {
        Objects.requireNonNull(value, "value");
    }

    /** The UTF-8 form of a text. */
    public static ConfigString utf8(String text) {
        return new ConfigString(Bytes.utf8(text));
    }

    /** Names the type only: what people set is private. */
    @Override
    public String toString() {
        return "ConfigString";
    }
}
