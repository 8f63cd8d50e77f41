package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.testkit.Rpc.params;
import static org.session4j.testkit.Rpc.with;
import static org.session4j.testkit.Scene.DAY;
import static org.session4j.testkit.Scene.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Storage server, sections 7.3 to 7.8: deletion and expiry. */
class DeleteTableTest {

    private static final TestAccount ALICE = TestAccount.user(1);
    private static final String A = Scene.hash(ALICE, 0, "a");
    private static final String B = Scene.hash(ALICE, 0, "b");
    private static final String OWN = Scene.hash(ALICE, 2, "own");
    private static final String NONE = "A".repeat(43);

    private Scene scene;

    @BeforeEach
    void start() {
        open(new Scene(ServerVersion.S28));
    }

    private void open(Scene other) {
        scene = other;
        scene.ask(ALICE, "store", Scene.store(ALICE, "a"));
        scene.ask(ALICE, "store", with(Scene.store(ALICE, "b"), "timestamp", NOW - 5_000));
        scene.ask(ALICE, "store", Scene.storeSigned(ALICE, 2, "own"));
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private static Map<String, Object> delete(List<String> hashes) {
        return Scene.signed(
                ALICE, params("pubkey", ALICE.id(), "messages", hashes), "delete" + String.join("", hashes));
    }

    private static Map<String, Object> all(String method, String field, Object namespace, long time) {
        String ns = namespace.equals(0) ? "" : namespace.toString();
        return Scene.signed(
                ALICE, params("pubkey", ALICE.id(), "namespace", namespace, field, time), method + ns + time);
    }

    private static Map<String, Object> expire(String mode, List<Long> expiries, List<String> hashes) {
        StringBuilder text = new StringBuilder("expire").append(mode);
        expiries.forEach(text::append);
        hashes.forEach(text::append);
        Map<String, Object> request = params("pubkey", ALICE.id(), "messages", hashes, "expiry", expiries);
        if (!mode.isEmpty()) {
            request.put(mode, true);
        }
        return Scene.signed(ALICE, request, text.toString());
    }

    private static Map<String, Object> expiries(long time, List<String> hashes) {
        return Scene.signed(
                ALICE,
                params("pubkey", ALICE.id(), "messages", hashes, "timestamp", time),
                "get_expiries" + time + String.join("", hashes));
    }

    static Stream<Row> refusals() {
        String wrong = TestAccount.user(9).sign("whatever");
        long future = NOW + 60_001;
        long past = NOW - 60_001;
        return Stream.of(
                new Row(
                        "delete",
                        "delete",
                        with(delete(List.of(A)), "signature", wrong),
                        401,
                        "delete_msgs signature verification failed"),
                new Row(
                        "delete_all time",
                        "delete_all",
                        all("delete_all", "timestamp", 0, past),
                        406,
                        "delete_all timestamp too far from current time"),
                new Row(
                        "delete_all",
                        "delete_all",
                        with(all("delete_all", "timestamp", 0, NOW), "signature", wrong),
                        401,
                        "delete_all signature verification failed"),
                new Row(
                        "delete_all of all, signed for one",
                        "delete_all",
                        with(all("delete_all", "timestamp", 0, NOW), "namespace", "all"),
                        401,
                        "delete_all signature verification failed"),
                new Row(
                        "delete_before time",
                        "delete_before",
                        all("delete_before", "before", 0, future),
                        401,
                        "delete_before timestamp too far in the future"),
                new Row(
                        "delete_before",
                        "delete_before",
                        with(all("delete_before", "before", 0, NOW), "signature", wrong),
                        401,
                        "delete_before signature verification failed"),
                new Row(
                        "expire time",
                        "expire",
                        expire("", List.of(past), List.of(A)),
                        401,
                        "expire: timestamp should be >= current time"),
                new Row(
                        "expire",
                        "expire",
                        with(expire("", List.of(NOW), List.of(A)), "signature", wrong),
                        401,
                        "expire: signature verification failed"),
                new Row(
                        "expire signed for another mode",
                        "expire",
                        with(expire("", List.of(NOW), List.of(A)), "extend", true),
                        401,
                        "expire: signature verification failed"),
                new Row(
                        "expire_all time",
                        "expire_all",
                        all("expire_all", "expiry", 0, past),
                        406,
                        "expire_all timestamp should be >= current time"),
                new Row(
                        "expire_all",
                        "expire_all",
                        with(all("expire_all", "expiry", 0, NOW), "signature", wrong),
                        401,
                        "expire_all signature verification failed"),
                new Row(
                        "get_expiries time",
                        "get_expiries",
                        expiries(past, List.of(A)),
                        406,
                        "get_expiries timestamp too far from current time"),
                new Row(
                        "get_expiries",
                        "get_expiries",
                        with(expiries(NOW, List.of(A)), "signature", wrong),
                        401,
                        "get_expiries signature verification failed"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRequestIsRefused(Row row) {
        Rpc.Answer answer = scene.ask(ALICE, row.method(), row.params());
        assertThat(answer.text()).isEqualTo(row.text());
        assertThat(answer.status()).isEqualTo(row.status());
        assertThat(Rpc.ask(scene.stranger(ALICE), row.method(), row.params()).status())
                .as("the swarm is looked at first")
                .isEqualTo(421);
        assertThat(scene.home(ALICE).messages()).hasSize(3);
    }

    /** Checks the signature of every member over a text. */
    private void assertSigned(JsonNode answer, String text) {
        assertThat(answer.path("swarm")).hasSize(3);
        answer.path("swarm")
                .fields()
                .forEachRemaining(entry -> assertThat(TestAccount.verify(
                                entry.getKey(),
                                text,
                                entry.getValue().path("signature").asText()))
                        .isTrue());
    }

    private JsonNode entry(JsonNode answer) {
        return answer.path("swarm").path(scene.home(ALICE).ed25519().toString());
    }

    private static String joined(List<String> hashes) {
        return String.join("", new TreeSet<>(hashes));
    }

    private static String list(List<String> hashes) {
        return "[\"" + String.join("\",\"", new TreeSet<>(hashes)) + "\"]";
    }

    @Test
    void deleteTakesMessagesOfAnyNamespaceFromAllMembers() {
        JsonNode answer =
                scene.ask(ALICE, "delete", delete(List.of(OWN, NONE, A))).json();
        assertThat(entry(answer).path("deleted").toString()).isEqualTo(list(List.of(A, OWN)));
        assertSigned(answer, ALICE.id() + OWN + NONE + A + joined(List.of(A, OWN)));
        for (TestNode node : scene.swarmOf(ALICE)) {
            assertThat(node.messages()).extracting(StoredMessage::hash).containsExactly(B);
        }
    }

    @Test
    void deleteSaysNotFoundOnlyIfAskedTo() {
        assertThat(scene.ask(ALICE, "delete", delete(List.of(NONE))).status()).isEqualTo(200);
        Rpc.Answer required = scene.ask(ALICE, "delete", with(delete(List.of(NONE)), "required", true));
        assertThat(required.status()).isEqualTo(404);
        assertThat(required.json().path("swarm")).hasSize(3);
        assertThat(scene.ask(ALICE, "delete", with(delete(List.of(A)), "required", true))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void deleteAllTakesOneNamespaceOrAll() {
        JsonNode one = scene.ask(ALICE, "delete_all", all("delete_all", "timestamp", 0, NOW))
                .json();
        assertThat(entry(one).path("deleted").toString()).isEqualTo(list(List.of(A, B)));
        assertSigned(one, ALICE.id() + NOW + joined(List.of(A, B)));
        JsonNode rest = scene.ask(ALICE, "delete_all", all("delete_all", "timestamp", "all", NOW))
                .json();
        assertThat(entry(rest).path("deleted").toString()).isEqualTo("{\"2\":[\"" + OWN + "\"]}");
        assertSigned(rest, ALICE.id() + NOW + OWN);
        JsonNode nothing = scene.ask(ALICE, "delete_all", all("delete_all", "timestamp", "all", NOW))
                .json();
        assertThat(entry(nothing).path("deleted").toString()).isEqualTo("{}");
    }

    @Test
    void deleteBeforeTakesWhatIsNotNewer() {
        JsonNode answer = scene.ask(ALICE, "delete_before", all("delete_before", "before", 0, NOW - 5_000))
                .json();
        assertThat(entry(answer).path("deleted").toString()).isEqualTo(list(List.of(B)));
        assertSigned(answer, ALICE.id() + (NOW - 5_000) + B);
    }

    @Test
    void theOldServerDeletesBeforeInAllNamespacesAndThenFails() throws Exception {
        Map<String, Object> request = all("delete_before", "before", "all", NOW);
        Rpc.Answer answer = scene.ask(ALICE, "delete_before", request);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).isEqualTo("request failed");
        // The node fails without waiting for the members that it forwarded to.
        scene.network.awaitIdle();
        for (TestNode node : scene.swarmOf(ALICE)) {
            assertThat(node.messages()).isEmpty();
        }
        assertThat(scene.ask(ALICE, "delete_before", request).status())
                .as("nothing matches any more")
                .isEqualTo(200);
    }

    @Test
    void theOldServerFailsAWholeBatchForIt() {
        Map<String, Object> request = all("delete_before", "before", "all", NOW);
        Rpc.Answer answer = scene.ask(
                ALICE,
                "batch",
                params("requests", List.of(Rpc.request("info", params()), Rpc.request("delete_before", request))));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).isEqualTo("request failed");
    }

    @Test
    void expireSetsWhatItIsToldUpToThirtyDays() {
        JsonNode answer = scene.ask(ALICE, "expire", expire("", List.of(NOW + 99 * DAY), List.of(B, A, NONE)))
                .json();
        long applied = NOW + 30 * DAY;
        JsonNode entry = entry(answer);
        assertThat(Rpc.names(entry)).containsExactly("expiry", "signature", "updated");
        assertThat(entry.path("expiry").asLong()).isEqualTo(applied);
        assertThat(entry.path("updated").toString()).isEqualTo(list(List.of(A, B)));
        assertSigned(answer, ALICE.id() + applied + B + A + NONE + joined(List.of(A, B)));
    }

    @Test
    void expireOfManyAnswersInTheOrderOfTheHashes() {
        long first = NOW + 3 * DAY;
        long second = NOW + 5 * DAY;
        JsonNode answer = scene.ask(ALICE, "expire", expire("", List.of(first, second), List.of(A, B)))
                .json();
        boolean ascending = A.compareTo(B) < 0;
        String values = ascending ? first + "," + second : second + "," + first;
        assertThat(entry(answer).path("expiry").toString()).isEqualTo("[" + values + "]");
        assertSigned(answer, ALICE.id() + values.replace(",", "") + A + B + joined(List.of(A, B)));
    }

    @Test
    void expireOfManyNeedsTheHardFork() {
        scene.close();
        open(new Scene(TestNetwork.builder().hardFork(19, 3)));
        Rpc.Answer answer = scene.ask(ALICE, "expire", expire("", List.of(NOW + DAY, NOW + DAY), List.of(A, B)));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).isEqualTo("expire: multi-expiry requests are not yet active on the network");
    }

    @Test
    void extendAndShortenLeaveTheOthersAsTheyAre() {
        long later = NOW + DAY - 1_000;
        // a expires at NOW + DAY, b five seconds earlier.
        JsonNode extended = scene.ask(ALICE, "expire", expire("extend", List.of(later), List.of(A, B)))
                .json();
        assertThat(entry(extended).path("updated").toString()).isEqualTo(list(List.of(B)));
        assertThat(entry(extended).path("unchanged").toString()).isEqualTo("{\"" + A + "\":" + (NOW + DAY) + "}");
        assertSigned(extended, ALICE.id() + later + A + B + B + A + (NOW + DAY));
        JsonNode shortened = scene.ask(ALICE, "expire", expire("shorten", List.of(later), List.of(A, B)))
                .json();
        assertThat(entry(shortened).path("updated").toString()).isEqualTo(list(List.of(A)));
        assertThat(entry(shortened).path("unchanged").toString()).isEqualTo("{\"" + B + "\":" + later + "}");
    }

    @Test
    void theNewerServerDoesNotExtendByLessThanAHundredthOfTheLifetime() {
        scene.close();
        open(new Scene(ServerVersion.S212));
        long little = NOW + DAY + DAY / 100 - 1;
        JsonNode answer = scene.ask(ALICE, "expire", expire("extend", List.of(little), List.of(A)))
                .json();
        assertThat(entry(answer).path("updated")).isEmpty();
        assertThat(entry(answer).path("unchanged").path(A).asLong()).isEqualTo(NOW + DAY);
        JsonNode enough = scene.ask(ALICE, "expire", expire("extend", List.of(little + 1), List.of(A)))
                .json();
        assertThat(entry(enough).path("updated")).hasSize(1);
    }

    @Test
    void expireAllOnlyShortens() {
        JsonNode later = scene.ask(ALICE, "expire_all", all("expire_all", "expiry", 0, NOW + 2 * DAY))
                .json();
        assertThat(entry(later).path("updated")).isEmpty();
        assertSigned(later, ALICE.id() + (NOW + 2 * DAY));
        JsonNode sooner = scene.ask(ALICE, "expire_all", all("expire_all", "expiry", "all", NOW + DAY - 1))
                .json();
        assertThat(sooner.path("swarm")).hasSize(3);
        assertThat(entry(sooner).path("updated").toString())
                .isEqualTo("{\"0\":[\"" + A + "\"],\"2\":[\"" + OWN + "\"]}");
        assertSigned(sooner, ALICE.id() + (NOW + DAY - 1) + joined(new ArrayList<>(List.of(A, OWN))));
    }

    @Test
    void getExpiriesNamesOnlyWhatIsThere() {
        Rpc.Answer answer = scene.ask(ALICE, "get_expiries", expiries(NOW, List.of(A, NONE, "anything")));
        assertThat(answer.text()).isEqualTo("{\"expiries\":{\"" + A + "\":" + (NOW + DAY) + "}}");
    }
}
