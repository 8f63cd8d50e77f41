package org.session4j.testkit.internal.node;

import java.util.Arrays;

/** What broken or evil connections do to bytes. */
public final class Damage {

    private Damage() {}

    public static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    /** Flips the lowest bit of the byte in the middle; the same bytes with nothing in them stay so. */
    public static byte[] flipOneBit(byte[] bytes) {
        byte[] changed = bytes.clone();
        if (changed.length > 0) {
            changed[changed.length / 2] ^= 1;
        }
        return changed;
    }
}
