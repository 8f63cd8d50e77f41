package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.testkit.Rpc.params;
import static org.session4j.testkit.Scene.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.testkit.Fault.Kind;

/** Each fault, as a client sees it and as the other nodes do. */
class FaultTest {

    private static final TestAccount ALICE = TestAccount.user(1);
    private static final String INFO = "{\"method\":\"info\",\"params\":{}}";

    private Scene scene;
    private TestNode asked;
    private TestNode other;

    @BeforeEach
    void start() {
        open(new Scene(ServerVersion.S28));
    }

    private void open(Scene fresh) {
        scene = fresh;
        asked = scene.home(ALICE);
        other = scene.swarmOf(ALICE).get(1);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private RawHttp.Reply info() throws IOException {
        try (RawHttp http = RawHttp.secure(asked.ip(), asked.httpsPort())) {
            return http.post("/storage_rpc/v1", INFO);
        }
    }

    /** What the node asked says of the other one. */
    private JsonNode entryOfOther() {
        JsonNode answer = scene.ask(ALICE, "store", Scene.store(ALICE, "x")).json();
        return answer.path("swarm").path(other.ed25519().toString());
    }

    @Test
    void aDeadNodeRefusesConnectionsAndIsBackAtTheSamePort() throws Exception {
        int port = asked.httpsPort();
        asked.fault(new Fault.Dead());
        assertThatThrownBy(this::info).isInstanceOf(ConnectException.class);
        asked.clearFaults();
        assertThat(info().status()).isEqualTo(200);
        assertThat(asked.httpsPort()).isEqualTo(port);
    }

    @Test
    void toTheOthersADeadOrHangingNodeTimesOut() throws Exception {
        scene.close();
        open(Scene.impatient());
        for (Fault fault : List.of(new Fault.Dead(), new Fault.Hanging(), new Fault.DroppedReply())) {
            other.fault(fault);
            assertThat(entryOfOther().toString()).isEqualTo("{\"failed\":true,\"timeout\":true}");
            scene.network.awaitIdle();
            assertThat(scene.network.hits(fault.kind())).isEqualTo(1);
            other.clearFaults();
        }
        assertThat(other.messages()).as("done before the reply was dropped").hasSize(1);
    }

    @Test
    @Timeout(20)
    void aHangingNodeAcceptsAndNeverAnswers() throws Exception {
        asked.fault(new Fault.Hanging());
        try (RawHttp http = RawHttp.secure(asked.ip(), asked.httpsPort())) {
            http.send("POST /storage_rpc/v1 HTTP/1.1\r\nContent-Length: 0\r\n\r\n", new byte[0]);
            while (scene.network.hits(Kind.HANGING) == 0) {
                Thread.onSpinWait();
            }
            scene.network.clearFaults();
            assertThat(info().status()).as("another connection").isEqualTo(200);
            assertThat(http.silent()).as("the first one waits still").isTrue();
        }
        assertThat(scene.network.hits(Kind.HANGING)).isEqualTo(1);
    }

    @Test
    @Timeout(20)
    void aSlowNodeWorksAtOnceAndAnswersLate() throws Exception {
        asked.fault(new Fault.Slow(Duration.ofHours(1)));
        byte[] store = Rpc.format(Rpc.request("store", Scene.store(ALICE, "x"))).getBytes(StandardCharsets.UTF_8);
        try (RawHttp http = RawHttp.secure(asked.ip(), asked.httpsPort())) {
            http.send("POST /storage_rpc/v1 HTTP/1.1\r\nContent-Length: " + store.length + "\r\n\r\n", store);
            while (asked.messages().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(http.silent()).isTrue();
        }
        assertThat(scene.network.hits(Kind.SLOW)).isEqualTo(1);
        asked.clearFaults();
        asked.fault(new Fault.Slow(Duration.ofMillis(1)));
        assertThat(info().status()).isEqualTo(200);
    }

    @Test
    void aDroppedReplyEndsTheConnectionAfterTheWork() {
        asked.fault(new Fault.DroppedReply());
        assertThatThrownBy(() -> Rpc.ask(asked, "store", Scene.store(ALICE, "x")))
                .hasCauseInstanceOf(EOFException.class);
        assertThat(asked.messages()).hasSize(1);
        assertThat(other.messages()).hasSize(1);
    }

    @Test
    void halfAReplyEndsInItsMiddle() {
        asked.fault(new Fault.HalfReply());
        assertThatThrownBy(this::info)
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("the body ends after 37 bytes");
        asked.clearFaults();
        other.fault(new Fault.HalfReply());
        assertThat(entryOfOther().toString()).isEqualTo("{\"bad_peer_response\":true,\"failed\":true}");
        assertThat(scene.network.hits(Kind.HALF_REPLY)).isEqualTo(2);
    }

    @Test
    void aTamperedReplyDiffersInOneBit() throws Exception {
        String good = info().text();
        asked.fault(new Fault.TamperedReply());
        String bad = info().text();
        int bits = 0;
        for (int i = 0; i < good.length(); i++) {
            bits += Integer.bitCount(good.charAt(i) ^ bad.charAt(i));
        }
        assertThat(bits).isEqualTo(1);
    }

    @Test
    void aLyingNodeSignsAndThrowsAway() {
        asked.fault(new Fault.Lying());
        JsonNode answer = scene.ask(ALICE, "store", Scene.store(ALICE, "x")).json();
        JsonNode entry = answer.path("swarm").path(asked.ed25519().toString());
        String hash = Scene.hash(ALICE, 0, "x");
        assertThat(TestAccount.verify(
                        asked.ed25519().toString(),
                        hash,
                        entry.path("signature").asText()))
                .isTrue();
        assertThat(asked.messages()).isEmpty();
        assertThat(other.messages()).hasSize(1);
        assertThat(scene.network.hits(Kind.LYING)).isEqualTo(1);
    }

    @Test
    void aNodeOfTheWrongOpinionSendsItsOwnAccountsAway() {
        asked.fault(new Fault.WrongSwarm());
        Rpc.Answer answer = scene.ask(ALICE, "retrieve", Scene.retrieve(ALICE, 0));
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.json().path("snodes").path(0).path("pubkey_ed25519").asText())
                .isEqualTo(scene.network
                        .swarm(scene.stranger(ALICE).swarm())
                        .get(0)
                        .ed25519()
                        .toString());
        asked.clearFaults();
        other.fault(new Fault.WrongSwarm());
        assertThat(entryOfOther().path("code").asText()).isEqualTo("421");
        assertThat(scene.network.hits(Kind.WRONG_SWARM)).isEqualTo(2);
    }

    @Test
    void aNodeWithAWrongClockShowsItAndJudgesByIt() throws Exception {
        asked.fault(new Fault.WrongClock(Duration.ofSeconds(-61)));
        assertThat(Rpc.parse(info().text()).path("t").asLong()).isEqualTo(NOW - 61_000);
        assertThat(scene.ask(ALICE, "retrieve", Scene.retrieve(ALICE, 0)).text())
                .isEqualTo("retrieve timestamp too far from current time");
        assertThat(scene.network.hits(Kind.WRONG_CLOCK)).isEqualTo(2);
    }

    @Test
    void anErrorIsAnsweredAndNothingDone() throws Exception {
        asked.fault(new Fault.ServerError(503));
        assertThat(info().status()).isEqualTo(503);
        assertThat(info().text()).isEqualTo("Server busy, try again later");
        asked.clearFaults();
        other.fault(new Fault.ServerError(500));
        assertThat(entryOfOther().toString())
                .isEqualTo("{\"code\":\"500\",\"failed\":true,\"reason\":\"request failed\"}");
        assertThat(other.messages()).isEmpty();
    }

    @Test
    void aFullDiskFailsOneMemberOnly() {
        other.fault(new Fault.DiskFull());
        assertThat(entryOfOther().path("query_failure").asInt()).isEqualTo(1);
        assertThat(other.messages()).isEmpty();
        assertThat(asked.messages()).hasSize(1);
        assertThat(scene.network.hits(Kind.DISK_FULL)).isEqualTo(1);
    }

    @Test
    void aShareOfRequestsSuffersTheSameEachTimeForOneSeed() throws Exception {
        String first = pattern(11);
        assertThat(pattern(11)).isEqualTo(first);
        assertThat(pattern(12)).isNotEqualTo(first);
        assertThat(first).contains("5").contains("2");
    }

    private static String pattern(long seed) throws IOException {
        StringBuilder pattern = new StringBuilder();
        try (TestNetwork network = TestNetwork.builder().nodes(3).seed(seed).start();
                RawHttp http =
                        RawHttp.secure(network.node(0).ip(), network.node(0).httpsPort())) {
            network.fault(new Fault.ServerError(500), 0.4);
            for (int i = 0; i < 40; i++) {
                pattern.append(http.post("/storage_rpc/v1", INFO).status() / 100);
            }
            assertThat(network.hits(Kind.ERROR_5XX))
                    .isEqualTo(pattern.chars().filter(c -> c == '5').count());
        }
        return pattern.toString();
    }

    @Test
    void aShareOfDeadRequestsEndsTheirConnections() {
        asked.fault(new Fault.Dead(), 0.999999);
        assertThatThrownBy(this::info).isInstanceOf(EOFException.class);
        assertThat(scene.network.hits(Kind.DEAD)).isEqualTo(1);
        assertThat(asked.messages()).isEmpty();
    }

    @Test
    void sharesAndStatusesAreChecked() {
        assertThatThrownBy(() -> asked.fault(new Fault.Dead(), 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fault.ServerError(404)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Rpc.ask(asked, "info", params()).status()).isEqualTo(200);
    }
}
