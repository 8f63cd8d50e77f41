package org.session4j.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;

class ZstdTest {

    private static final int LIMIT = 5_000_000;

    @Property
    void whatWasCompressedComesBack(@ForAll byte[] content) throws MalformedDataException {
        assertThat(Zstd.decompress(Bytes.of(Zstd.compress(content)), LIMIT)).isEqualTo(content);
    }

    @Test
    void theFrameTellsTheSizeOfItsContentAndHasNoChecksum() {
        byte[] frame = Zstd.compress(new byte[81]);

        // Magic number, then a descriptor that says: one segment, one byte of content size.
        assertThat(Hex.format(frame)).startsWith("28b52ffd2051");
    }

    @Test
    void contentUpToTheLimitIsTakenAndNoByteMore() throws MalformedDataException {
        Bytes frame = Bytes.of(Zstd.compress(new byte[10_000]));

        assertThat(Zstd.decompress(frame, 10_000)).hasSize(10_000);
        assertThatThrownBy(() -> Zstd.decompress(frame, 9_999)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aFrameThatDeclaresAHugeSizeIsRefusedBeforeAnythingIsSetAside() {
        // One segment, 8 bytes of content size: 2^62.
        Bytes huge = hex("28b52ffde0000000000000004001000000");

        assertThatThrownBy(() -> Zstd.decompress(huge, LIMIT)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aFrameThatHoldsMoreThanItDeclaresIsRefused() {
        byte[] frame = Zstd.compress(new byte[81]);
        frame[5] = 10;

        assertThatThrownBy(() -> Zstd.decompress(Bytes.of(frame), LIMIT)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aFrameWithoutASizeIsReadUpToTheLimit() throws MalformedDataException {
        // No single segment, window of 1 KiB, one block of 1,000 times the byte 61.
        Bytes frame = hex("28b52ffd0000431f0061");

        assertThat(Zstd.decompress(frame, 1_000)).hasSize(1_000).containsOnly('a');
        assertThatThrownBy(() -> Zstd.decompress(frame, 999)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void nothingAtAllIsNoFrame() {
        assertThatThrownBy(() -> Zstd.decompress(Bytes.empty(), LIMIT)).isInstanceOf(MalformedDataException.class);
    }

    @Property
    void aFrameCutOffIsRefused(@ForAll byte[] content, @ForAll int where) {
        byte[] frame = Zstd.compress(content);
        Bytes part = Bytes.of(Arrays.copyOf(frame, Math.floorMod(where, frame.length)));

        assertThatThrownBy(() -> Zstd.decompress(part, LIMIT)).isInstanceOf(MalformedDataException.class);
    }

    @Property(tries = 2_000)
    void anyBytesAreAFrameOrMalformed(@ForAll byte[] bytes, @ForAll byte[] content, @ForAll int where) {
        byte[] altered = Zstd.compress(content);
        altered[Math.floorMod(where, altered.length)] ^= (byte) (1 + Math.floorMod(where, 255));
        for (byte[] any : new byte[][] {bytes, altered}) {
            try {
                assertThat(Zstd.decompress(Bytes.of(any), LIMIT)).hasSizeLessThanOrEqualTo(LIMIT);
            } catch (MalformedDataException expected) {
                assertThat(expected).hasMessageStartingWith("zstd: ");
            }
        }
    }

    private static Bytes hex(String digits) {
        try {
            return Bytes.parseHex(digits);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }
}
