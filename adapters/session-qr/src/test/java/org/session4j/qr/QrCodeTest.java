package org.session4j.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.PhraseLanguage;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.protocol.SessionId;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What a code says, and what it is drawn as. */
class QrCodeTest {

    private static final SessionId ID = Account.ofSeed(new byte[16]).sessionId();
    private static final QrCode CODE = QrCode.of(ID);

    private static String text(QrCode code) throws Exception {
        BitMatrix bits = new BitMatrix(code.size());
        for (int y = 0; y < code.size(); y++) {
            for (int x = 0; x < code.size(); x++) {
                if (code.isDark(x, y)) {
                    bits.set(x, y);
                }
            }
        }
        return new Decoder().decode(bits).getText();
    }

    @Test
    void aSessionIdIsItsHexDigitsAndNothingElse() throws Exception {
        assertThat(text(CODE)).isEqualTo(ID.toString()).matches("05[0-9a-f]{64}");
    }

    @ParameterizedTest
    @EnumSource(PhraseLanguage.class)
    void aRecoveryPhraseIsItsSeedInHexWhateverTheLanguage(PhraseLanguage language) throws Exception {
        byte[] seed = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, (byte) 0xff};
        assertThat(text(QrCode.exposePhrase(RecoveryPhrase.ofSeed(seed, language))))
                .isEqualTo("000102030405060708090a0b0c0d0eff");
    }

    @Test
    void idsThatNoAppScansAreRefused() {
        for (IdKind kind : IdKind.values()) {
            if (kind != IdKind.STANDARD) {
                assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of(SessionId.of(kind, new byte[32])));
            }
        }
    }

    @Test
    void aPhraseThatIsOfNoAccountIsRefused() {
        RecoveryPhrase phrase = RecoveryPhrase.ofSeed(new byte[8], PhraseLanguage.ENGLISH);
        assertThatIllegalArgumentException().isThrownBy(() -> QrCode.exposePhrase(phrase));
    }

    @Test
    void nothingOfTheCodeIsPrinted() {
        assertThat(CODE).hasToString("QrCode[" + CODE.size() + "]");
    }

    @Test
    void aPngIsBlackOnWhiteWithAQuietZone() throws Exception {
        int side = CODE.size() + 2 * QrCode.QUIET_ZONE;
        for (int pixels : List.of(1, 3, 8, QrCode.MAX_PIXELS_PER_MODULE)) {
            BufferedImage image = Picture.of(CODE.encodePng(pixels)).image();
            assertThat(image.getWidth()).isEqualTo(side * pixels);
            assertThat(image.getHeight()).isEqualTo(side * pixels);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    boolean dark = CODE.isDark(x - QrCode.QUIET_ZONE, y - QrCode.QUIET_ZONE);
                    int expected = dark ? 0xff000000 : 0xffffffff;
                    assertThat(image.getRGB(x * pixels, y * pixels)).isEqualTo(expected);
                    assertThat(image.getRGB(x * pixels + pixels - 1, y * pixels + pixels - 1))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aPngOfNoPixelsOrTooManyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CODE.encodePng(0));
        assertThatIllegalArgumentException().isThrownBy(() -> CODE.encodePng(QrCode.MAX_PIXELS_PER_MODULE + 1));
    }

    @Test
    void whatIsOutsideOfTheCodeIsLight() {
        assertThat(CODE.isDark(0, 0)).isTrue();
        assertThat(CODE.isDark(-1, 0)).isFalse();
        assertThat(CODE.isDark(0, -1)).isFalse();
        assertThat(CODE.isDark(CODE.size(), 0)).isFalse();
        assertThat(CODE.isDark(0, CODE.size())).isFalse();
    }

    @Test
    void anSvgIsRead() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(CODE.formatSvg())));
        int side = CODE.size() + 2 * QrCode.QUIET_ZONE;
        assertThat(svg.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 " + side + " " + side);
        boolean[][] dark = new boolean[side][side];
        String path = svg.getElementsByTagName("path")
                .item(0)
                .getAttributes()
                .getNamedItem("d")
                .getNodeValue();
        Matcher run = Pattern.compile("\\GM(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(path);
        int end = 0;
        while (run.find()) {
            for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
                dark[Integer.parseInt(run.group(2))][Integer.parseInt(run.group(1)) + i] = true;
            }
            end = run.end();
        }
        assertThat(end).isEqualTo(path.length());
        assertThat(Picture.ofModules(dark).enlarged(4).pixels().readSessionId()).isEqualTo(ID);
    }

    @ParameterizedTest
    @EnumSource(TextStyle.class)
    void textIsReadOnTheTerminalItIsFor(TextStyle style) throws Exception {
        boolean inkIsDark = style != TextStyle.ON_DARK;
        Picture seen = onScreen(CODE.formatText(style), inkIsDark);

        assertThat(seen.enlarged(6).pixels().readSessionId()).isEqualTo(ID);
        int side = CODE.size() + 2 * QrCode.QUIET_ZONE;
        assertThat(seen.image().getWidth()).isEqualTo(side);
        // The number of modules is odd, that of rows in the text even: the last one has to be light too.
        assertThat(seen.image().getHeight()).isEqualTo(side + 1);
        for (int i = 0; i < side; i++) {
            for (int edge = 0; edge < QrCode.QUIET_ZONE; edge++) {
                assertThat(seen.image().getRGB(i, edge)).isEqualTo(-1);
                assertThat(seen.image().getRGB(edge, i)).isEqualTo(-1);
                assertThat(seen.image().getRGB(i, side - edge)).isEqualTo(-1);
                assertThat(seen.image().getRGB(side - 1 - edge, i)).isEqualTo(-1);
            }
        }
    }

    @Test
    void colorsAreSetOnEachLineAndTakenBack() {
        assertThat(CODE.formatText(TextStyle.COLORED).split("\n"))
                .allSatisfy(line ->
                        assertThat(line).startsWith("\u001b[38;5;16;48;5;231m").endsWith("\u001b[0m"));
        assertThat(CODE.formatText(TextStyle.ON_DARK)).matches("[ \n▀▄█]+");
        assertThat(CODE.formatText(TextStyle.ON_LIGHT)).matches("[ \n▀▄█]+");
    }

    /** What a terminal shows, one pixel a module. */
    private static Picture onScreen(String text, boolean inkIsDark) {
        List<boolean[]> rows = new ArrayList<>();
        for (String line : text.split("\n")) {
            String blocks = line.replaceAll("\u001b\\[[0-9;]*m", "");
            boolean[] above = new boolean[blocks.length()];
            boolean[] below = new boolean[blocks.length()];
            for (int i = 0; i < blocks.length(); i++) {
                char block = blocks.charAt(i);
                above[i] = (block == '█' || block == '▀') == inkIsDark;
                below[i] = (block == '█' || block == '▄') == inkIsDark;
            }
            rows.add(above);
            rows.add(below);
        }
        return Picture.ofModules(rows.toArray(new boolean[0][]));
    }
}
