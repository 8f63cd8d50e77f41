package org.session4j.protocol.wire;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * The compression of configs and group messages (config: steps of a push): one zstd frame, level 1, with the size of the
 * content in its header and without checksum.
 *
 * <p>Equal bytes are compressed to equal bytes as long as the encoder is libzstd of about the same release; tests compare
 * what was decompressed. Opening is bounded: what a frame holds never takes more memory than the caller allows.
 */
public final class Zstd {

    /** What the apps compress with. */
    public static final int LEVEL = 1;

    private static final int MAX_LEVEL = 19;

    /** What libzstd says of a frame that does not tell its size. */
    private static final long UNKNOWN_SIZE = -1;

    private Zstd() {}

    /** A frame of {@link #LEVEL}. */
    public static byte[] compress(byte[] content) {
        return compress(content, LEVEL);
    }

    /**
     * A frame of another level.
     *
     * @param level 1 to 19
     */
    public static byte[] compress(byte[] content, int level) {
        if (level < 1 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("level: expected 1 to " + MAX_LEVEL + ", got " + level);
        }
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(level).setContentSize(true).setChecksum(false);
            return context.compress(content);
        }
    }

    /**
     * The content of a frame.
     *
     * @param limit of the content, in bytes
     * @throws MalformedDataException if it is no frame, is cut off, has bytes behind it, or holds more than the limit,
     *     whether its header admits it or not
     */
    public static byte[] decompress(Bytes frame, int limit) throws MalformedDataException {
        if (frame.isEmpty()) {
            // libzstd takes nothing at all for a whole frame.
            throw new MalformedDataException("zstd: expected a frame, got 0 bytes");
        }
        byte[] source = frame.toByteArray();
        long declared = com.github.luben.zstd.Zstd.getFrameContentSize(source);
        if (declared < UNKNOWN_SIZE) {
            throw new MalformedDataException("zstd: not a frame");
        }
        if (declared > limit) {
            throw new MalformedDataException("zstd: expected at most " + limit + " bytes, the frame has " + declared);
        }
        // A frame need not say its size. Then all that is allowed is set aside, for the moment.
        byte[] content = new byte[declared >= 0 ? (int) declared : limit];
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            int length = context.decompress(content, source);
            return length == content.length ? content : Arrays.copyOf(content, length);
        } catch (ZstdException e) {
            throw new MalformedDataException("zstd: not a whole frame of at most " + limit + " bytes", e);
        }
    }
}
