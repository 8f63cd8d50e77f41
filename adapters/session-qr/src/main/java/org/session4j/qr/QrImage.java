package org.session4j.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.PhraseException;
import org.session4j.protocol.PhraseLanguage;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.protocol.SessionId;

/**
 * A picture with a QR code somewhere in it: a screenshot, a photo, a frame of a camera. It may be turned, and light on
 * dark; of several codes, one is read.
 *
 * <p>Immutable and thread-safe.
 */
public final class QrImage {

    /** The largest picture that is read. Larger ones have to be made smaller first: reading takes time and memory. */
    public static final int MAX_PIXELS = 1 << 24;

    /** No code of ours has fewer pixels on each side. */
    private static final int MIN_SIDE = 60;

    /** Longer texts are not looked at as hex digits (services: QR codes and links). */
    private static final int MAX_SEED_DIGITS = 65;

    private static final Map<DecodeHintType, Object> PHOTO = hints(DecodeHintType.TRY_HARDER);
    private static final Map<DecodeHintType, Object> DRAWING = hints(DecodeHintType.PURE_BARCODE);

    private final int width;
    private final int height;
    private final byte[] grey;

    private static Map<DecodeHintType, Object> hints(DecodeHintType way) {
        Map<DecodeHintType, Object> hints = new EnumMap<>(DecodeHintType.class);
        hints.put(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE));
        hints.put(DecodeHintType.ALSO_INVERTED, true);
        hints.put(DecodeHintType.CHARACTER_SET, "UTF-8");
        hints.put(way, true);
        return hints;
    }

    QrImage(int width, int height, byte[] grey) {
        this.width = width;
        this.height = height;
        this.grey = grey;
    }

    /**
     * Reads a PNG or JPEG, at a lower resolution if it has many pixels. Needs the module {@code java.desktop}, which Android
     * does not have: use {@link #ofArgb} there.
     *
     * @throws QrException of {@link QrException.Kind#NOT_AN_IMAGE} or {@link QrException.Kind#TOO_LARGE}
     */
    public static QrImage decode(byte[] file) throws QrException {
        return ImageFile.decode(file);
    }

    /**
     * A picture of given pixels, row by row from the top.
     *
     * @param argb width times height values, as those of {@code android.graphics.Bitmap}: alpha, red, green and blue from the
     *     highest byte to the lowest; what is transparent counts as white
     * @throws QrException of {@link QrException.Kind#TOO_LARGE}
     */
    public static QrImage ofArgb(int width, int height, int[] argb) throws QrException {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("picture: expected at least one pixel, got " + width + " x " + height);
        }
        requireSize(width, height);
        if (argb.length != width * height) {
            throw new IllegalArgumentException("pixels: expected " + width + " x " + height + ", got " + argb.length);
        }
        byte[] grey = new byte[argb.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = grey(argb[i]);
        }
        return new QrImage(width, height, grey);
    }

    static void requireSize(int width, int height) throws QrException {
        if ((long) width * height > MAX_PIXELS) {
            throw new QrException(
                    QrException.Kind.TOO_LARGE,
                    "picture: expected at most " + MAX_PIXELS + " pixels, got " + width + " x " + height);
        }
    }

    /** How light a pixel is on white ground; green counts twice, as the eye sees it best. */
    static byte grey(int argb) {
        int alpha = argb >>> 24;
        int sum = (argb >> 16 & 0xff) + 2 * (argb >> 8 & 0xff) + (argb & 0xff);
        return (byte) (0xff - alpha * (4 * 0xff - sum) / (4 * 0xff));
    }

    /**
     * The Session ID that the code in the picture says.
     *
     * @throws QrException of {@link QrException.Kind#NO_CODE} or {@link QrException.Kind#NOT_A_SESSION_ID}; ids of another
     *     kind than {@link IdKind#STANDARD} are no Session IDs here
     */
    public SessionId readSessionId() throws QrException {
        try {
            return SessionId.parse(readText(), IdKind.STANDARD);
        } catch (MalformedDataException e) {
            throw new QrException(QrException.Kind.NOT_A_SESSION_ID, "the code is not a Session ID", e);
        }
    }

    /**
     * The recovery phrase that the code in the picture says: its words, or the seed in hex digits as the apps write it, which
     * gives the phrase in English.
     *
     * @throws QrException of {@link QrException.Kind#NO_CODE} or {@link QrException.Kind#NOT_A_RECOVERY_PHRASE}
     */
    public RecoveryPhrase readRecoveryPhrase() throws QrException {
        String text = readText();
        try {
            return RecoveryPhrase.parse(text);
        } catch (PhraseException noWords) {
            return ofSeed(text);
        }
    }

    private static RecoveryPhrase ofSeed(String text) throws QrException {
        byte[] seed = new byte[0];
        try {
            seed = text.length() > MAX_SEED_DIGITS ? seed : Hex.parse(text);
            if (seed.length == Account.SEED_LENGTH || seed.length == Account.LEGACY_SEED_LENGTH) {
                return RecoveryPhrase.ofSeed(seed, PhraseLanguage.ENGLISH);
            }
        } catch (MalformedDataException e) {
            throw noPhrase();
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
        throw noPhrase();
    }

    private static QrException noPhrase() {
        return new QrException(
                QrException.Kind.NOT_A_RECOVERY_PHRASE, "the code is neither a recovery phrase nor a seed");
    }

    /** A smaller picture has less noise, and a code that was missed may be found in it. */
    private String readText() throws QrException {
        QrImage image = this;
        String text = image.findText();
        while (text == null && Math.min(image.width, image.height) >= 2 * MIN_SIDE) {
            image = image.halved();
            text = image.findText();
        }
        if (text == null) {
            throw new QrException(QrException.Kind.NO_CODE, "no QR code in the picture");
        }
        return text.trim();
    }

    private @Nullable String findText() {
        LuminanceSource source = new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false);
        // The first suits shadows, the second low contrast, the third a code that was drawn with very few pixels.
        String text = readText(new HybridBinarizer(source), PHOTO);
        text = text == null ? readText(new GlobalHistogramBinarizer(source), PHOTO) : text;
        return text == null ? readText(new GlobalHistogramBinarizer(source), DRAWING) : text;
    }

    private static @Nullable String readText(Binarizer binarizer, Map<DecodeHintType, Object> hints) {
        try {
            return new MultiFormatReader()
                    .decode(new BinaryBitmap(binarizer), hints)
                    .getText();
        } catch (NotFoundException e) {
            return null;
        }
    }

    /** Of each four pixels the mean. */
    private QrImage halved() {
        int newWidth = width / 2;
        int newHeight = height / 2;
        byte[] mean = new byte[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int at = 2 * y * width + 2 * x;
                int sum = (grey[at] & 0xff)
                        + (grey[at + 1] & 0xff)
                        + (grey[at + width] & 0xff)
                        + (grey[at + width + 1] & 0xff);
                mean[y * newWidth + x] = (byte) (sum / 4);
            }
        }
        return new QrImage(newWidth, newHeight, mean);
    }

    /** The size in pixels. */
    @Override
    public String toString() {
        return "QrImage[" + width + " x " + height + "]";
    }
}
