package org.session4j.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MessagePaddingTest {

    @Test
    void aZeroByteAlwaysFollowsTheMark() {
        int[][] lengths = {{0, 160}, {158, 160}, {159, 320}, {160, 320}, {318, 320}, {319, 480}};

        for (int[] length : lengths) {
            assertThat(MessagePadding.pad(new byte[length[0]])).hasSize(length[1]);
        }
    }

    @Property
    void whatWasPaddedIsUnpadded(@ForAll byte[] message) {
        byte[] padded = MessagePadding.pad(message);

        assertThat(padded.length % 160).isZero();
        assertThat(MessagePadding.unpad(padded)).isEqualTo(message);
    }

    @Test
    void onlyOneMarkIsTakenOff() {
        assertThat(MessagePadding.unpad(new byte[] {1, (byte) 0x80, (byte) 0x80, 0}))
                .containsExactly(1, 0x80);
    }

    @Test
    void aMessageWithoutAMarkOnlyLosesItsZeros() {
        assertThat(MessagePadding.unpad(new byte[] {'h', 'i', 0, 0})).containsExactly('h', 'i');
    }

    @Test
    void nothingButZerosIsAnEmptyMessage() {
        assertThat(MessagePadding.unpad(new byte[160])).isEmpty();
    }
}
