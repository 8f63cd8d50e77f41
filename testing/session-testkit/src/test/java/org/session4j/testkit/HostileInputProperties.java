package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a client sends, a node answers with a status and never with {@code request failed}. */
class HostileInputProperties {

    private static final TestAccount ALICE = TestAccount.user(1);
    private static final List<String> METHODS = List.of(
            "store",
            "retrieve",
            "delete",
            "delete_all",
            "delete_before",
            "expire",
            "expire_all",
            "get_expiries",
            "revoke_subaccount",
            "unrevoke_subaccount",
            "get_swarm",
            "info",
            "oxend_request",
            "active_nodes_bin",
            "batch",
            "sequence",
            "ifelse");
    private static final List<String> NAMES = List.of(
            "pubkey",
            "timestamp",
            "ttl",
            "expiry",
            "data",
            "namespace",
            "signature",
            "pubkey_ed25519",
            "subaccount",
            "subaccount_sig",
            "sig_timestamp",
            "messages",
            "last_hash",
            "max_count",
            "max_size",
            "before",
            "required",
            "shorten",
            "extend",
            "revoke",
            "unrevoke",
            "endpoint",
            "params",
            "requests",
            "if",
            "then",
            "else");

    private static Scene scene;
    private static RawHttp http;

    @BeforeContainer
    static void start() throws IOException {
        // Far below the rate limit of clients, which the clock that stands still would never lift.
        scene = new Scene(TestNetwork.builder());
        http = RawHttp.secure(scene.home(ALICE).ip(), scene.home(ALICE).httpsPort());
    }

    @AfterContainer
    static void stop() throws IOException {
        http.close();
        scene.close();
    }

    private static RawHttp.Reply post(String path, byte[] body) throws IOException {
        scene.clock.advance(java.time.Duration.ofMillis(10));
        return http.post(path, body);
    }

    @Property
    void anyBytesAreAnsweredByTheRpc(@ForAll @Size(max = 300) byte[] body) throws IOException {
        assertThat(post("/storage_rpc/v1", body).status()).isEqualTo(400);
    }

    @Property
    void anyBytesAreAnsweredByTheOnion(@ForAll @Size(max = 300) byte[] body) throws IOException {
        assertThat(post("/onion_req/v2", body).status()).isEqualTo(400);
    }

    @Property
    void anyLayerIsAnswered(@ForAll @Size(max = 300) byte[] plaintext) throws IOException {
        RawOnion.Layer layer = RawOnion.encrypt(scene.home(ALICE), "xchacha20", plaintext);
        RawHttp.Reply reply = post("/onion_req/v2", layer.body());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(layer.openBase64(reply.text())).isEqualTo("{\"body\":\"Invalid json\",\"status\":400}");
    }

    @Property
    void anyParametersAreAnswered(@ForAll("methods") String method, @ForAll("parameters") Map<String, Object> params)
            throws IOException {
        byte[] body = Rpc.format(Rpc.request(method, params)).getBytes(StandardCharsets.UTF_8);
        assertThat(post("/storage_rpc/v1", body).status()).isBetween(200, 499);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of(METHODS);
    }

    @Provide
    Arbitrary<Map<String, Object>> parameters() {
        Arbitrary<Object> values = Arbitraries.of(
                ALICE.id(),
                ALICE.ed25519(),
                Scene.NOW,
                Scene.DAY,
                -1L,
                0,
                2,
                "all",
                true,
                1.5,
                "",
                "A".repeat(43),
                "A".repeat(86),
                "0".repeat(72),
                List.of(),
                List.of("A".repeat(43)),
                List.of(1, 2, 3, 4),
                Map.of(),
                Map.of("height_before", 1),
                Map.of("method", "info", "params", Map.of()),
                List.of(Map.of("method", "info", "params", Map.of())),
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                "ons_resolve");
        return Arbitraries.maps(Arbitraries.of(NAMES), values).ofMaxSize(8).map(params -> {
            params.putIfAbsent("pubkey", ALICE.id());
            return params;
        });
    }
}
