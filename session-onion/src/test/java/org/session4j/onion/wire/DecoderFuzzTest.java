package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Whatever a decoder is fed, it returns or throws the exception that its documentation names. */
class DecoderFuzzTest {

    private static final ServiceNodeKeys KEYS = new ServiceNodeKeys(TestNode.CRYPTO);
    private static final TestNode NODE = TestNode.of(1);
    private static final LayerCipher CIPHER = cipher();

    /** Something that reads bytes. */
    private interface Decoder {
        void decode(byte[] input) throws MalformedDataException, DecryptionException;
    }

    private static final Map<String, Decoder> DECODERS = new LinkedHashMap<>();

    static {
        decoder("frame", input -> assertThat(OnionFrame.decode(input)).isNotNull());
        decoder("sealed layer", input -> assertThat(SealedLayer.decode(input)).isNotNull());
        decoder("layer", input -> assertThat(OnionLayer.decode(input, 0)).isNotNull());
        decoder("v4 frame", input -> assertThat(V4Frame.decode(input)).isNotNull());
        decoder("v4 request", input -> assertThat(V4Request.decode(input)).isNotNull());
        decoder("v4 response", input -> assertThat(V4Response.decode(input)).isNotNull());
        decoder("node answer", input -> assertThat(NodeAnswer.decode(input)).isNotNull());
        decoder(
                "sealed answer",
                input -> assertThat(NodeAnswer.open(input, CIPHER, true)).isNotNull());
        decoder(
                "active nodes",
                input -> assertThat(ActiveNodes.decode(input, KEYS)).isNotNull());
        decoder(
                "active nodes text",
                input -> assertThat(ActiveNodes.decodeBase64(text(input), KEYS)).isNotNull());
        decoder(
                "node states",
                input -> assertThat(ServiceNodeStates.decode(input, KEYS)).isNotNull());
        decoder(
                "frozen node states",
                input -> assertThat(ServiceNodeStates.decodeFrozen(input, Duration.ofDays(1), KEYS))
                        .isNotNull());
        decoder("url", input -> assertThat(ServerUrl.parse(text(input))).isNotNull());
        decoder(
                "cipher name",
                input -> assertThat(OnionCipher.parse(text(input))).isNotNull());
    }

    private static void decoder(String name, Decoder decoder) {
        DECODERS.put(name, decoder);
    }

    /** One good input for each decoder, to be broken. */
    private static final List<byte[]> GOOD = List.of(
            new SealedLayer(NODE.node().x25519(), OnionCipher.XCHACHA20, 3, Bytes.utf8("ciphertext")).encode(),
            OnionFrame.encode(utf8("request"), "{\"headers\":\"\",\"json\":true,\"base64\":false}"),
            OnionFrame.encode(
                    utf8("x"),
                    "{\"destination\":\"" + NODE.node().ed25519() + "\",\"ephemeral_key\":\""
                            + NODE.node().x25519() + "\",\"enc_type\":\"gcm\",\"hop_no\":1}"),
            OnionFrame.encode(
                    utf8("x"),
                    "{\"host\":\"example.org\",\"target\":\"/oxen/v4/lsrpc\",\"port\":80,\"protocol\":\"http\"}"),
            new V4Request("POST", "/room/x", Map.of("X-Header", "value"), Bytes.utf8("body")).encode(),
            V4Response.encode(new OnionAnswer(200, Map.of("content-type", "a/b"), Bytes.utf8("body"))),
            NodeAnswer.encode(200, "{\"t\":1700000000000,\"messages\":[]}"),
            NodeAnswer.encodeEmbedded(200, "{\"t\":1.5e300,\"a\":[null,true,{}]}"),
            NodeAnswer.seal(NodeAnswer.encode(200, "text"), CIPHER, TestNode.seeded(1), true),
            ActiveNodes.encode(List.of(NODE.node())),
            utf8(ActiveNodes.encodeBase64(List.of(NODE.node()))),
            utf8(states(NODE.node())),
            utf8("https://example.org:8443/path?query"),
            utf8("xchacha20-poly1305"));

    @Property
    void randomBytes(@ForAll byte[] input) {
        feedAll(input);
    }

    @Property
    void textThatLooksLikeTheRealThing(@ForAll("pieces") String input) {
        feedAll(utf8(input));
        feedAll(OnionFrame.encode(new byte[0], input));
        feedAll(new V4Frame(input, null).encode());
    }

    @Property
    void goodInputWithChangedBits(@ForAll("broken") byte[] input) {
        feedAll(input);
    }

    @Property
    void goodInputCutShortOrLengthened(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] good = GOOD.get(random.nextInt(GOOD.size()));
        feedAll(Arrays.copyOf(good, random.nextInt(good.length + 20)));
    }

    @Property(tries = 20)
    void nestingAndNumbersWithoutEnd(@ForAll long seed) {
        int size = 1000 + new Random(seed).nextInt(100_000);
        for (String start : List.of("{\"a\":", "[", "{\"result\":[")) {
            feedAll(utf8(start.repeat(size)));
        }
        feedAll(utf8("{\"status\":" + "9".repeat(size) + "}"));
        feedAll(utf8("{\"body\":\"\",\"status\":1e" + "9".repeat(size % 60) + "}"));
        feedAll(utf8("{\"status\":200,\"" + "k".repeat(size) + "\":1}"));
        feedAll(utf8("l" + "9".repeat(size) + ":"));
        feedAll(utf8("l" + "0:".repeat(size) + "e"));
        feedAll(utf8("https://" + "a.".repeat(size) + ":" + "1".repeat(size)));
        feedAll(new byte[size]);
    }

    @Property
    void errorBodiesOfAnyKind(@ForAll String body, @ForAll("statuses") int status, @ForAll("prefixes") String prefix) {
        Ed25519PublicKey key = NODE.node().ed25519();
        for (List<Ed25519PublicKey> path : List.of(List.<Ed25519PublicKey>of(), List.of(key))) {
            PathError error = PathError.classify(status, prefix + body, path, null);
            assertThat(error.reason()).isNotNull();
            assertThat(error.offender()).isIn(null, key);
        }
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.of(400, 406, 413, 421, 425, 429, 500, 502, 503, 504, 0, -1, 999);
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of(
                "",
                "Next node not found: ",
                "Next node is currently unreachable: ",
                "Snode not ready: ",
                "Request time out");
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"",
                        "\\",
                        "\"headers\"",
                        "\"host\"",
                        "\"result\"",
                        "\"body\"",
                        "\"status\"",
                        "\"code\"",
                        "\"service_node_states\"",
                        "\"swarm_id\"",
                        "200",
                        "-1",
                        "1e999",
                        "null",
                        "true",
                        "18446744073709551615",
                        "18446744073709551616",
                        "\u00e4",
                        "\ufffd",
                        "\u0000",
                        " ",
                        "l",
                        "e",
                        "1:",
                        "99:",
                        "\"enc_type\"",
                        "\"xchacha20\"",
                        "\"port\"",
                        "https://",
                        "a.bc",
                        "/",
                        "AAAA",
                        "=")
                .list()
                .ofMaxSize(30)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<byte[]> broken() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, GOOD.size() - 1),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.longs())
                .as((which, flips, seed) -> {
                    byte[] input = GOOD.get(which).clone();
                    Random random = new Random(seed);
                    for (int i = 0; i < flips; i++) {
                        input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    return input;
                });
    }

    private static void feedAll(byte[] input) {
        for (Map.Entry<String, Decoder> decoder : DECODERS.entrySet()) {
            byte[] copy = input.clone();
            try {
                decoder.getValue().decode(copy);
            } catch (MalformedDataException | DecryptionException e) {
                assertThat(e.getMessage()).as(decoder.getKey()).isNotEmpty();
            }
            assertThat(copy).as("%s leaves its input alone", decoder.getKey()).isEqualTo(input);
        }
    }

    private static LayerCipher cipher() {
        try {
            byte[] secret = new byte[32];
            secret[0] = 8;
            return LayerCipher.forClient(
                    TestNode.CRYPTO,
                    OnionCipher.XCHACHA20,
                    secret,
                    X25519PublicKey.of(TestNode.CRYPTO.x25519Base(secret)),
                    NODE.node().x25519());
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    static String states(ServiceNode node) {
        return "{\"result\":{\"height\":10,\"service_node_states\":[{\"pubkey_ed25519\":\"" + node.ed25519()
                + "\",\"pubkey_x25519\":\"" + node.x25519() + "\",\"public_ip\":\"" + node.ip()
                + "\",\"storage_port\":22021,\"storage_lmq_port\":22020,\"swarm_id\":18446744073709551614,"
                + "\"storage_server_version\":[2,8,0],\"requested_unlock_height\":0}]}}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Property(tries = 200)
    void base64OfAnythingIsALayerThatDoesNotOpen(@ForAll byte[] input) {
        feedAll(Base64.getEncoder().encode(input));
    }
}
