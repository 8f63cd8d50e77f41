package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.testkit.NodeRecord.Role;
import org.session4j.testkit.RawOnion.Layer;

/** Storage server, section 10: onion requests, and every way in which they fail. */
class OnionTableTest {

    private static final TestAccount ALICE = TestAccount.user(1);
    private static final String INFO = "{\"method\":\"info\",\"params\":{}}";
    private static final String INFO_ANSWER =
            "{\\\"hf\\\":[19,4],\\\"t\\\":1800000000000,\\\"timestamp\\\":1800000000000,\\\"version\\\":[2,8,0]}";
    private static final String XCHACHA = "xchacha20";
    private static final String GCM = "aes-gcm";

    private Scene scene;
    private List<TestNode> hops;
    private TestNode destination;

    @BeforeEach
    void start() {
        open(new Scene(ServerVersion.S28));
    }

    private void open(Scene other) {
        scene = other;
        hops = scene.network.nodes().subList(0, 3);
        destination = scene.network.node(3);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private RawHttp.Reply post(byte[] body) {
        return post(hops.get(0), body);
    }

    private static RawHttp.Reply post(TestNode guard, byte[] body) {
        try (RawHttp http = RawHttp.secure(guard.ip(), guard.httpsPort())) {
            return http.post("/onion_req/v2", body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Layer info(String encType) {
        return RawOnion.request(destination, encType, INFO, "{\"headers\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5})
    void aRequestGoesOverAnyNumberOfHops(int count) {
        for (String encType : List.of(XCHACHA, GCM)) {
            List<TestNode> path = new ArrayList<>(scene.network.nodes());
            path.remove(destination);
            path = path.subList(0, count);
            Layer inner = info(encType);
            Layer outer = RawOnion.through(path, destination, encType, inner);
            RawHttp.Reply reply = post(count == 0 ? destination : path.get(0), outer.body());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-type")).isEqualTo("text/plain");
            assertThat(inner.openBase64(reply.text())).isEqualTo("{\"body\":\"" + INFO_ANSWER + "\",\"status\":200}");
        }
    }

    @Test
    void layersMayBeOfDifferentCiphersAndWithoutATypeAreGcm() {
        Layer inner = info(GCM);
        String routing = "{\"destination\":\"" + destination.ed25519() + "\",\"ephemeral_key\":\""
                + inner.ephemeralHex() + "\"}";
        Layer exit = RawOnion.encrypt(hops.get(2), XCHACHA, RawOnion.frame(inner.ciphertext(), routing));
        Layer middle = RawOnion.relay(hops.get(1), GCM, hops.get(2), exit);
        Layer guard = RawOnion.relay(hops.get(0), XCHACHA, hops.get(1), middle);
        assertThat(inner.openBase64(post(guard.body()).text())).contains("\"status\":200");
    }

    static Stream<Arguments> options() {
        return Stream.of(
                Arguments.of("{\"headers\":null}", true, "\"" + INFO_ANSWER + "\""),
                Arguments.of("{\"headers\":{},\"json\":true}", true, INFO_ANSWER.replace("\\", "")),
                Arguments.of("{\"headers\":\"\",\"base64\":false}", false, "\"" + INFO_ANSWER + "\""),
                Arguments.of("{\"headers\":\"\",\"host\":\"x\",\"target\":\"/\"}", true, "\"" + INFO_ANSWER + "\""));
    }

    @ParameterizedTest
    @MethodSource("options")
    void theDestinationAnswersAsItIsAsked(String control, boolean base64, String body) {
        Layer inner = RawOnion.request(destination, XCHACHA, INFO, control);
        RawHttp.Reply reply =
                post(RawOnion.through(hops, destination, XCHACHA, inner).body());
        String answer = base64 ? inner.openBase64(reply.text()) : inner.open(reply.body());
        assertThat(answer).isEqualTo("{\"body\":" + body + ",\"status\":200}");
    }

    static Stream<Arguments> inner() {
        return Stream.of(
                Arguments.of("x", "{\"body\":\"invalid json\",\"status\":400}"),
                Arguments.of("{\"method\":\"x\",\"params\":{}}", "{\"body\":\"no method x\",\"status\":400}"),
                Arguments.of(
                        "{\"method\":\"retrieve\",\"params\":{\"pubkey\":\"" + ALICE.id() + "\"}}",
                        "{\"body\":\"retrieve: request signature required\",\"status\":401}"));
    }

    @ParameterizedTest
    @MethodSource("inner")
    void whatTheRequestGetsIsInsideOfTheAnswer(String request, String answer) {
        destination = scene.home(ALICE);
        hops = scene.network.nodes().stream()
                .filter(node -> node != destination)
                .limit(3)
                .toList();
        Layer inner = RawOnion.request(destination, XCHACHA, request, "{\"headers\":\"\"}");
        RawHttp.Reply reply =
                post(RawOnion.through(hops, destination, XCHACHA, inner).body());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(inner.openBase64(reply.text())).isEqualTo(answer);
    }

    @Test
    void aRedirectIsInsideOfTheAnswerToo() {
        destination = scene.stranger(ALICE);
        hops = scene.network.nodes().stream()
                .filter(node -> node != destination)
                .limit(3)
                .toList();
        Layer inner = RawOnion.request(
                destination,
                XCHACHA,
                Rpc.format(Rpc.request("retrieve", Scene.retrieve(ALICE, 0))),
                "{\"headers\":\"\"}");
        String answer = inner.openBase64(
                post(RawOnion.through(hops, destination, XCHACHA, inner).body()).text());
        assertThat(answer).endsWith("\"status\":421}").contains("\\\"snodes\\\":[{");
    }

    static Stream<Arguments> badBodies() {
        String key = "0".repeat(63) + "9";
        return Stream.of(
                Arguments.of(new byte[3], "Unexpected payload size; expected ciphertext size"),
                Arguments.of(new byte[] {9, 0, 0, 0, 1, 1}, "Unexpected payload size 2, expected >= 9"),
                Arguments.of(RawOnion.frame(new byte[40], "{"), null),
                Arguments.of(RawOnion.frame(new byte[40], "{}"), null),
                Arguments.of(RawOnion.frame(new byte[40], "{\"ephemeral_key\":\"00\"}"), null),
                Arguments.of(
                        RawOnion.frame(new byte[40], "{\"ephemeral_key\":\"" + key + "\",\"enc_type\":\"rot13\"}"),
                        null));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void theGuardRefusesWhatItCannotRead(byte[] body, String detail) {
        RawHttp.Reply reply = post(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).startsWith("Error parsing onion request: ");
        if (detail != null) {
            assertThat(reply.text()).isEqualTo("Error parsing onion request: " + detail);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aLayerThatDoesNotOpenIsRefusedInClear(int position) {
        List<TestNode> readers = new ArrayList<>(hops);
        readers.add(destination);
        // The layer at this position is for somebody else.
        Layer layer = position == 3
                ? RawOnion.request(scene.network.node(5), XCHACHA, INFO, "{\"headers\":\"\"}")
                : RawOnion.relay(scene.network.node(5), XCHACHA, readers.get(position + 1), info(XCHACHA));
        for (int i = position - 1; i >= 0; i--) {
            layer = RawOnion.relay(readers.get(i), XCHACHA, readers.get(i + 1), layer);
        }
        RawHttp.Reply reply = post(layer.body());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).isEqualTo("Invalid ciphertext");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"destination\":\"00\",\"ephemeral_key\":\"00\"}",
                "{\"host\":\"localhost\"}",
                "no json",
            })
    void aHopThatCannotReadItsLayerAnswersUnderItsOwnKey(String routing) {
        Layer exit = RawOnion.encrypt(hops.get(2), XCHACHA, RawOnion.frame(new byte[9], routing));
        RawHttp.Reply reply = post(
                RawOnion.through(hops.subList(0, 2), hops.get(2), XCHACHA, exit).body());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(exit.openBase64(reply.text())).isEqualTo("{\"body\":\"Invalid json\",\"status\":400}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"target\":\"/other/v4/lsrpc\"",
                "\"target\":\"/oxen/v4\"",
                "\"target\":\"oxen/v4/lsrpc\"",
                "\"target\":\"/oxen/v4/lsrpc?x=/lsrpc\"",
                "\"protocol\":\"ftp\",\"target\":\"/oxen/v4/lsrpc\"",
            })
    void aUrlThatIsNotAllowedIsRefusedUnderTheHopsKey(String target) {
        Layer exit = RawOnion.encrypt(
                hops.get(2), XCHACHA, RawOnion.frame(new byte[9], "{\"host\":\"localhost\"," + target + "}"));
        RawHttp.Reply reply = post(
                RawOnion.through(hops.subList(0, 2), hops.get(2), XCHACHA, exit).body());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(exit.openBase64(reply.text())).isEqualTo("{\"body\":\"Invalid url\",\"status\":400}");
    }

    @Test
    void aNodeThatNobodyKnowsIsNamed() {
        String unknown = "ab".repeat(32);
        Layer exit = RawOnion.encrypt(
                hops.get(2), XCHACHA, RawOnion.frame(new byte[9], RawOnion.routing(unknown, info(XCHACHA))));
        RawHttp.Reply reply = post(
                RawOnion.through(hops.subList(0, 2), hops.get(2), XCHACHA, exit).body());
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.text()).isEqualTo("Next node not found: " + unknown);
    }

    @Test
    void aNodeThatWasRemovedIsNotFound() {
        scene.network.remove(hops.get(1));
        RawHttp.Reply reply =
                post(RawOnion.through(hops, destination, XCHACHA, info(XCHACHA)).body());
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.text()).isEqualTo("Next node not found: " + hops.get(1).ed25519());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aNodeThatIsNotReadyIsNamedInClear(int position) {
        TestNode decommissioned = scene.network.node(position);
        scene.network.decommission(decommissioned);
        RawHttp.Reply reply =
                post(RawOnion.through(hops, destination, XCHACHA, info(XCHACHA)).body());
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).isEqualTo("Snode not ready: " + decommissioned.ed25519());
    }

    @Test
    void aGuardThatIsNotReadySaysSoItself() {
        scene.network.decommission(hops.get(0));
        RawHttp.Reply reply =
                post(RawOnion.through(hops, destination, XCHACHA, info(XCHACHA)).body());
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).isEqualTo("Service node is not ready: not in any swarm\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSilentNodeEndsInATimeOut(int position) throws Exception {
        scene.close();
        open(Scene.impatient());
        for (Fault fault : List.of(new Fault.Hanging(), new Fault.Dead(), new Fault.DroppedReply())) {
            scene.network.node(position).fault(fault);
            RawHttp.Reply reply = post(
                    RawOnion.through(hops, destination, XCHACHA, info(XCHACHA)).body());
            assertThat(reply.status()).isEqualTo(504);
            assertThat(reply.text()).isEqualTo("Request time out");
            // Whoever gives up first, the request goes on behind it.
            scene.network.awaitIdle();
            assertThat(scene.network.hits(fault.kind())).isEqualTo(1);
            scene.network.clearFaults();
        }
    }

    @Test
    void halfAReplyBetweenNodesIsAnInvalidResponse() {
        hops.get(1).fault(new Fault.HalfReply());
        RawHttp.Reply reply =
                post(RawOnion.through(hops, destination, XCHACHA, info(XCHACHA)).body());
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).isEqualTo("Invalid response from snode");
    }

    @Test
    void theHopNumberMayStartAnywhereButEndsAtFifteen() {
        Layer inner = info(XCHACHA);
        Layer outer = RawOnion.through(hops, destination, XCHACHA, inner);
        assertThat(post(withHopNumber(outer, 12)).status()).isEqualTo(200);
        assertThat(post(withHopNumber(outer, -7)).status()).isEqualTo(200);
        for (int tooMuch : new int[] {13, 15, 16}) {
            RawHttp.Reply reply = post(withHopNumber(outer, tooMuch));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text()).isEqualTo("onion request max path length exceeded");
        }
    }

    private static byte[] withHopNumber(Layer outer, int number) {
        return RawOnion.frame(
                outer.ciphertext(),
                "{\"ephemeral_key\":\"" + outer.ephemeralHex() + "\",\"enc_type\":\"xchacha20\",\"hop_no\":" + number
                        + "}");
    }

    @Test
    void theRecordsShowWhoSawWhat() {
        destination = scene.home(ALICE);
        hops = scene.network.nodes().stream()
                .filter(node -> node != destination)
                .limit(3)
                .toList();
        String request = Rpc.format(Rpc.request("store", Scene.store(ALICE, "a secret")));
        Layer inner = RawOnion.request(destination, XCHACHA, request, "{\"headers\":\"\"}");
        assertThat(post(RawOnion.through(hops, destination, XCHACHA, inner).body())
                        .status())
                .isEqualTo(200);
        assertThat(scene.network.requests()).hasSize(1);
        List<NodeRecord> seen = scene.network.requests().get(0);
        assertThat(seen)
                .extracting(NodeRecord::role)
                .containsExactly(Role.GUARD, Role.MIDDLE, Role.EXIT, Role.DESTINATION);
        assertThat(seen).extracting(NodeRecord::node).doesNotHaveDuplicates();
        assertThat(seen.get(1).peer()).isEqualTo(hops.get(0).ed25519().toString());
        for (NodeRecord entry : seen.subList(0, 3)) {
            assertThat(text(entry)).doesNotContain(ALICE.id()).doesNotContain(Scene.base64("a secret"));
        }
        assertThat(text(seen.get(3))).contains(ALICE.id()).contains(Scene.base64("a secret"));
        assertThat(hops.get(0).records()).containsExactly(seen.get(0));
    }

    @Test
    void whatComesInClearIsRecordedAsSuch() {
        assertThat(scene.ask(ALICE, "info", Rpc.params()).status()).isEqualTo(200);
        assertThat(scene.network.records()).extracting(NodeRecord::role).containsExactly(Role.CLEAR);
        assertThat(new String(scene.network.records().get(0).received().toByteArray(), StandardCharsets.UTF_8))
                .contains("info");
    }

    private static String text(NodeRecord entry) {
        return new String(entry.received().toByteArray(), StandardCharsets.ISO_8859_1)
                + new String(entry.peeled().toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
