package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** What a node makes of the JSON of a layer, in the order in which nodes look at it. */
class OnionLayerTest {

    private static final String KEY = "11".repeat(32);

    private static OnionLayer decode(String json) throws MalformedDataException {
        return OnionLayer.decode(OnionFrame.encode(new byte[] {1, 2}, json.replace("KEY", KEY)), 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"headers\":\"\"} | false | true",
                "{\"headers\":null,\"host\":\"ignored\"} | false | true",
                "{\"body\":null,\"headers\":{\"Content-Type\":\"application/json\"}} | false | true",
                "{\"base64\":false,\"headers\":\"\",\"json\":true} | true | false"
            })
    void headersMeanThatTheNodeIsTheDestination(String json, boolean embed, boolean base64) throws Exception {
        assertThat(decode(json)).isEqualTo(new OnionLayer.ForThisNode(Bytes.of((byte) 1, (byte) 2), embed, base64));
    }

    @Test
    void aHostMeansAServerAndItsDefaultsAreHttpsOnPort443() throws Exception {
        OnionLayer layer = decode("{\"host\":\"example.org\",\"target\":\"/loki/v3/lsrpc\",\"destination\":\"x\"}");
        assertThat(layer).isInstanceOfSatisfying(OnionLayer.ForServer.class, server -> {
            assertThat(server.server()).isEqualTo(new ServerTarget("https", "example.org", 443, "/loki/v3/lsrpc"));
            assertThat(server.server().url()).isEqualTo("https://example.org/loki/v3/lsrpc");
            assertThat(server.post().at(0)).isEqualTo((byte) 2);
        });
    }

    @Test
    void aDestinationMeansTheNextNodeWithAesGcmUnlessSaidOtherwise() throws Exception {
        assertThat(decode("{\"destination\":\"KEY\",\"ephemeral_key\":\"KEY\"}"))
                .isInstanceOfSatisfying(OnionLayer.ForNode.class, next -> {
                    assertThat(next.next().toString()).isEqualTo(KEY);
                    assertThat(next.layer().cipher()).isEqualTo(OnionCipher.AES_GCM);
                    assertThat(next.layer().hopNumber()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"destination\":\"KEY\"}",
                "{\"ephemeral_key\":\"KEY\"}",
                "{\"destination\":\"KEY00\",\"ephemeral_key\":\"KEY\"}",
                "{\"destination\":\"KEY\",\"ephemeral_key\":7}",
                "{\"destination\":\"KEY\",\"ephemeral_key\":\"KEY\",\"enc_type\":\"rot13\"}",
                "{\"destination\":\"KEY\",\"ephemeral_key\":\"KEY\",\"enc_type\":null}",
                "{\"host\":\"example.org\"}",
                "{\"host\":7,\"target\":\"/oxen/v4/lsrpc\"}",
                "{\"host\":\"a\",\"target\":\"/oxen/v4/lsrpc\",\"port\":65536}",
                "{\"host\":\"a\",\"target\":\"/oxen/v4/lsrpc\",\"port\":\"80\"}",
                "{\"host\":\"a\",\"target\":\"/oxen/v4/lsrpc\",\"port\":1.5}",
                "{\"headers\":\"\",\"json\":1}",
                "{\"headers\":\"\",\"base64\":\"true\"}",
                "[]",
                "{\"headers\":\"\"} {}",
                ""
            })
    void otherJsonIsRefused(String json) {
        assertThatThrownBy(() -> decode(json)).isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http, /oxen/v4/lsrpc, true",
        "https, /loki/v3/lsrpc, true",
        "ftp, /oxen/v4/lsrpc, false",
        "https, oxen/v4/lsrpc, false",
        "https, /oxen/v4/other, false",
        "https, /files/lsrpc, false",
        "https, /oxen/v4/lsrpc?x=/lsrpc, false"
    })
    void nodesPostToOnionEndpointsOnly(String protocol, String target, boolean allowed) {
        assertThat(new ServerTarget(protocol, "example.org", 443, target).isAllowed())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1\"", "99999999999", "null"})
    void aHopNumberThatIsNoneIsRefused(String number) {
        byte[] body = OnionFrame.encode(new byte[0], "{\"ephemeral_key\":\"" + KEY + "\",\"hop_no\":" + number + "}");
        assertThatThrownBy(() -> SealedLayer.decode(body)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aNegativeHopNumberCountsAsNone() throws Exception {
        byte[] body = OnionFrame.encode(new byte[0], "{\"ephemeral_key\":\"" + KEY + "\",\"hop_no\":-3}");
        assertThat(SealedLayer.decode(body).hopNumber()).isZero();
    }

    @Test
    void textInFramesIsStrictUtf8() {
        byte[] frame = OnionFrame.encode(new byte[0], "{\"headers\":\"?\"}");
        frame[frame.length - 3] = (byte) 0xff;
        assertThatThrownBy(() -> OnionFrame.decode(frame)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aReplacementCharacterThatWasSentIsFine() throws Exception {
        String json = "{\"headers\":\"\ufffd\"}";
        assertThat(OnionFrame.decode(OnionFrame.encode(new byte[0], json)).json())
                .isEqualTo(json);
    }
}
