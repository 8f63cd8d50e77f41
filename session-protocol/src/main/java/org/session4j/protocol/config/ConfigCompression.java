package org.session4j.protocol.config;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.Zstd;

/** The letter {@code z} and a zstd frame in place of a message that becomes shorter by it (config: steps of a push). */
public final class ConfigCompression {

    /** The longest message that is read, in bytes. */
    public static final int MAX_LENGTH = 5_000_000;

    static final byte COMPRESSED = 'z';

    private ConfigCompression() {}

    /** The compressed form, or the message itself unless that is longer. */
    public static Bytes compress(Bytes message) {
        return compress(message, Zstd.LEVEL);
    }

    /** As {@link #compress(Bytes)} with another level of zstd than what documents are pushed with. */
    public static Bytes compress(Bytes message, int level) {
        byte[] frame = Zstd.compress(message.toByteArray(), level);
        if (frame.length + 1 >= message.length()) {
            return message;
        }
        byte[] compressed = new byte[frame.length + 1];
        compressed[0] = COMPRESSED;
        System.arraycopy(frame, 0, compressed, 1, frame.length);
        return Bytes.unsafeWrap(compressed);
    }

    /** The message, of at most {@link #MAX_LENGTH} bytes. */
    public static Bytes expand(Bytes bytes) throws MalformedDataException {
        if (!bytes.isEmpty() && bytes.at(0) == COMPRESSED) {
            return Bytes.unsafeWrap(Zstd.decompress(bytes.slice(1, bytes.length()), MAX_LENGTH));
        }
        if (bytes.length() > MAX_LENGTH) {
            throw new MalformedDataException(
                    "config: expected at most " + MAX_LENGTH + " bytes, got " + bytes.length());
        }
        return bytes;
    }
}
