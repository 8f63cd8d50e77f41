package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.testkit.Rpc.params;
import static org.session4j.testkit.Rpc.request;
import static org.session4j.testkit.Rpc.with;
import static org.session4j.testkit.Scene.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;

/** Storage server, sections 7.11 to 7.16 and 8: what any node answers, and requests of requests. */
class NodeTableTest {

    private static final TestAccount ALICE = TestAccount.user(1);
    private static final String INFO =
            "{\"hf\":[19,4],\"t\":1800000000000,\"timestamp\":1800000000000,\"version\":[2,8,0]}";

    private Scene scene;

    @BeforeEach
    void start() {
        scene = new Scene(ServerVersion.S28);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void anyNodeNamesTheSwarmOfAnyAccount() {
        for (String method : new String[] {"get_swarm", "get_snodes_for_pubkey"}) {
            JsonNode swarm = Rpc.ask(scene.stranger(ALICE), method, params("pubKey", ALICE.id()))
                    .json();
            assertThat(Rpc.names(swarm)).containsExactly("hf", "snodes", "swarm", "t");
            for (int i = 0; i < 3; i++) {
                TestNode node = scene.swarmOf(ALICE).get(i);
                JsonNode one = swarm.path("snodes").path(i);
                assertThat(Rpc.names(one))
                        .containsExactly(
                                "address",
                                "ip",
                                "port",
                                "port_https",
                                "port_omq",
                                "port_quic",
                                "pubkey_ed25519",
                                "pubkey_legacy",
                                "pubkey_x25519");
                assertThat(one.path("address").asText()).matches("[ybndrfg8ejkmcpqxot1uwisza345h769]{52}\\.snode");
                assertThat(one.path("ip").asText()).isEqualTo(node.ip());
                assertThat(one.path("port").toString()).isEqualTo("\"" + node.httpsPort() + "\"");
                assertThat(one.path("port_https").asInt()).isEqualTo(node.httpsPort());
                assertThat(one.path("pubkey_ed25519").asText())
                        .isEqualTo(node.ed25519().toString());
                assertThat(one.path("pubkey_x25519").asText())
                        .isEqualTo(node.x25519().toString());
            }
        }
    }

    /** The rule of section 8, done here with plain numbers: the nearest swarm, the lower one in a tie. */
    @Test
    void accountsAreSpreadAsTheRuleSays() {
        List<BigInteger> swarms = scene.network.swarms().stream()
                .map(id -> new BigInteger(Long.toUnsignedString(id)))
                .toList();
        BigInteger ring = BigInteger.ONE.shiftLeft(64);
        for (int i = 0; i < 200; i++) {
            TestAccount account = TestAccount.user(i);
            ByteBuffer key = ByteBuffer.wrap(account.bytes(), 1, 32);
            long xor = 0;
            while (key.hasRemaining()) {
                xor ^= key.getLong();
            }
            BigInteger position = new BigInteger(Long.toUnsignedString(xor));
            BigInteger nearest = Collections.min(
                    swarms,
                    java.util.Comparator.comparing(id -> id.subtract(position)
                            .mod(ring)
                            .min(position.subtract(id).mod(ring))));
            assertThat(new BigInteger(Long.toUnsignedString(scene.home(account).swarm())))
                    .isEqualTo(nearest);
        }
    }

    @Test
    void theDaemonListsTheNodesWithTheFieldsAskedFor() {
        scene.network.decommission(scene.network.node(5));
        Map<String, Object> fields = params("public_ip", true, "swarm_id", true, "height", true, "storage_port", false);
        for (Object asked : new Object[] {fields, List.of("public_ip", "swarm_id", "height")}) {
            JsonNode answer = Rpc.ask(
                            scene.network.node(0),
                            "oxend_request",
                            params(
                                    "endpoint",
                                    "get_service_nodes",
                                    "params",
                                    params("active_only", true, "fields", asked)))
                    .json();
            assertThat(Rpc.names(answer)).containsExactly("hf", "result", "t");
            JsonNode result = answer.path("result");
            assertThat(Rpc.names(result)).containsExactly("height", "service_node_states", "status");
            assertThat(result.path("service_node_states")).hasSize(5);
            JsonNode first = result.path("service_node_states").path(0);
            assertThat(first.toString())
                    .isEqualTo("{\"public_ip\":\"" + scene.network.node(0).ip() + "\",\"swarm_id\":"
                            + Long.toUnsignedString(scene.network.node(0).swarm()) + "}");
        }
    }

    @Test
    void aDaemonThatRefusesOrBabblesIsReported() {
        Map<String, Object> request = params("endpoint", "get_service_nodes", "params", params());
        scene.network.daemon(TestNetwork.DaemonState.REFUSING);
        Rpc.Answer refused = Rpc.ask(scene.network.node(0), "oxend_request", request);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).isEqualTo("Unknown oxend error");
        scene.network.daemon(TestNetwork.DaemonState.UNPARSABLE);
        Rpc.Answer babble = Rpc.ask(scene.network.node(0), "oxend_request", request);
        assertThat(babble.status()).isEqualTo(502);
        assertThat(babble.text()).isEqualTo("oxend returned unparsable data");
    }

    @Test
    void aNameLeadsToItsEncryptedAccount() throws Exception {
        SessionId account = SessionId.parse(ALICE.id());
        scene.network.registerName("Alice", account);
        byte[] name = "alice".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        org.bouncycastle.crypto.digests.Blake2bDigest digest = new org.bouncycastle.crypto.digests.Blake2bDigest(256);
        digest.update(name, 0, name.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        String known = Base64.getEncoder().encodeToString(hash);
        JsonNode result = resolve(known);
        assertThat(result.path("nonce").asText()).hasSize(48);
        assertThat(result.path("encrypted_value").asText()).hasSize(2 * (33 + 16));
        scene.network.node(1).registerName("ALICE", SessionId.of(IdKind.STANDARD, new byte[32]));
        assertThat(resolve(known)).isEqualTo(result);
        assertThat(Rpc.ask(
                                scene.network.node(1),
                                "oxend_request",
                                params("endpoint", "ons_resolve", "params", params("name_hash", known, "type", 0)))
                        .json()
                        .path("result")
                        .path("encrypted_value")
                        .asText())
                .hasSize(2 * (33 + 16))
                .isNotEqualTo(result.path("encrypted_value").asText());
        assertThat(resolve(Base64.getEncoder().encodeToString(new byte[32]))).isEmpty();
        assertThat(Rpc.ask(
                                scene.network.node(0),
                                "oxend_request",
                                params("endpoint", "ons_resolve", "params", params("type", 0)))
                        .status())
                .isEqualTo(400);
    }

    private JsonNode resolve(String hash) {
        return Rpc.ask(
                        scene.network.node(0),
                        "oxend_request",
                        params("endpoint", "ons_resolve", "params", params("name_hash", hash, "type", 0)))
                .json()
                .path("result");
    }

    @Test
    void activeNodesAreListedInFiftyOneBytesEach() throws Exception {
        scene.network.decommission(scene.network.node(5));
        try (RawHttp http =
                RawHttp.secure(scene.network.node(0).ip(), scene.network.node(0).httpsPort())) {
            RawHttp.Reply reply = http.post("/storage_rpc/v1", "{\"method\":\"active_nodes_bin\",\"params\":{}}");
            assertThat(reply.header("content-type")).isEqualTo("application/octet-stream");
            assertThat(reply.body()).hasSize(5 * 51);
            ByteBuffer first = ByteBuffer.wrap(reply.body());
            TestNode node = scene.network.node(0);
            byte[] key = new byte[32];
            first.get(key);
            assertThat(key).isEqualTo(node.ed25519().toByteArray());
            assertThat(first.getLong()).isEqualTo(node.swarm());
            assertThat(first.getInt())
                    .isEqualTo(ByteBuffer.wrap(
                                    java.net.InetAddress.getByName(node.ip()).getAddress())
                            .getInt());
            assertThat(first.getShort() & 0xffff).isEqualTo(node.httpsPort());
            assertThat(first.getShort() & 0xffff).isEqualTo(node.httpsPort() - 1);
            assertThat(new byte[] {first.get(), first.get(), first.get()}).containsExactly(2, 8, 0);
        }
    }

    @Test
    void aNodeMayBeTooOldForActiveNodes() {
        scene.close();
        scene = new Scene(TestNetwork.builder().activeNodesBin(index -> index != 1));
        assertThat(Rpc.ask(scene.network.node(0), "active_nodes_bin", params()).status())
                .isEqualTo(200);
        Rpc.Answer old = Rpc.ask(scene.network.node(1), "active_nodes_bin", params());
        assertThat(old.status()).isEqualTo(400);
        assertThat(old.text()).isEqualTo("no method active_nodes_bin");
    }

    static Stream<Row> batches() {
        Map<String, Object> info = request("info", params());
        String batch = "Invalid batch request: ";
        return Stream.of("batch", "sequence")
                .flatMap(method -> Stream.of(
                        Row.invalid(method + " of nothing", method, params(), batch + "no valid \"requests\" field"),
                        Row.invalid(
                                method + " no array",
                                method,
                                params("requests", info),
                                batch + "no valid \"requests\" field"),
                        Row.invalid(
                                method + " empty",
                                method,
                                params("requests", List.of()),
                                batch + "no valid \"requests\" field"),
                        Row.invalid(
                                method + " too long",
                                method,
                                params("requests", Collections.nCopies(21, info)),
                                batch + "subrequest limit exceeded"),
                        Row.invalid(
                                method + " of no objects",
                                method,
                                params("requests", List.of(1)),
                                batch + "requests must be objects"),
                        Row.invalid(
                                method + " without params",
                                method,
                                params("requests", List.of(params("method", "info"))),
                                batch + "subrequests must have method/params keys"),
                        Row.invalid(
                                method + " unknown",
                                method,
                                params("requests", List.of(request("x", params()))),
                                "Invalid batch subrequest: invalid method \"x\""),
                        Row.invalid(
                                method + " of batches",
                                method,
                                params("requests", List.of(request("batch", params()))),
                                "Invalid batch subrequest: subrequests may not contain meta-requests"),
                        Row.invalid(
                                method + " with a bad part",
                                method,
                                params("requests", List.of(info, request("get_swarm", params()))),
                                "Required field 'pubkey' or 'pubKey' missing")));
    }

    static Stream<Row> conditions() {
        Map<String, Object> info = request("info", params());
        Map<String, Object> when = params("if", params("height_before", 1), "then", info);
        String ifelse = "Invalid ifelse request: ";
        return Stream.of(
                Row.invalid("no if", "ifelse", params("then", info), ifelse + "no valid \"if\" field"),
                Row.invalid(
                        "empty if",
                        "ifelse",
                        with(when, "if", params()),
                        ifelse + "must specify at least one \"if\" condition"),
                Row.invalid(
                        "no branch",
                        "ifelse",
                        params("if", params("height_before", 1)),
                        ifelse + "at least one of \"then\"/\"else\" required"),
                Row.invalid("then no object", "ifelse", with(when, "then", 1), ifelse + "then must be an object"),
                Row.invalid("else no object", "ifelse", with(when, "else", "x"), ifelse + "else must be an object"),
                Row.invalid(
                        "else without params",
                        "ifelse",
                        with(when, "else", params("method", "info")),
                        ifelse + "else must have method/params keys"),
                Row.invalid(
                        "then unknown",
                        "ifelse",
                        with(when, "then", request("x", params())),
                        "Invalid ifelse request method \"then\""));
    }

    @ParameterizedTest
    @MethodSource({"batches", "conditions"})
    void aRequestOfRequestsIsRefused(Row row) {
        Rpc.Answer answer = scene.ask(ALICE, row.method(), row.params());
        assertThat(answer.text()).isEqualTo(row.text());
        assertThat(answer.status()).isEqualTo(row.status());
    }

    @Test
    void aBatchRunsAllPartsAndASequenceStopsBehindTheFirstThatFails() {
        List<Object> parts = List.of(
                request("info", params()),
                request("retrieve", params("pubkey", ALICE.id())),
                request("info", params()));
        assertThat(scene.ask(ALICE, "batch", params("requests", parts)).text())
                .isEqualTo("{\"results\":[{\"body\":" + INFO + ",\"code\":200},"
                        + "{\"body\":\"retrieve: request signature required\",\"code\":401},"
                        + "{\"body\":" + INFO + ",\"code\":200}]}");
        assertThat(scene.ask(ALICE, "sequence", params("requests", parts)).text())
                .isEqualTo("{\"results\":[{\"body\":" + INFO + ",\"code\":200},"
                        + "{\"body\":\"retrieve: request signature required\",\"code\":401}]}");
    }

    @Test
    void aPartForAnotherSwarmCarriesItsOwnRedirect() {
        List<Object> parts =
                List.of(request("retrieve", Scene.retrieve(ALICE, 0)), request("active_nodes_bin", params()));
        Rpc.Answer answer = Rpc.ask(scene.stranger(ALICE), "batch", params("requests", parts));
        assertThat(answer.status()).isEqualTo(200);
        JsonNode results = answer.json().path("results");
        assertThat(results.path(0).path("code").asInt()).isEqualTo(421);
        assertThat(results.path(0).path("body").path("snodes")).hasSize(3);
        assertThat(Base64.getDecoder().decode(results.path(1).path("body").asText()))
                .as("bytes are base64 inside of JSON")
                .hasSize(6 * 51);
    }

    @Test
    void aConditionChoosesTheBranch() {
        Map<String, Object> info = request("info", params());
        String head = "\"height\":1500000,\"hf\":[19,4],";
        assertThat(ifelse(params("hf_at_least", List.of(19, 4)), info))
                .isEqualTo("{\"condition\":true," + head + "\"result\":{\"body\":" + INFO
                        + ",\"code\":200},\"v\":[2,8,0]}");
        assertThat(ifelse(params("hf_before", List.of(19, 4)), info))
                .isEqualTo("{\"condition\":false," + head + "\"v\":[2,8,0]}");
        assertThat(ifelse(
                        params("height_at_least", 1_500_000, "height_before", 1_500_001, "v_before", List.of(3)), info))
                .startsWith("{\"condition\":true");
        assertThat(ifelse(params("v_at_least", List.of(2, 8, 0, 9), "v_before", List.of(2, 8)), info))
                .as("missing elements are 0, further ones ignored")
                .startsWith("{\"condition\":false");
        assertThat(ifelse(params("v_at_least", List.of(2, 8, 1)), info)).startsWith("{\"condition\":false");
    }

    @Test
    void aBranchMayBeABatch() {
        Map<String, Object> batch = request("batch", params("requests", List.of(request("info", params()))));
        assertThat(ifelse(params("height_before", 2_000_000), batch))
                .contains("\"result\":{\"body\":{\"results\":[{\"body\":" + INFO + ",\"code\":200}]},\"code\":200}");
    }

    private String ifelse(Map<String, Object> condition, Map<String, Object> then) {
        return scene.ask(ALICE, "ifelse", params("if", condition, "then", then)).text();
    }

    @Test
    void theSeedListsTheNodesUnderItsThreeMethodNames() throws Exception {
        for (String method : List.of("get_n_service_nodes", "get_service_nodes", "get_all_service_nodes")) {
            try (RawHttp http =
                    RawHttp.plain("127.0.0.1", scene.network.seedUri().getPort())) {
                RawHttp.Reply reply = http.post(
                        "/json_rpc",
                        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method
                                + "\",\"params\":{\"active_only\":true,\"fields\":[\"pubkey_ed25519\"]}}");
                assertThat(reply.header("content-type")).isEqualTo("application/json");
                JsonNode json = Rpc.parse(reply.text());
                assertThat(json.path("id").asInt()).isEqualTo(7);
                assertThat(json.path("result").path("service_node_states")).hasSize(6);
                assertThat(json.path("result")
                                .path("service_node_states")
                                .path(3)
                                .toString())
                        .isEqualTo(
                                "{\"pubkey_ed25519\":\"" + scene.network.node(3).ed25519() + "\"}");
            }
        }
        try (RawHttp http =
                RawHttp.secure("127.0.0.1", scene.network.secureSeedUri().getPort())) {
            assertThat(http.post("/json_rpc", "{\"method\":\"get_info\"}").text())
                    .contains("Method not found");
            assertThat(http.post("/json_rpc", "{").text()).contains("Parse error");
            assertThat(http.post("/", "{").status()).isEqualTo(404);
        }
    }

    @Test
    void timeIsWhatTheNodesTakeForIt() {
        scene.clock.advance(java.time.Duration.ofSeconds(90));
        assertThat(Rpc.ask(scene.network.node(0), "info", params())
                        .json()
                        .path("t")
                        .asLong())
                .isEqualTo(NOW + 90_000);
    }
}
