package org.session4j.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;

/** Whatever file or picture it is: it is read, or refused with the one exception, in little memory. */
class HostileImageTest {

    private static final Picture CODE = code();
    private static final List<byte[]> FILES = files();

    private static Picture code() {
        try {
            return Picture.of(
                    QrCode.of(Account.ofSeed(new byte[16]).sessionId()).encodePng(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> files() {
        try {
            byte[] ours = QrCode.of(Account.ofSeed(new byte[16]).sessionId()).encodePng(1);
            return List.of(ours, CODE.file("png"), CODE.file("jpeg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readOrRefuse(byte[] file) {
        try {
            assertThat(QrImage.decode(file).readSessionId()).isNotNull();
        } catch (QrException refused) {
            assertThat(refused.kind()).isNotNull();
        }
    }

    private static QrException.Kind refusal(byte[] file) {
        QrException[] refused = new QrException[1];
        assertThatThrownBy(() -> QrImage.decode(file).readSessionId())
                .isInstanceOfSatisfying(QrException.class, e -> refused[0] = e);
        return refused[0].kind();
    }

    @Property
    void randomBytes(@ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(max = 3) int beginning) {
        byte[] file = bytes;
        if (beginning > 0) {
            byte[] good = FILES.get(beginning - 1);
            int kept = Math.min(good.length, 40);
            file = Arrays.copyOf(good, kept + bytes.length);
            System.arraycopy(bytes, 0, file, kept, bytes.length);
        }
        readOrRefuse(file);
    }

    @Property
    void filesThatWereCutOff(@ForAll @IntRange(max = 2) int which, @ForAll @IntRange(max = 1 << 16) int length) {
        byte[] file = FILES.get(which);
        readOrRefuse(Arrays.copyOf(file, length % file.length));
    }

    @Property
    void filesWithBytesChanged(
            @ForAll @IntRange(max = 2) int which,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 1 << 20) Integer> places,
            @ForAll byte change) {
        byte[] file = FILES.get(which).clone();
        for (int place : places) {
            file[place % file.length] ^= change;
        }
        readOrRefuse(file);
    }

    @Property
    void noise(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll long seed)
            throws QrException {
        int[] argb = new Random(seed).ints((long) width * height).toArray();
        assertThat(readOrRefuse(QrImage.ofArgb(width, height, argb))).isFalse();
    }

    /** Blots, so that finders find a code and the decoder has errors to correct, or too many. */
    @Property
    void codesWithBlots(@ForAll @IntRange(max = 30) int blots, @ForAll long seed) throws QrException {
        Random random = new Random(seed);
        int width = CODE.image().getWidth();
        int[] argb = CODE.argb();
        for (int i = 0; i < blots; i++) {
            int left = random.nextInt(width);
            int top = random.nextInt(width);
            int size = 1 + random.nextInt(14);
            int color = random.nextInt();
            for (int y = top; y < Math.min(width, top + size); y++) {
                Arrays.fill(argb, y * width + left, y * width + Math.min(width, left + size), color);
            }
        }
        boolean read = readOrRefuse(QrImage.ofArgb(width, width, argb));
        assertThat(read || blots > 0).isTrue();
    }

    private static boolean readOrRefuse(QrImage image) {
        try {
            assertThat(image.readSessionId())
                    .isEqualTo(Account.ofSeed(new byte[16]).sessionId());
            return true;
        } catch (QrException refused) {
            assertThat(refused.kind()).isIn(QrException.Kind.NO_CODE, QrException.Kind.NOT_A_SESSION_ID);
            return false;
        }
    }

    @Test
    void otherFormatsAreNotTouched() {
        assertThat(refusal(new byte[0])).isEqualTo(QrException.Kind.NOT_AN_IMAGE);
        assertThat(refusal("GIF89a".getBytes(StandardCharsets.US_ASCII))).isEqualTo(QrException.Kind.NOT_AN_IMAGE);
        assertThat(refusal("<svg/>".getBytes(StandardCharsets.US_ASCII))).isEqualTo(QrException.Kind.NOT_AN_IMAGE);
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedByItsFirstBytes() throws IOException {
        for (int side : List.of(4097, 100_000, Integer.MAX_VALUE)) {
            assertThat(refusal(png(side, side, 8, 6, 0))).isEqualTo(QrException.Kind.TOO_LARGE);
        }
        assertThat(refusal(png(Integer.MAX_VALUE, 1, 8, 6, 0))).isEqualTo(QrException.Kind.TOO_LARGE);
    }

    /** As it stands, it would be 128 MB of pixels from 130 kB: more than the heap of this test. */
    @Test
    void theLargestPictureThatIsTakenFitsIntoLittleMemory() throws IOException {
        byte[] bomb = png(4096, 4096, 16, 6, 4096L * (1 + 8 * 4096));
        assertThat(bomb.length).isLessThan(150_000);
        assertThat(refusal(bomb)).isEqualTo(QrException.Kind.NO_CODE);
    }

    @Test
    void rowsThatAreVeryLongAreNoTrouble() throws IOException {
        assertThat(refusal(png(1 << 24, 1, 8, 0, (1L << 24) + 1))).isEqualTo(QrException.Kind.NO_CODE);
        assertThat(refusal(png(1, 1 << 24, 8, 0, 2L << 24))).isEqualTo(QrException.Kind.NO_CODE);
    }

    /** A PNG whose pixels are so many zero bytes. */
    private static byte[] png(int width, int height, int bits, int color, long pixelBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        new DataOutputStream(header).writeLong(((long) width << 32) | height);
        header.write(new byte[] {(byte) bits, (byte) color, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(pixels)) {
            byte[] block = new byte[8192];
            for (long left = pixelBytes; left > 0; left -= block.length) {
                zlib.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        chunk(out, "IDAT", pixels.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
