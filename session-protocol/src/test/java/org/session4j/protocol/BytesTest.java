package org.session4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BytesTest {

    @Property
    void aSliceIsWhatACopyOfTheRangeWouldBe(
            @ForAll byte[] content, @ForAll @IntRange(max = 300) int from, @ForAll @IntRange(max = 300) int count)
            throws Exception {
        Bytes whole = Bytes.of(content);
        int to = from + count;
        if (to > content.length) {
            assertThatThrownBy(() -> whole.slice(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
            return;
        }
        byte[] expected = Arrays.copyOfRange(content, from, to);
        Bytes copy = Bytes.of(expected);
        Bytes slice = whole.slice(from, to);

        assertThat(slice).isEqualTo(copy).hasSameHashCodeAs(copy);
        assertThat(slice.toByteArray()).isEqualTo(expected);
        assertThat(slice.toHex()).isEqualTo(Hex.format(expected));
        assertThat(slice.toBase64()).isEqualTo(copy.toBase64());
        assertThat(slice.newInputStream().readAllBytes()).isEqualTo(expected);
        assertThat(slice.slice(count / 2, count)).isEqualTo(copy.slice(count / 2, count));
        byte[] target = new byte[count + 2];
        slice.copyTo(target, 1);
        assertThat(Arrays.copyOfRange(target, 1, count + 1)).isEqualTo(expected);
        for (int i = 0; i < count; i++) {
            assertThat(slice.at(i)).isEqualTo(expected[i]);
        }
    }

    @Example
    void nothingBesideASliceCanBeRead() {
        Bytes slice = Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4).slice(1, 3);

        assertThatThrownBy(() -> slice.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.slice(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.slice(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.copyTo(1, new byte[9], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.copyTo(1, new byte[9], 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Example
    void bytesThatDifferAreNotEqual() {
        Bytes bytes = Bytes.utf8("abc");

        assertThat(bytes).isNotEqualTo(Bytes.utf8("abd")).isNotEqualTo(Bytes.utf8("ab"));
        assertThat(bytes.equals("abc")).isFalse();
        assertThat(bytes).hasToString("Bytes[3]");
    }

    @Example
    void whatIsGivenInAndOutIsCopied() {
        byte[] given = {1, 2};
        Bytes bytes = Bytes.of(given);
        given[0] = 9;
        bytes.toByteArray()[1] = 9;

        assertThat(bytes.toByteArray()).containsExactly(1, 2);
    }

    @Example
    void anArrayThatIsHandedOverIsNotCopied() {
        byte[] given = {1, 2};
        Bytes bytes = Bytes.unsafeWrap(given);
        given[0] = 9;

        assertThat(bytes.at(0)).isEqualTo((byte) 9);
        assertThat(Bytes.unsafeWrap(new byte[0])).isSameAs(Bytes.empty());
    }
}
