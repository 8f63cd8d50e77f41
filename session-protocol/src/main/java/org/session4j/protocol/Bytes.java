package org.session4j.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * An immutable string of bytes, so that records and public signatures need no naked array: copied in and out, equal by
 * content, printed by length only.
 *
 * <p>Not for secrets: comparison is not constant-time and nothing is wiped.
 */
public final class Bytes {

    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    public static Bytes of(byte... value) {
        return value.length == 0 ? EMPTY : new Bytes(value.clone());
    }

    public static Bytes empty() {
        return EMPTY;
    }

    /** The UTF-8 form of a text. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Parses hex digits of either case. */
    public static Bytes parseHex(String hex) throws MalformedDataException {
        return new Bytes(Hex.parse(hex));
    }

    public int length() {
        return value.length;
    }

    public boolean isEmpty() {
        return value.length == 0;
    }

    public byte at(int index) {
        return value[index];
    }

    public byte[] toByteArray() {
        return value.clone();
    }

    /** Lower-case hex digits. */
    public String toHex() {
        return Hex.format(value);
    }

    /** Standard base64 with padding. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Bytes[" + value.length + "]";
    }
}
