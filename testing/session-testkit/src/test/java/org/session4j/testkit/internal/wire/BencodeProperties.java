package org.session4j.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.session4j.protocol.MalformedDataException;

class BencodeProperties {

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property
    void damagedMessagesAreReadOrRefused(@ForAll String text, @ForAll long number, @ForAll int position) {
        byte[] good = Bencode.encode(message(text, number));
        good[Math.floorMod(position, good.length)] ^= (byte) (1 << Math.floorMod(position, 8));
        readOrRefuse(good);
        readOrRefuse(java.util.Arrays.copyOf(good, Math.floorMod(position, good.length)));
    }

    @Property
    void whatWasWrittenIsRead(@ForAll String text, @ForAll long number) throws MalformedDataException {
        String clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        ObjectNode message = message(clean, number);
        assertThat(Json.format(Bencode.texts(Bencode.decode(Bencode.encode(message)))))
                .isEqualTo(Json.format(message));
    }

    @Example
    void nestingAndLengthsAreBounded() {
        for (String bad :
                new String[] {"l".repeat(5000), "99999999999:x", "i99999999999999999999e", "-1:", "d1:ae", "i1e1"}) {
            assertThatThrownBy(() -> Bencode.decode(bad.getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    private static ObjectNode message(String text, long number) {
        ObjectNode message = Json.object();
        message.put("number", number);
        message.putArray("texts").add(text).add("");
        message.putObject("empty");
        return message;
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(Bencode.decode(bytes)).isNotNull();
        } catch (MalformedDataException refused) {
            assertThat(refused).hasMessageStartingWith("bencode: ");
        }
    }
}
