package org.session4j.protocol.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtReader;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * A part of a document that is too large for one stored message (config: multipart).
 *
 * <pre>
 * m | l 32: hash of the whole | 1: index from 0 | 1: number of parts | chunk e | zero bytes up to chunk + 50
 * </pre>
 *
 * @param whole BLAKE2b-256 of all chunks together, which are the padded message
 * @param index from 0
 * @param count at least 2, at most 255
 */
public record ConfigPart(Bytes whole, int index, int count, Bytes chunk) {

    /** Of the bytes of a chunk, so that the encrypted part has the size of the largest message. */
    public static final int MAX_CHUNK_LENGTH = ConfigCodec.MAX_STORED_LENGTH - ConfigCipher.OVERHEAD - 50;

    static final int MAX_COUNT = 255;
    static final byte PART = 'm';

    private static final int ROOM_FOR_HEAD = 50;

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ConfigPart {
        Objects.requireNonNull(chunk, "chunk");
        if (whole.length() != ConfigVersion.HASH_LENGTH) {
            throw new IllegalArgumentException("whole: expected 32 bytes, got " + whole.length());
        }
        if (count < 2 || count > MAX_COUNT || index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "index and count: expected a part of several, got " + index + " of " + count);
        }
    }

    /**
     * Cuts a padded message.
     *
     * @throws IllegalArgumentException if it fits into one part, or needs more than 255
     */
    public static List<ConfigPart> split(Bytes padded, Crypto crypto) {
        Bytes whole = hash(padded, crypto);
        int count = (padded.length() + MAX_CHUNK_LENGTH - 1) / MAX_CHUNK_LENGTH;
        List<ConfigPart> parts = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            int start = index * MAX_CHUNK_LENGTH;
            int end = Math.min(start + MAX_CHUNK_LENGTH, padded.length());
            parts.add(new ConfigPart(whole, index, count, padded.slice(start, end)));
        }
        return parts;
    }

    static Bytes hash(Bytes padded, Crypto crypto) {
        return Bytes.of(crypto.blake2b(ConfigVersion.HASH_LENGTH, null, null, padded.toByteArray()));
    }

    static boolean isPart(Bytes bytes) {
        return !bytes.isEmpty() && bytes.at(0) == PART;
    }

    /** What is encrypted. */
    public Bytes encode() {
        byte[] list = BtList.of(
                        new BtString(whole),
                        new BtString(Bytes.of((byte) index)),
                        new BtString(Bytes.of((byte) count)),
                        new BtString(chunk))
                .encode();
        byte[] part = new byte[chunk.length() + ROOM_FOR_HEAD];
        part[0] = PART;
        System.arraycopy(list, 0, part, 1, list.length);
        return Bytes.unsafeWrap(part);
    }

    /** Reads what was decrypted; what follows the list does not matter. */
    public static ConfigPart decode(Bytes bytes) throws MalformedDataException {
        if (!isPart(bytes)) {
            throw new MalformedDataException("config: not a part of a message");
        }
        BtReader reader = BtReader.of(bytes.slice(1, bytes.length()), BtLeniency.LENIENT);
        List<BtValue> values = reader.readValue().asList().values();
        if (values.size() != 4) {
            throw new MalformedDataException("config: expected 4 elements of a part, got " + values.size());
        }
        try {
            return new ConfigPart(
                    values.get(0).asString(),
                    number(values.get(1)),
                    number(values.get(2)),
                    values.get(3).asString());
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("config: a part that is none, " + e.getMessage(), e);
        }
    }

    private static int number(BtValue value) throws MalformedDataException {
        Bytes number = value.asString();
        if (number.length() != 1) {
            throw new MalformedDataException("config: expected a number of 1 byte in a part, got " + number.length());
        }
        return number.at(0) & 0xff;
    }

    /** Shows which part it is only. */
    @Override
    public String toString() {
        return "ConfigPart[" + index + " of " + count + "]";
    }
}
