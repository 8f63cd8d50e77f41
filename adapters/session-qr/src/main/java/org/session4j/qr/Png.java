package org.session4j.qr;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A code as a PNG of one bit a pixel (docs/decisions/0010).
 *
 * <pre>
 * signature (8) | IHDR | IDAT | IEND
 * a chunk    length of its data (4) | type (4) | data | CRC-32 of type and data (4)      all big-endian
 * IHDR       width (4) | height (4) | bits a sample (1) | colour, compression, filter, interlace (1 each)
 * IDAT       for each row, in zlib form: filter 0 (1) | pixels, 1 for white, the first one in the highest bit
 * </pre>
 */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS_PER_SAMPLE = 1;
    private static final byte GREY = 0;
    private static final byte NO_FILTER = 0;

    private Png() {}

    static byte[] encode(QrCode code, int pixelsPerModule) {
        int side = (code.size() + 2 * QrCode.QUIET_ZONE) * pixelsPerModule;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream png = new DataOutputStream(bytes)) {
            png.write(SIGNATURE);
            writeChunk(png, "IHDR", header(side));
            writeChunk(png, "IDAT", pixels(code, pixelsPerModule, side));
            writeChunk(png, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeChunk(DataOutputStream png, String name, byte[] data) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(data);
        png.writeInt(data.length);
        png.write(type);
        png.write(data);
        png.writeInt((int) crc.getValue());
    }

    private static byte[] header(int side) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(bytes);
        header.writeInt(side);
        header.writeInt(side);
        header.write(new byte[] {BITS_PER_SAMPLE, GREY, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] pixels(QrCode code, int pixelsPerModule, int side) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes)) {
            for (int y = 0; y < side; y++) {
                zlib.write(NO_FILTER);
                zlib.write(row(code, y / pixelsPerModule - QrCode.QUIET_ZONE, pixelsPerModule, side));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] row(QrCode code, int y, int pixelsPerModule, int side) {
        byte[] row = new byte[(side + Byte.SIZE - 1) / Byte.SIZE];
        for (int x = 0; x < side; x++) {
            if (!code.isDark(x / pixelsPerModule - QrCode.QUIET_ZONE, y)) {
                row[x / Byte.SIZE] |= (byte) (0x80 >> x % Byte.SIZE);
            }
        }
        return row;
    }
}
