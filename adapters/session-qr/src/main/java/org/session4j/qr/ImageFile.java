package org.session4j.qr;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Picture files, read by the JDK. The one class that needs java.desktop. */
final class ImageFile {

    /** What is decoded has at most so many pixels, so that its memory is bounded whatever a pixel takes. */
    private static final int MAX_DECODED_PIXELS = 1 << 22;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private ImageFile() {}

    static QrImage decode(byte[] file) throws QrException {
        // No other format, whatever readers are installed.
        String format = startsWith(file, PNG) ? "png" : startsWith(file, JPEG) ? "jpeg" : null;
        if (format == null) {
            throw new QrException(QrException.Kind.NOT_AN_IMAGE, "picture: expected PNG or JPEG");
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("this JDK has no reader of pictures of format " + format);
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            return toGrey(read(reader));
        } catch (IOException | RuntimeException e) {
            // The JDK's readers meet broken files with runtime exceptions of many kinds too.
            throw new QrException(QrException.Kind.NOT_AN_IMAGE, "picture: a broken " + format + " file", e);
        } finally {
            reader.dispose();
        }
    }

    private static boolean startsWith(byte[] file, byte[] magic) {
        if (file.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (file[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Looks at the size first, which stands at the beginning of the file. */
    private static BufferedImage read(ImageReader reader) throws IOException, QrException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        QrImage.requireSize(width, height);
        int step = 1;
        while ((long) width * height > (long) MAX_DECODED_PIXELS * step * step) {
            step++;
        }
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static QrImage toGrey(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] grey = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            int[] argb = image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = QrImage.grey(argb[x]);
            }
        }
        return new QrImage(width, height, grey);
    }
}
