package org.session4j.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.PhraseLanguage;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.SecretBytes;

/** Codes, ours and those of others, found in pictures of many kinds. */
class QrImageTest {

    private static final SessionId ID = Account.ofSeed(new byte[16]).sessionId();

    /** The code that another program makes of a text. */
    private static Picture codeOf(String text) {
        try {
            ByteMatrix code = Encoder.encode(
                            text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
            boolean[][] dark = new boolean[code.getHeight() + 8][code.getWidth() + 8];
            for (int y = 0; y < code.getHeight(); y++) {
                for (int x = 0; x < code.getWidth(); x++) {
                    dark[y + 4][x + 4] = code.get(x, y) == 1;
                }
            }
            return Picture.ofModules(dark).enlarged(4);
        } catch (WriterException e) {
            throw new AssertionError(e);
        }
    }

    private static QrException.Kind refusal(String text) {
        QrException[] refused = new QrException[1];
        assertThatThrownBy(() -> codeOf(text).pixels().readSessionId())
                .isInstanceOfSatisfying(QrException.class, e -> refused[0] = e);
        assertThat(refused[0].getMessage()).doesNotContain(text);
        return refused[0].kind();
    }

    @Property
    void everySessionIdComesBack(@ForAll @Size(32) byte[] key, @ForAll @IntRange(min = 1, max = 4) int pixels)
            throws QrException {
        SessionId id = SessionId.of(IdKind.STANDARD, key);
        assertThat(QrImage.decode(QrCode.of(id).encodePng(pixels)).readSessionId())
                .isEqualTo(id);
    }

    @Property(tries = 300)
    void everyPhraseComesBackAsTheSameAccount(
            @ForAll @Size(16) byte[] seed, @ForAll boolean old, @ForAll PhraseLanguage language) throws QrException {
        byte[] whole = Arrays.copyOf(seed, old ? 32 : 16);
        RecoveryPhrase phrase = RecoveryPhrase.ofSeed(whole, language);
        RecoveryPhrase read =
                QrImage.decode(QrCode.exposePhrase(phrase).encodePng(2)).readRecoveryPhrase();
        assertThat(read.seed()).isEqualTo(phrase.seed());
        assertThat(read.language()).isEqualTo(PhraseLanguage.ENGLISH);
    }

    @Property(tries = 300)
    void theWordsOfAPhraseAreReadAsWell(@ForAll @Size(16) byte[] seed, @ForAll PhraseLanguage language)
            throws QrException {
        String words = RecoveryPhrase.ofSeed(seed, language).exposeText();
        assertThat(codeOf(words).pixels().readRecoveryPhrase().seed()).isEqualTo(SecretBytes.of(seed));
    }

    /** The seed is fixed because about one photo in a thousand is not read, by chance of where its pixels lie. */
    @Property(tries = 100, seed = "20260401")
    void aPhotoIsRead(
            @ForAll @Size(32) byte[] key,
            @ForAll @IntRange(max = 3) int quarters,
            @ForAll @IntRange(min = -9, max = 9) int tilt,
            @ForAll @DoubleRange(min = 5, max = 14) double pixelsPerModule,
            @ForAll @IntRange(max = 25) int noise,
            @ForAll boolean jpeg,
            @ForAll long seed)
            throws Exception {
        SessionId id = SessionId.of(IdKind.STANDARD, key);
        byte[] photo = Picture.of(QrCode.of(id).encodePng(10))
                .scaled(pixelsPerModule / 10)
                .turned(90 * quarters + tilt)
                .photographed(noise, new Random(seed))
                .file(jpeg ? "jpeg" : "png");
        assertThat(QrImage.decode(photo).readSessionId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void aCodeIsReadFromAllSides(int degrees) throws Exception {
        Picture turned = Picture.of(QrCode.of(ID).encodePng(6)).turned(degrees);
        assertThat(QrImage.decode(turned.file("png")).readSessionId()).isEqualTo(ID);
    }

    @Test
    void aCodeIsReadLightOnDark() throws Exception {
        Picture dark = Picture.of(QrCode.of(ID).encodePng(6)).inverted();
        assertThat(QrImage.decode(dark.file("jpeg")).readSessionId()).isEqualTo(ID);
    }

    @Test
    void whatIsTransparentCountsAsWhite() throws Exception {
        int[] argb = Picture.of(QrCode.of(ID).encodePng(4)).argb();
        for (int i = 0; i < argb.length; i++) {
            argb[i] = argb[i] == -1 ? 0 : argb[i];
        }
        int side = (int) Math.sqrt(argb.length);
        assertThat(QrImage.ofArgb(side, side, argb).readSessionId()).isEqualTo(ID);
    }

    @Test
    void aLargePhotoIsReadAtALowerResolution() throws Exception {
        BufferedImage table = new BufferedImage(4000, 3000, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage code = Picture.of(QrCode.of(ID).encodePng(20)).image();
        table.createGraphics().drawImage(code, 1500, 900, null);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(table, "jpeg", file)).isTrue();

        QrImage image = QrImage.decode(file.toByteArray());
        assertThat(image).hasToString("QrImage[2000 x 1500]");
        assertThat(image.readSessionId()).isEqualTo(ID);
    }

    @Test
    void digitsInCapitalsAndSpaceAroundDoNotMatter() throws QrException {
        assertThat(codeOf(" " + ID.toString().toUpperCase(Locale.ROOT) + "\n")
                        .pixels()
                        .readSessionId())
                .isEqualTo(ID);
    }

    @Test
    void aCodeThatSaysSomethingElseIsNoSessionId() {
        assertThat(refusal("https://example.org/")).isEqualTo(QrException.Kind.NOT_A_SESSION_ID);
        assertThat(refusal(ID.toString().substring(2))).isEqualTo(QrException.Kind.NOT_A_SESSION_ID);
        assertThat(refusal("03" + ID.toString().substring(2))).isEqualTo(QrException.Kind.NOT_A_SESSION_ID);
        assertThat(refusal("zz" + ID.toString().substring(2))).isEqualTo(QrException.Kind.NOT_A_SESSION_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0011",
                "00112233445566778899aabbccddee",
                "00112233445566778899aabbccddeefx",
                "these words are no phrase",
                "05b588cb28bfcfeb7c739929102fcfc2c1f31c04572affdea93015756cf38a1726"
            })
    void aCodeThatSaysSomethingElseIsNoPhrase(String text) {
        assertThatThrownBy(() -> codeOf(text).pixels().readRecoveryPhrase())
                .isInstanceOfSatisfying(
                        QrException.class, e -> assertThat(e.kind()).isEqualTo(QrException.Kind.NOT_A_RECOVERY_PHRASE))
                .hasMessageNotContaining(text);
    }

    @Test
    void aPictureWithoutACodeSaysSo() throws Exception {
        byte[] blank = new Picture(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB)).file("png");
        assertThatThrownBy(() -> QrImage.decode(blank).readSessionId())
                .isInstanceOfSatisfying(
                        QrException.class, e -> assertThat(e.kind()).isEqualTo(QrException.Kind.NO_CODE));
    }

    @Test
    void pixelsThatAreNoPictureAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> QrImage.ofArgb(0, 5, new int[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> QrImage.ofArgb(2, 2, new int[5]));
        assertThatThrownBy(() -> QrImage.ofArgb(1 << 20, 1 << 20, new int[0]))
                .isInstanceOfSatisfying(
                        QrException.class, e -> assertThat(e.kind()).isEqualTo(QrException.Kind.TOO_LARGE));
    }
}
