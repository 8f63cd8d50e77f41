package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Storage server, section 1.1: one test a row. */
class HttpRoutesTest {

    private static final String INFO = "{\"method\":\"info\",\"params\":{}}";

    private static Scene s28;
    private static Scene s212;

    @BeforeAll
    static void start() {
        s28 = new Scene(ServerVersion.S28);
        s212 = new Scene(ServerVersion.S212);
    }

    @AfterAll
    static void stop() {
        s28.close();
        s212.close();
    }

    private static RawHttp connect(Scene scene, int node) throws IOException {
        TestNode to = scene.network.node(node);
        return RawHttp.secure(to.ip(), to.httpsPort());
    }

    @Test
    void rpcIsAnsweredAsJsonWithKeysSortedAndNoWhiteSpace() throws Exception {
        try (RawHttp http = connect(s28, 0)) {
            RawHttp.Reply reply = http.post("/storage_rpc/v1", INFO);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-type")).isEqualTo("application/json");
            assertThat(reply.header("server")).isEqualTo("Oxen Storage Server/2.8.0");
            assertThat(reply.text())
                    .isEqualTo("{\"hf\":[19,4],\"t\":1800000000000,\"timestamp\":1800000000000,\"version\":[2,8,0]}");
        }
    }

    @Test
    void theNewerServerNamesItself() throws Exception {
        try (RawHttp http = connect(s212, 0)) {
            RawHttp.Reply reply = http.post("/storage_rpc/v1", INFO);
            assertThat(reply.header("server")).isEqualTo("Oxen Storage Server/2.12.0");
            assertThat(reply.text())
                    .isEqualTo("{\"hf\":[19,6],\"t\":1800000000000,\"timestamp\":1800000000000,\"version\":[2,12,0]}");
        }
    }

    @Test
    void manyRequestsGoOverOneConnection() throws Exception {
        try (RawHttp http = connect(s28, 1)) {
            for (int i = 0; i < 20; i++) {
                assertThat(http.post("/storage_rpc/v1", INFO).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void requestsSentWithoutWaitingAreAnsweredInOrder() throws Exception {
        try (RawHttp http = connect(s28, 1)) {
            String one = "POST /ping_test/v1 HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
            String two = "GET /get_stats/v1 HTTP/1.1\r\n\r\n";
            http.send(one + two, new byte[0]);
            assertThat(http.read().headers()).containsKey("x-oxen-snode-pubkey");
            assertThat(http.read().text()).isEqualTo("{\"version\":\"2.8.0\"}");
        }
    }

    @Test
    void pingTestShowsTheLegacyKey() throws Exception {
        try (RawHttp http = connect(s28, 0)) {
            RawHttp.Reply reply = http.post("/ping_test/v1", "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
            assertThat(Base64.getDecoder().decode(reply.header("x-oxen-snode-pubkey")))
                    .hasSize(32);
        }
    }

    @Test
    void anythingElseIsNotFound() throws Exception {
        try (RawHttp http = connect(s28, 0)) {
            RawHttp.Reply reply = http.post("/swarms/push/v1", "");
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.header("content-type")).isEqualTo("text/plain");
            assertThat(reply.text()).isEqualTo("post /swarms/push/v1 Not Found");
        }
    }

    @Test
    void theNewerServerPrintsTheMethodAsSent() throws Exception {
        try (RawHttp http = connect(s212, 0)) {
            http.send("GET /storage_rpc/v1 HTTP/1.1\r\n\r\n", new byte[0]);
            RawHttp.Reply reply = http.read();
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text()).isEqualTo("GET /storage_rpc/v1 Not Found");
        }
    }

    @Test
    void longPollingIsGone() throws Exception {
        try (RawHttp http = connect(s28, 0)) {
            RawHttp.Reply reply = http.post(
                    "/storage_rpc/v1", INFO.getBytes(java.nio.charset.StandardCharsets.UTF_8), "X-Loki-Long-Poll: 1");
            assertThat(reply.status()).isEqualTo(410);
            assertThat(reply.text()).isEqualTo("long polling is no longer supported, client upgrade required");
        }
    }

    @Test
    void aBodyOfMoreThanTenMebibytesIsRefusedBeforeItIsSent() throws Exception {
        try (RawHttp http = connect(s28, 0)) {
            http.send("POST /storage_rpc/v1 HTTP/1.1\r\nContent-Length: 10485761\r\n\r\n", new byte[0]);
            RawHttp.Reply reply = http.read();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(reply.text()).isEqualTo("Request body too large");
            assertThat(http.ended()).isTrue();
        }
    }

    @Test
    void aBodyOfTenMebibytesIsRead() throws Exception {
        try (RawHttp http = connect(s28, 0)) {
            assertThat(http.post("/storage_rpc/v1", new byte[10485760]).text()).isEqualTo("invalid json");
        }
    }

    @Test
    void aLengthThatIsNoNumberEndsTheConnection() throws Exception {
        try (RawHttp http = connect(s28, 0)) {
            http.send("POST /storage_rpc/v1 HTTP/1.1\r\nContent-Length: many\r\n\r\n", new byte[0]);
            RawHttp.Reply reply = http.read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.headers()).doesNotContainKey("server");
            assertThat(http.ended()).isTrue();
        }
        try (RawHttp http = connect(s212, 0)) {
            http.send("POST /storage_rpc/v1 HTTP/1.1\r\nContent-Length: many\r\n\r\n", new byte[0]);
            RawHttp.Reply reply = http.read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text()).isEqualTo("invalid Content-Length");
            assertThat(http.ended()).isTrue();
        }
    }

    @Test
    void aClientMayAskSixHundredTimesAtOnceAndThenThreeHundredASecond() throws Exception {
        try (Scene scene = new Scene(ServerVersion.S28);
                RawHttp http = connect(scene, 0)) {
            for (int i = 0; i < 600; i++) {
                assertThat(http.post("/storage_rpc/v1", INFO).status()).isEqualTo(200);
            }
            RawHttp.Reply reply = http.post("/storage_rpc/v1", INFO);
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.text()).isEqualTo("Too Many Requests\n");
            scene.clock.advance(Duration.ofMillis(10));
            for (int i = 0; i < 3; i++) {
                assertThat(http.post("/storage_rpc/v1", INFO).status()).isEqualTo(200);
            }
            assertThat(http.post("/storage_rpc/v1", INFO).status()).isEqualTo(429);
            assertThat(http.post("/onion_req/v2", "").status())
                    .as("onion requests are not limited")
                    .isEqualTo(400);
        }
    }

    @Test
    void aNodeThatIsNotReadyServesNobody() throws Exception {
        try (Scene scene = new Scene(ServerVersion.S28)) {
            scene.network.decommission(scene.network.node(0));
            scene.network.node(0).syncing(true);
            try (RawHttp http = connect(scene, 0)) {
                for (String path : new String[] {"/storage_rpc/v1", "/onion_req/v2"}) {
                    RawHttp.Reply reply = http.post(path, INFO);
                    assertThat(reply.status()).isEqualTo(503);
                    assertThat(reply.text())
                            .isEqualTo("Service node is not ready: not in any swarm; not done syncing\n");
                }
                assertThat(http.post("/ping_test/v1", "").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aNetworkBeforeTheHardForkIsNotReady() throws Exception {
        try (Scene scene = new Scene(TestNetwork.builder().hardFork(19, 2));
                RawHttp http = connect(scene, 0)) {
            RawHttp.Reply reply = http.post("/storage_rpc/v1", INFO);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text()).isEqualTo("Service node is not ready: not yet on hardfork 19.3\n");
        }
    }

    @Test
    void theCertificateIsOfTheNodesOwnMaking() {
        assertThatThrownBy(() -> s28.network
                        .seedCertificate()
                        .verify(s212.network.seedCertificate().getPublicKey()))
                .isInstanceOf(java.security.SignatureException.class);
        assertThat(s28.network.seedCertificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
    }
}
