package org.session4j.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FormatDetectionTest {

    @Test
    void nothingIsOfNoFormat() {
        assertThat(FormatDetection.detect(new byte[0])).isEqualTo(FormatDetection.BAD_FORMAT);
    }

    @Test
    void whatDoesNotBeginWithZeroIsV1() {
        assertThat(FormatDetection.detect(new byte[] {8})).isEqualTo(FormatDetection.V1);
    }

    @Test
    void aVersionToComeIsToldFromABrokenMessage() {
        assertThat(FormatDetection.detect(new byte[] {0})).isEqualTo(FormatDetection.UNKNOWN_VERSION);
        assertThat(FormatDetection.detect(new byte[] {0, 1})).isEqualTo(FormatDetection.UNKNOWN_VERSION);
        assertThat(FormatDetection.detect(new byte[] {0, 3, 0})).isEqualTo(FormatDetection.UNKNOWN_VERSION);
    }

    @Test
    void v2HasALeastLength() {
        byte[] shortest = Arrays.copyOf(new byte[] {0, 2}, 1536);

        assertThat(FormatDetection.detect(shortest)).isEqualTo(FormatDetection.V2);
        assertThat(FormatDetection.detect(Arrays.copyOf(shortest, 1535))).isEqualTo(FormatDetection.BAD_FORMAT);
    }

    @Property
    void anyBytesAreOfSomeFormat(@ForAll byte[] bytes) {
        assertThat(FormatDetection.detect(bytes)).isNotNull();
    }
}
