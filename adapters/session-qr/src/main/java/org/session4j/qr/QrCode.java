package org.session4j.qr;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Arrays;
import org.session4j.protocol.Account;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.protocol.SessionId;

/**
 * A QR code: a square of dark and light modules (services: QR codes and links). What it is drawn as has a quiet zone of
 * four light modules around it, without which readers do not find it.
 *
 * <p>Immutable and thread-safe.
 */
public final class QrCode {

    /** Width of the quiet zone in modules. */
    public static final int QUIET_ZONE = 4;

    /** The largest number of pixels for a module of a PNG. */
    public static final int MAX_PIXELS_PER_MODULE = 64;

    private final ByteMatrix modules;

    private QrCode(String text) {
        try {
            // A damaged seventh of the code can be restored, enough for a screen or a sheet of paper.
            this.modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("text: too long for a QR code", e);
        }
    }

    /**
     * The code of an account's id, for others to scan: its 66 hex digits.
     *
     * @param id of kind {@link IdKind#STANDARD}; the apps scan no other
     */
    public static QrCode of(SessionId id) {
        if (id.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("id: expected kind " + IdKind.STANDARD + ", got " + id.kind());
        }
        return new QrCode(id.toString());
    }

    /**
     * The code of a recovery phrase, for one's own next device: the seed in hex digits. Whoever sees it has the account, so
     * it, and all that is drawn from it, is as secret as the phrase.
     *
     * @param phrase of a seed of 16 or 32 bytes, in whatever language: the code is the same in all of them
     */
    public static QrCode exposePhrase(RecoveryPhrase phrase) {
        byte[] seed = phrase.seed().exposeSecretBytes();
        try {
            if (seed.length != Account.SEED_LENGTH && seed.length != Account.LEGACY_SEED_LENGTH) {
                throw new IllegalArgumentException("phrase: expected 16 or 32 bytes, got " + seed.length);
            }
            return new QrCode(Hex.format(seed));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Modules on each side, without the quiet zone. */
    public int size() {
        return modules.getWidth();
    }

    /**
     * Whether a module is dark; those outside of the code are not.
     *
     * @param x from the left, 0 for the first one that is not of the quiet zone
     * @param y from the top, likewise
     */
    public boolean isDark(int x, int y) {
        return x >= 0 && y >= 0 && x < size() && y < size() && modules.get(x, y) == 1;
    }

    /**
     * A PNG, black on white, with the quiet zone.
     *
     * @param pixelsPerModule 1 to {@value #MAX_PIXELS_PER_MODULE}; 8 is good for a screen
     */
    public byte[] encodePng(int pixelsPerModule) {
        if (pixelsPerModule < 1 || pixelsPerModule > MAX_PIXELS_PER_MODULE) {
            throw new IllegalArgumentException(
                    "pixels: expected 1 to " + MAX_PIXELS_PER_MODULE + " for each module, got " + pixelsPerModule);
        }
        return Png.encode(this, pixelsPerModule);
    }

    /** An SVG document, black on white, with the quiet zone; a unit is a module, and it fills whatever it is put in. */
    public String formatSvg() {
        return Svg.format(this);
    }

    /**
     * Lines of text, two rows of modules in each, with the quiet zone. The terminal's font must be of a fixed width and have
     * the block elements of Unicode, as practically all have.
     */
    public String formatText(TextStyle style) {
        return HalfBlocks.format(this, style);
    }

    /** The size only: the code may be a secret. */
    @Override
    public String toString() {
        return "QrCode[" + size() + "]";
    }
}
