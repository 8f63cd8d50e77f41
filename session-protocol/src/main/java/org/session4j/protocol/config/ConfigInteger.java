package org.session4j.protocol.config;

/** An integer in a config document. */
public record ConfigInteger(long value) implements ConfigScalar {

    /** Names the type only: what people set is private. */
    @Override
    public String toString() {
        return "ConfigInteger";
    }
}
