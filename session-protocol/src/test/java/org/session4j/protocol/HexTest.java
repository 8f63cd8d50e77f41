package org.session4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HexTest {

    @Property
    void whatIsFormattedIsReadBack(@ForAll byte[] bytes) throws Exception {
        assertThat(Hex.parse(Hex.format(bytes))).isEqualTo(bytes);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(Hex.format(Hex.parse(text))).isEqualToIgnoringCase(text);
        } catch (MalformedDataException expected) {
            assertThat(text).doesNotMatch("([0-9a-fA-F]{2})*");
        }
    }

    @Test
    void digitsOfOtherScriptsAreRefused() {
        assertThatThrownBy(() -> Hex.parse("٠٠")).isInstanceOf(MalformedDataException.class);
    }
}
