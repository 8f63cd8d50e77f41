package org.session4j.testkit.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import org.session4j.protocol.MalformedDataException;

/**
 * Bencoding, in which nodes talk to each other: {@code i12e}, {@code 3:abc}, {@code l...e}, {@code d...e} with keys
 * ascending. Booleans go out as 0 and 1 and so come back as numbers, which is why a client sees {@code "already": 1} of
 * the nodes it did not ask itself.
 */
public final class Bencode {

    private static final int MAX_DEPTH = 32;

    /** Of a 64-bit number, the sign included. */
    private static final int MAX_DIGITS = 20;

    private final byte[] in;
    private int at;

    private Bencode(byte[] in) {
        this.in = in;
    }

    /** Encodes a tree of objects, arrays, whole numbers, booleans, text and binary. */
    public static byte[] encode(JsonNode value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    private static void write(JsonNode value, ByteArrayOutputStream out) {
        if (value.isObject()) {
            out.write('d');
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            sorted.forEach((key, item) -> {
                writeString(key.getBytes(StandardCharsets.UTF_8), out);
                write(item, out);
            });
            out.write('e');
        } else if (value.isArray()) {
            out.write('l');
            value.forEach(item -> write(item, out));
            out.write('e');
        } else if (value.isBinary()) {
            writeString(binary(value), out);
        } else if (value.isTextual()) {
            writeString(value.textValue().getBytes(StandardCharsets.UTF_8), out);
        } else if (value.isBoolean() || value.isIntegralNumber()) {
            long number = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.longValue();
            out.writeBytes(("i" + number + "e").getBytes(StandardCharsets.US_ASCII));
        } else {
            throw new IllegalArgumentException("cannot bencode a " + value.getNodeType());
        }
    }

    private static void writeString(byte[] bytes, ByteArrayOutputStream out) {
        out.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
    }

    /** The bytes of a string as {@link #decode} gives it. */
    public static byte[] binary(JsonNode string) {
        try {
            return string.binaryValue();
        } catch (IOException notBinary) {
            throw new UncheckedIOException(notBinary);
        }
    }

    /** Decodes one value that fills the bytes; every string becomes a binary node. */
    public static JsonNode decode(byte[] bytes) throws MalformedDataException {
        Bencode reader = new Bencode(bytes);
        JsonNode value = reader.value(0);
        if (reader.at != bytes.length) {
            throw new MalformedDataException("bencode: bytes after the value");
        }
        return value;
    }

    /** The same tree with every string as text. */
    public static JsonNode texts(JsonNode value) {
        if (value.isBinary()) {
            return TextNode.valueOf(new String(binary(value), StandardCharsets.UTF_8));
        }
        if (value.isArray()) {
            ArrayNode array = Json.array();
            value.forEach(item -> array.add(texts(item)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = Json.object();
            value.properties().forEach(field -> object.set(field.getKey(), texts(field.getValue())));
            return object;
        }
        return value;
    }

    private JsonNode value(int depth) throws MalformedDataException {
        if (depth > MAX_DEPTH) {
            throw new MalformedDataException("bencode: nested deeper than " + MAX_DEPTH);
        }
        byte first = peek();
        if (first == 'i') {
            at++;
            return LongNode.valueOf(number('e'));
        }
        if (first == 'l') {
            at++;
            ArrayNode array = Json.array();
            while (peek() != 'e') {
                array.add(value(depth + 1));
            }
            at++;
            return array;
        }
        if (first == 'd') {
            at++;
            ObjectNode object = Json.object();
            while (peek() != 'e') {
                object.set(new String(string(), StandardCharsets.UTF_8), value(depth + 1));
            }
            at++;
            return object;
        }
        return BinaryNode.valueOf(string());
    }

    private byte[] string() throws MalformedDataException {
        long length = number(':');
        if (length < 0 || length > in.length - at) {
            throw new MalformedDataException("bencode: string longer than the rest");
        }
        byte[] bytes = Arrays.copyOfRange(in, at, at + (int) length);
        at += (int) length;
        return bytes;
    }

    private long number(char end) throws MalformedDataException {
        int from = at;
        while (peek() != end) {
            at++;
            if (at - from > MAX_DIGITS) {
                throw new MalformedDataException("bencode: number too long");
            }
        }
        String digits = new String(in, from, at - from, StandardCharsets.US_ASCII);
        at++;
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException notNumber) {
            throw new MalformedDataException("bencode: not a number");
        }
    }

    private byte peek() throws MalformedDataException {
        if (at >= in.length) {
            throw new MalformedDataException("bencode: ends too early");
        }
        return in[at];
    }
}
