package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.testkit.Rpc.ABSENT;
import static org.session4j.testkit.Rpc.params;
import static org.session4j.testkit.Rpc.with;
import static org.session4j.testkit.Scene.DAY;
import static org.session4j.testkit.Scene.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Storage server, sections 5, 7.1 and 7.2: {@code store} and {@code retrieve}. */
class StoreTableTest {

    private static final TestAccount ALICE = TestAccount.user(1);
    private static final TestAccount BOB = TestAccount.user(3);
    private static final TestAccount GROUP = TestAccount.group(2);
    private static final String TTL = "Provided expiry/TTL is not valid.";
    private static final String CLOCK = "Timestamp error: check your clock";

    private Scene scene;

    @BeforeEach
    void start() {
        scene = new Scene(ServerVersion.S28);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    static Stream<Row> refusals() {
        Map<String, Object> store = Scene.store(ALICE, "x");
        Map<String, Object> own = Scene.storeSigned(ALICE, 2, "x");
        Map<String, Object> read = Scene.retrieve(ALICE, 0);
        long early = NOW - 60_001;
        return Stream.of(
                new Row("ttl below 10 s", "store", with(store, "ttl", 9_999), 403, TTL),
                new Row("ttl above 14 days", "store", with(store, "ttl", 14 * DAY + 1), 403, TTL),
                new Row(
                        "expiry before the timestamp",
                        "store",
                        with(store, "ttl", ABSENT, "expiry", NOW - 5_000),
                        403,
                        TTL),
                new Row("ttl above 30 days", "store", with(own, "ttl", 30 * DAY + 1), 403, TTL),
                new Row("timestamp in the future", "store", with(store, "timestamp", NOW + 10_001), 406, CLOCK),
                new Row("already expired", "store", with(store, "timestamp", NOW - DAY - 10_001), 406, CLOCK),
                new Row(
                        "unsigned",
                        "store",
                        with(store, "namespace", 2),
                        401,
                        "store: signature required to store to namespace 2"),
                new Row(
                        "unsigned outbox",
                        "store",
                        with(store, "namespace", -1),
                        401,
                        "store: signature required to store to namespace -1"),
                new Row(
                        "signed long ago",
                        "store",
                        with(own, "sig_timestamp", early),
                        406,
                        "store signature timestamp too far from current time"),
                new Row(
                        "signed otherwise",
                        "store",
                        with(own, "sig_timestamp", NOW + 1),
                        401,
                        "store signature verification failed"),
                new Row(
                        "other key",
                        "store",
                        with(own, "pubkey_ed25519", BOB.ed25519()),
                        401,
                        "store signature verification failed"),
                new Row(
                        "no key",
                        "store",
                        with(own, "pubkey_ed25519", ABSENT),
                        401,
                        "store signature verification failed"),
                new Row(
                        "unsigned retrieve",
                        "retrieve",
                        params("pubkey", ALICE.id()),
                        401,
                        "retrieve: request signature required"),
                new Row(
                        "retrieve without time",
                        "retrieve",
                        with(read, "timestamp", ABSENT),
                        406,
                        "retrieve timestamp too far from current time"),
                new Row(
                        "retrieve long ago",
                        "retrieve",
                        with(read, "timestamp", early),
                        406,
                        "retrieve timestamp too far from current time"),
                new Row(
                        "retrieve signed otherwise",
                        "retrieve",
                        with(read, "timestamp", NOW - 1),
                        401,
                        "retrieve signature verification failed"),
                new Row(
                        "retrieve of another namespace",
                        "retrieve",
                        with(read, "namespace", 2),
                        401,
                        "retrieve signature verification failed"),
                new Row(
                        "bad signature where none is needed",
                        "retrieve",
                        with(read, "namespace", -10),
                        401,
                        "retrieve signature verification failed"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRequestIsRefused(Row row) {
        Rpc.Answer answer = scene.ask(ALICE, row.method(), row.params());
        assertThat(answer.text()).isEqualTo(row.text());
        assertThat(answer.status()).isEqualTo(row.status());
        assertThat(scene.home(ALICE).messages()).isEmpty();
    }

    static Stream<Row> acceptances() {
        Map<String, Object> store = Scene.store(ALICE, "x");
        return Stream.of(
                new Row("ttl of 10 s", "store", with(store, "ttl", 10_000), 200, null),
                new Row("ttl of 14 days", "store", with(store, "ttl", 14 * DAY), 200, null),
                new Row("10 s in the future", "store", with(store, "timestamp", NOW + 10_000), 200, null),
                new Row("expired 10 s ago", "store", with(store, "timestamp", NOW - DAY - 10_000), 200, null),
                new Row("legacy group unsigned", "store", with(store, "namespace", -10), 200, null),
                new Row(
                        "inbox 40 with a bad signature",
                        "store",
                        with(store, "namespace", 40, "signature", "A".repeat(86)),
                        200,
                        null),
                new Row(
                        "30 days in an own namespace",
                        "store",
                        with(Scene.storeSigned(ALICE, 2, "x"), "ttl", 30 * DAY),
                        200,
                        null),
                new Row("outbox", "store", Scene.storeSigned(ALICE, -21, "x"), 200, null));
    }

    @ParameterizedTest
    @MethodSource("acceptances")
    void aRequestIsTaken(Row row) {
        Rpc.Answer answer = scene.ask(ALICE, row.method(), row.params());
        assertThat(answer.text()).contains("\"swarm\"");
        assertThat(answer.status()).isEqualTo(row.status());
    }

    @Test
    void everyMemberStoresAndSignsTheHash() {
        JsonNode answer = scene.ask(ALICE, "store", Scene.store(ALICE, "hello")).json();
        String hash = Scene.hash(ALICE, 0, "hello");
        assertThat(Rpc.names(answer)).containsExactly("hash", "hf", "swarm", "t");
        assertThat(answer.path("hash").asText()).isEqualTo(hash);
        assertThat(answer.path("swarm")).hasSize(3);
        for (TestNode node : scene.swarmOf(ALICE)) {
            JsonNode entry = answer.path("swarm").path(node.ed25519().toString());
            boolean asked = node == scene.home(ALICE);
            assertThat(Rpc.names(entry))
                    .containsExactly(
                            asked
                                    ? new String[] {"expiry", "hash", "signature", "t"}
                                    : new String[] {"expiry", "hash", "signature"});
            assertThat(entry.path("expiry").asLong()).isEqualTo(NOW + DAY);
            assertThat(TestAccount.verify(
                            node.ed25519().toString(),
                            hash,
                            entry.path("signature").asText()))
                    .isTrue();
            assertThat(node.messages()).hasSize(1);
        }
        assertThat(scene.stranger(ALICE).messages()).isEmpty();
    }

    @Test
    void theSameBytesAgainRaiseTheExpiryAndNeverLowerIt() {
        scene.ask(ALICE, "store", Scene.store(ALICE, "hello"));
        JsonNode longer = scene.ask(ALICE, "store", with(Scene.store(ALICE, "hello"), "ttl", 2 * DAY))
                .json();
        JsonNode shorter = scene.ask(ALICE, "store", with(Scene.store(ALICE, "hello"), "ttl", DAY / 2))
                .json();
        for (JsonNode answer : new JsonNode[] {longer, shorter}) {
            for (JsonNode entry : answer.path("swarm")) {
                assertThat(entry.path("expiry").asLong()).isEqualTo(NOW + 2 * DAY);
            }
        }
        assertThat(longer.path("swarm")
                        .path(scene.home(ALICE).ed25519().toString())
                        .path("already")
                        .toString())
                .isEqualTo("true");
        assertThat(longer.path("swarm")
                        .path(scene.swarmOf(ALICE).get(1).ed25519().toString())
                        .path("already")
                        .toString())
                .as("a number of those that were not asked")
                .isEqualTo("1");
        assertThat(scene.home(ALICE).messages()).hasSize(1);
    }

    @Test
    void anOutboxHoldsOnlyItsNewestMessageAndAnyoneReadsIt() {
        scene.ask(ALICE, "store", Scene.storeSigned(ALICE, -1, "old"));
        scene.ask(ALICE, "store", Scene.storeSigned(ALICE, -1, "new"));
        JsonNode page = scene.ask(ALICE, "retrieve", params("pubkey", ALICE.id(), "namespace", -1))
                .json();
        assertThat(page.path("messages")).hasSize(1);
        assertThat(page.path("messages").path(0).path("data").asText()).isEqualTo(Scene.base64("new"));
    }

    @Test
    void aGroupStoresAndReadsWithItsOwnKey() {
        scene.ask(GROUP, "store", Scene.storeSigned(GROUP, 11, "hi"));
        JsonNode page = scene.ask(GROUP, "retrieve", Scene.retrieve(GROUP, 11)).json();
        assertThat(page.path("messages").path(0).path("hash").asText()).isEqualTo(Scene.hash(GROUP, 11, "hi"));
    }

    @Test
    void messagesComeInTheOrderOfInsertionBehindTheLastHash() {
        scene.ask(ALICE, "store", with(Scene.store(ALICE, "first"), "timestamp", NOW));
        scene.ask(ALICE, "store", with(Scene.store(ALICE, "second"), "timestamp", NOW - 5_000));
        JsonNode all = scene.ask(ALICE, "retrieve", Scene.retrieve(ALICE, 0)).json();
        assertThat(Rpc.names(all)).containsExactly("hf", "messages", "more", "t");
        JsonNode first = all.path("messages").path(0);
        assertThat(first.toString())
                .isEqualTo("{\"data\":\"" + Scene.base64("first") + "\",\"expiration\":" + (NOW + DAY) + ",\"hash\":\""
                        + Scene.hash(ALICE, 0, "first") + "\",\"timestamp\":" + NOW + "}");
        JsonNode rest = scene.ask(
                        ALICE, "retrieve", with(Scene.retrieve(ALICE, 0), "last_hash", Scene.hash(ALICE, 0, "first")))
                .json();
        assertThat(rest.path("messages")).hasSize(1);
        assertThat(rest.path("messages").path(0).path("timestamp").asLong()).isEqualTo(NOW - 5_000);
        JsonNode unknown = scene.ask(ALICE, "retrieve", with(Scene.retrieve(ALICE, 0), "last_hash", "A".repeat(43)))
                .json();
        assertThat(unknown.path("messages")).as("an unknown hash begins anew").hasSize(2);
    }

    @Test
    void aPageEndsAtTheCountOrTheSizeAndHasOneMessageAtLeast() {
        for (int i = 0; i < 4; i++) {
            scene.ask(ALICE, "store", with(Scene.store(ALICE, ""), "data", data(i)));
        }
        assertPage(params("max_count", 3), 3, true);
        assertPage(params("max_count", 4), 4, false);
        assertPage(params("max_size", 1), 1, true);
        assertPage(params("max_size", 3 * (100 + 43 + 4000)), 3, true);
        assertPage(params("max_size", 3 * (100 + 43 + 4000) - 1), 2, true);
        assertPage(params("max_size", -7_800_000 / (2 * (100 + 43 + 4000))), 2, true);
        assertPage(params(), 4, false);
    }

    private static String data(int first) {
        byte[] data = new byte[3000];
        data[0] = (byte) first;
        return Base64.getEncoder().encodeToString(data);
    }

    private void assertPage(Map<String, Object> limits, int size, boolean more) {
        Map<String, Object> request = Scene.retrieve(ALICE, 0);
        request.putAll(limits);
        JsonNode page = scene.ask(ALICE, "retrieve", request).json();
        assertThat(page.path("messages")).as("with %s", limits).hasSize(size);
        assertThat(page.path("more").asBoolean()).as("with %s", limits).isEqualTo(more);
    }

    @Test
    void anExpiredMessageIsThereUntilTheNextSweep() {
        scene.ask(ALICE, "store", with(Scene.store(ALICE, "x"), "ttl", 15_000));
        scene.clock.advance(Duration.ofSeconds(19));
        assertThat(scene.home(ALICE).messages()).hasSize(1);
        scene.clock.advance(Duration.ofSeconds(1));
        assertThat(scene.home(ALICE).messages()).isEmpty();
    }

    @Test
    void anAccountOfAnotherSwarmIsSentThere() {
        for (String method : new String[] {"store", "retrieve"}) {
            Map<String, Object> request = method.equals("store") ? Scene.store(ALICE, "x") : Scene.retrieve(ALICE, 0);
            Rpc.Answer answer = Rpc.ask(scene.stranger(ALICE), method, request);
            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.contentType()).isEqualTo("application/json");
            JsonNode json = answer.json();
            assertThat(Rpc.names(json)).containsExactly("hf", "snodes", "swarm", "t");
            assertThat(json.path("snodes")).hasSize(3);
            assertThat(json.path("swarm").asText())
                    .isEqualTo(Long.toHexString(scene.home(ALICE).swarm()));
        }
    }

    @Test
    void aFullDatabaseIsTheNodesOwnFailure() {
        scene.close();
        scene = new Scene(TestNetwork.builder().databaseLimit(500));
        Rpc.Answer answer = scene.ask(ALICE, "store", Scene.store(ALICE, "x".repeat(400)));
        assertThat(answer.status()).isEqualTo(200);
        for (JsonNode entry : answer.json().path("swarm")) {
            assertThat(entry.path("failed").asInt() == 1 || entry.path("failed").asBoolean())
                    .isTrue();
            assertThat(entry.has("query_failure")).isTrue();
        }
        scene.close();
        scene = new Scene(TestNetwork.builder().databaseLimit(500).server(ServerVersion.S212));
        assertThat(scene.ask(ALICE, "store", Scene.store(ALICE, "x".repeat(400)))
                        .status())
                .as("the newer server says so")
                .isEqualTo(500);
    }
}
