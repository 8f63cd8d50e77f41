package org.session4j.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

class BtValueTest {

    @Property(tries = 2_000)
    void aValueWrittenIsReadAgain(@ForAll("values") BtValue value) throws MalformedDataException {
        assertThat(BtValue.decode(Bytes.of(value.encode()))).isEqualTo(value);
    }

    @Property(tries = 5_000)
    void whatTheStrictReaderTakesIsCanonical(@ForAll("nearlyCanonical") byte[] bytes) {
        try {
            assertThat(BtValue.decode(Bytes.of(bytes)).encode()).isEqualTo(bytes);
        } catch (MalformedDataException expected) {
            assertThat(expected).hasMessageStartingWith("bt-encoding: ");
        }
    }

    @Property(tries = 5_000)
    void anyBytesAreReadOrMalformedWhateverTheLeniency(
            @ForAll("nearlyCanonical") byte[] bytes, @ForAll BtLeniency leniency) {
        try {
            BtValue value = BtReader.of(Bytes.of(bytes), leniency).readValue();
            // What was read generously is written in good order.
            assertThat(BtReader.of(Bytes.of(value.encode()), BtLeniency.LOOSE).readValue())
                    .isEqualTo(value);
        } catch (MalformedDataException expected) {
            assertThat(expected).hasMessageStartingWith("bt-encoding: ");
        }
    }

    @Property(tries = 1_000)
    void aValueCutOffIsMalformed(@ForAll("values") BtValue value, @ForAll int where) {
        byte[] whole = value.encode();
        byte[] part = Arrays.copyOf(whole, Math.floorMod(where, whole.length));

        assertThatThrownBy(() -> BtReader.of(Bytes.of(part), BtLeniency.LOOSE).readValue())
                .isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "i-0e, i0e",
        "i007e, i7e",
        "i-09223372036854775808e, i-9223372036854775808e",
        "i9223372036854775807e, i9223372036854775807e",
        "01:a, 1:a",
        "000:, 0:",
        "d01:ai00ee, d1:ai0ee",
    })
    void leniencyTakesNumbersInOtherForms(String text, String canonical) throws MalformedDataException {
        assertThat(text(read(text, BtLeniency.LENIENT))).isEqualTo(canonical);
        if (!text.equals(canonical)) {
            assertThatThrownBy(() -> read(text, BtLeniency.CANONICAL)).isInstanceOf(MalformedDataException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "i18446744073709551615e, i18446744073709551615e",
        "i9223372036854775808e, i9223372036854775808e",
        "d1:bi1e1:ai2ee, d1:ai2e1:bi1ee",
        "d1:ai1e1:ai2ee, d1:ai2ee",
    })
    void whatIsNotUnderstoodIsReadLooselyAndWrittenInGoodOrder(String text, String canonical)
            throws MalformedDataException {
        assertThat(text(read(text, BtLeniency.LOOSE))).isEqualTo(canonical);
        assertThatThrownBy(() -> read(text, BtLeniency.LENIENT)).isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "i",
                "ie",
                "i-e",
                "i+1e",
                "i1",
                "i 1e",
                "i1.5e",
                "i18446744073709551616e",
                "i-9223372036854775809e",
                "-1:a",
                ":",
                "1:",
                "9999999999:a",
                "l",
                "li1e",
                "d",
                "d1:a",
                "di1ei1ee",
                "e",
                "x",
                "d1:ae",
            })
    void noLeniencyTakes(String text) {
        assertThatThrownBy(() -> read(text, BtLeniency.LOOSE)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void containersMayStandSixtyFourDeepAndNoDeeper() throws MalformedDataException {
        String allowed = nested("l", BtReader.MAX_DEPTH);

        assertThat(text(BtValue.decode(Bytes.utf8(allowed)))).isEqualTo(allowed);
        assertThatThrownBy(() -> BtValue.decode(Bytes.utf8(nested("l", BtReader.MAX_DEPTH + 1))))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> BtValue.decode(Bytes.utf8(nested("d1:a", 1_000_000))))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aReaderTellsWhereItStands() throws MalformedDataException {
        BtReader reader = BtReader.of(Bytes.utf8("d1:ai1e1:~2:xyezz"), BtLeniency.LENIENT);

        reader.beginDict();
        assertThat(reader.readKey()).isEqualTo(Bytes.utf8("a"));
        assertThat(reader.readValue().asInteger()).isEqualTo(1);
        assertThat(reader.position()).isEqualTo(7);
        assertThat(reader.readKey()).isEqualTo(Bytes.utf8("~"));
        assertThat(reader.readValue().asString()).isEqualTo(Bytes.utf8("xy"));
        assertThat(reader.hasNext()).isFalse();
        reader.end();
        assertThatThrownBy(reader::requireEnd).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void keysAreOrderedByUnsignedBytesWithTheShorterFirst() {
        TreeMap<Bytes, BtValue> entries = new TreeMap<>();
        for (byte[] key : new byte[][] {{(byte) 0x80}, {0x7f}, {0x7f, 0}, {}}) {
            entries.put(Bytes.of(key), BtList.empty());
        }

        assertThat(BtDict.of(entries).encode()).isEqualTo(bytes("d0:le1:\u007fle2:\u007f\u0000le1:\u0080lee"));
    }

    private static BtValue read(String text, BtLeniency leniency) throws MalformedDataException {
        BtReader reader = BtReader.of(Bytes.utf8(text), leniency);
        BtValue value = reader.readValue();
        reader.requireEnd();
        return value;
    }

    private static String nested(String opening, int depth) {
        return opening.repeat(depth) + "e".repeat(depth);
    }

    private static String text(BtValue value) {
        return new String(value.encode(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Provide
    Arbitrary<BtValue> values() {
        return RandomBt.values();
    }

    /** Values, some of them with a byte changed, and bytes of the letters that the encoding is made of. */
    @Provide
    Arbitrary<byte[]> nearlyCanonical() {
        Arbitrary<byte[]> letters = Arbitraries.of(
                        (byte) 'i',
                        (byte) 'l',
                        (byte) 'd',
                        (byte) 'e',
                        (byte) ':',
                        (byte) '-',
                        (byte) '0',
                        (byte) '1',
                        (byte) '2',
                        (byte) 'a')
                .array(byte[].class)
                .ofMaxSize(24);
        Arbitrary<byte[]> altered = RandomBt.values()
                .map(BtValue::encode)
                .flatMap(bytes -> Arbitraries.integers()
                        .between(0, bytes.length - 1)
                        .flatMap(index -> Arbitraries.bytes().map(change -> {
                            bytes[index] = change;
                            return bytes;
                        })));
        return Arbitraries.oneOf(letters, altered, RandomBt.values().map(BtValue::encode));
    }
}
