package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.testkit.Rpc.ABSENT;
import static org.session4j.testkit.Rpc.params;
import static org.session4j.testkit.Rpc.with;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Storage server, sections 1.2 and 3: what is wrong with a request, one row each. */
class RequestTableTest {

    private static final TestAccount ALICE = TestAccount.user(1);
    private static final TestAccount GROUP = TestAccount.group(2);
    private static final String PUBKEY = "Pubkey must be 66 hex digits (33 bytes) long";
    private static final String SIGNATURE = "invalid signature: expected base64 encoded Ed25519 signature";

    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = new Scene(ServerVersion.S28);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "no JSON                | {\"method                                   | invalid json",
                "bytes behind the JSON  | {\"method\":\"info\",\"params\":{}} x       | invalid json",
                "no object              | []                                           | invalid json: no `method` field",
                "no method              | {\"params\":{}}                              | invalid json: no `method` field",
                "method is no string    | {\"method\":1,\"params\":{}}                 | invalid json: no `method` field",
                "no params              | {\"method\":\"info\"}                        | invalid json: no `params` field",
                "params is no object    | {\"method\":\"info\",\"params\":[]}          | invalid json: no `params` field",
                "unknown method         | {\"method\":\"recall\",\"params\":{}}        | no method recall",
                "method of newer server | {\"method\":\"revoked_subaccounts\",\"params\":{}} | no method revoked_subaccounts",
            })
    void theEnvelopeIsChecked(String name, String body, String text) {
        try (Rpc rpc = Rpc.to(scene.network.node(0))) {
            Rpc.Answer answer = rpc.send(body);
            assertThat(answer.text()).as(name).isEqualTo(text);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.contentType()).isEqualTo("text/plain");
        }
    }

    static Stream<Row> parameters() {
        Map<String, Object> store = Scene.store(ALICE, "x");
        Map<String, Object> read = Scene.retrieve(ALICE, 0);
        Map<String, Object> delete =
                Scene.signed(ALICE, params("pubkey", ALICE.id(), "messages", List.of("A".repeat(43))), "delete");
        Map<String, Object> expire = with(delete, "expiry", Scene.NOW);
        Map<String, Object> deleteAll =
                Scene.signed(ALICE, params("pubkey", ALICE.id(), "timestamp", Scene.NOW), "delete_all");
        return Stream.of(
                        types(store, read, delete, expire, deleteAll),
                        accounts(store, read, delete),
                        signatures(read, delete),
                        lists(delete, expire))
                .flatMap(rows -> rows);
    }

    private static Stream<Row> types(
            Map<String, Object> store,
            Map<String, Object> read,
            Map<String, Object> delete,
            Map<String, Object> expire,
            Map<String, Object> deleteAll) {
        String wrong = "Invalid value given for ";
        return Stream.of(
                Row.invalid("string", "store", with(store, "data", 5), wrong + "'data': expected string"),
                Row.invalid("null is absent", "store", with(store, "data", null), "Required field 'data' missing"),
                Row.invalid(
                        "integer", "retrieve", with(read, "max_count", "1"), wrong + "'max_count': expected integer"),
                Row.invalid("float", "retrieve", with(read, "max_size", 1.5), wrong + "'max_size': expected integer"),
                Row.invalid("boolean", "delete", with(delete, "required", 1), wrong + "'required': expected boolean"),
                Row.invalid(
                        "namespace text",
                        "store",
                        with(store, "namespace", "0"),
                        wrong + "'namespace': expected 16-bit integer"),
                Row.invalid(
                        "namespace above",
                        "store",
                        with(store, "namespace", 32768),
                        wrong + "'namespace': value out of range"),
                Row.invalid(
                        "namespace below",
                        "store",
                        with(store, "namespace", -32769),
                        wrong + "'namespace': value out of range"),
                Row.invalid(
                        "namespace or all",
                        "delete_all",
                        with(deleteAll, "namespace", "every"),
                        wrong + "'namespace': expected integer or \"all\""),
                Row.invalid(
                        "timestamp text",
                        "retrieve",
                        with(read, "timestamp", "1800000000000"),
                        wrong + "'timestamp': expected integer timestamp (in milliseconds)"),
                Row.invalid(
                        "timestamp negative",
                        "retrieve",
                        with(read, "timestamp", -1),
                        wrong + "'timestamp': expected integer timestamp (in milliseconds)"),
                Row.invalid(
                        "timestamp float",
                        "retrieve",
                        with(read, "timestamp", 1.8e12),
                        wrong + "'timestamp': expected integer timestamp (in milliseconds)"),
                Row.invalid(
                        "timestamp seconds",
                        "retrieve",
                        with(read, "timestamp", 999_999_999),
                        "Invalid timestamp for 'timestamp': timestamp must be in milliseconds"),
                Row.invalid(
                        "string array",
                        "delete",
                        with(delete, "messages", List.of(1)),
                        wrong + "'messages': expected string array"),
                Row.invalid(
                        "timestamp array",
                        "expire",
                        with(expire, "expiry", List.of("1")),
                        wrong + "'expiry': expected timestamp array"),
                Row.invalid("ttl", "store", with(store, "ttl", "1d"), wrong + "'ttl': \"1d\""));
    }

    private static Stream<Row> accounts(
            Map<String, Object> store, Map<String, Object> read, Map<String, Object> delete) {
        return Stream.of(
                Row.invalid("no account", "delete", with(delete, "pubkey", ABSENT), "Required field 'pubkey' missing"),
                Row.invalid(
                        "no account nor alias",
                        "store",
                        with(store, "pubkey", ABSENT),
                        "Required field 'pubkey' or 'pubKey' missing"),
                Row.invalid(
                        "account and alias",
                        "store",
                        with(store, "pubKey", ALICE.id()),
                        "Cannot specify both 'pubkey' and 'pubKey'"),
                Row.invalid("account short", "store", with(store, "pubkey", "05"), PUBKEY),
                Row.invalid("account not hex", "store", with(store, "pubkey", "x".repeat(66)), PUBKEY),
                Row.invalid(
                        "account of get_swarm",
                        "get_swarm",
                        params("pubkey", "05"),
                        "Pubkey must be 66 hex digits/33 bytes long"),
                Row.invalid(
                        "key of another prefix",
                        "retrieve",
                        with(Scene.retrieve(GROUP, 11), "pubkey_ed25519", ALICE.ed25519()),
                        "pubkey_ed25519 is only permitted for 05[...] pubkeys"),
                Row.invalid(
                        "key short",
                        "retrieve",
                        with(read, "pubkey_ed25519", "00"),
                        "Invalid pubkey_ed25519: expected 64 hex char or 32 byte pubkey"),
                Row.invalid(
                        "key not hex",
                        "retrieve",
                        with(read, "pubkey_ed25519", "x".repeat(64)),
                        "invalid pubkey_ed25519: value is not hex"),
                Row.invalid(
                        "ttl and expiry",
                        "store",
                        with(store, "expiry", Scene.NOW),
                        "Cannot specify both 'ttl' and 'expiry'"),
                Row.invalid(
                        "no ttl nor expiry",
                        "store",
                        with(store, "ttl", ABSENT),
                        "Required field 'ttl' or 'expiry' missing"),
                Row.invalid(
                        "no timestamp",
                        "store",
                        with(store, "timestamp", ABSENT),
                        "Required field 'timestamp' missing"),
                Row.invalid("no data", "store", with(store, "data", ABSENT), "Required field 'data' missing"),
                Row.invalid(
                        "data not base64",
                        "store",
                        with(store, "data", "?"),
                        "Invalid 'data' value: not base64 encoded"),
                Row.invalid(
                        "data padded wrongly",
                        "store",
                        with(store, "data", "AA="),
                        "Invalid 'data' value: not base64 encoded"),
                Row.invalid(
                        "data too long",
                        "store",
                        with(store, "data", "A".repeat(102_404)),
                        "Message body exceeds maximum allowed length of 76800 bytes"));
    }

    private static Stream<Row> signatures(Map<String, Object> read, Map<String, Object> delete) {
        String token = "0".repeat(72);
        return Stream.of(
                Row.invalid(
                        "no signature",
                        "delete",
                        with(delete, "signature", ABSENT),
                        "Required field 'signature' missing"),
                Row.invalid(
                        "namespace given, no signature",
                        "retrieve",
                        params("pubkey", ALICE.id(), "namespace", 0),
                        "Required field 'signature' missing"),
                Row.invalid("signature short", "retrieve", with(read, "signature", "AAAA"), SIGNATURE),
                Row.invalid("signature not base64", "retrieve", with(read, "signature", "-".repeat(86)), SIGNATURE),
                Row.invalid(
                        "signature padded wrongly",
                        "retrieve",
                        with(read, "signature", "A".repeat(87) + "="),
                        SIGNATURE),
                Row.invalid(
                        "token",
                        "retrieve",
                        with(read, "subaccount", "0"),
                        "invalid subaccount: expected base64 or hex-encoded subaccount token"),
                Row.invalid(
                        "token not hex",
                        "retrieve",
                        with(read, "subaccount", "x".repeat(72)),
                        "invalid subaccount: expected base64 or hex-encoded subaccount token"),
                Row.invalid(
                        "token without signature",
                        "retrieve",
                        with(read, "subaccount", token),
                        "invalid subaccount: subaccount_sig is required when using subaccount"),
                Row.invalid(
                        "token signature",
                        "retrieve",
                        with(read, "subaccount", token, "subaccount_sig", "AA"),
                        "invalid subaccount signature: expected base64 encoded Ed25519 signature"));
    }

    private static Stream<Row> lists(Map<String, Object> delete, Map<String, Object> expire) {
        Map<String, Object> read = Scene.retrieve(ALICE, 0);
        Map<String, Object> revoke =
                with(params("pubkey", ALICE.id(), "timestamp", Scene.NOW, "signature", "A".repeat(86)));
        return Stream.of(
                Row.invalid("hash", "delete", with(delete, "messages", List.of("A")), "invalid message hash: A"),
                Row.invalid("hash alone", "delete", with(delete, "messages", "A"), "invalid message hash: A"),
                Row.invalid(
                        "no hashes",
                        "expire",
                        with(expire, "messages", List.of()),
                        "messages does not contain any message hashes"),
                Row.invalid(
                        "no expiry",
                        "expire",
                        with(expire, "expiry", List.of()),
                        "'expiry' does not contain any expiration timestamps"),
                Row.invalid(
                        "shorten and extend",
                        "expire",
                        with(expire, "shorten", true, "extend", true),
                        "cannot specify both 'shorten' and 'extend'"),
                Row.invalid(
                        "expiries and hashes",
                        "expire",
                        with(expire, "expiry", List.of(Scene.NOW, Scene.NOW)),
                        "'expiry' must be a single expiry, or the same length as 'messages'"),
                Row.invalid(
                        "last_hash short",
                        "retrieve",
                        with(read, "last_hash", "AA"),
                        "Invalid last_hash: expected base64 (43 chars)"),
                Row.invalid(
                        "last_hash",
                        "retrieve",
                        with(read, "lastHash", "?".repeat(43)),
                        "Invalid last_hash: not base64"),
                Row.invalid(
                        "revoke",
                        "revoke_subaccount",
                        with(revoke, "revoke", "zz"),
                        "invalid revoke: expected base64 or hex-encoded subaccount tag"),
                Row.invalid(
                        "unrevoke",
                        "unrevoke_subaccount",
                        with(revoke, "unrevoke", "zz"),
                        "invalid unrevoke: expected base64 or hex-encoded subaccount tag"),
                Row.invalid(
                        "revoke too many",
                        "revoke_subaccount",
                        with(revoke, "revoke", java.util.Collections.nCopies(51, "0".repeat(72))),
                        "invalid revoke: cannot revoke more than 50 subaccounts at once"),
                Row.invalid(
                        "endpoint",
                        "oxend_request",
                        params("endpoint", "get_info"),
                        "Invalid oxend endpoint 'get_info'"));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterIsRefused(Row row) {
        Rpc.Answer answer = scene.ask(ALICE, row.method(), row.params());
        assertThat(answer.text()).isEqualTo(row.text());
        assertThat(answer.status()).isEqualTo(row.status());
    }

    @Test
    void upperCaseHexUnpaddedBase64DigitsAsStringsAndUnknownParametersAreTaken() {
        Map<String, Object> store = with(
                Scene.store(ALICE, "abcd"),
                "pubkey",
                ABSENT,
                "pubKey",
                ALICE.id().toUpperCase(java.util.Locale.ROOT),
                "data",
                "YWJjZA",
                "timestamp",
                Long.toString(Scene.NOW),
                "ttl",
                "86400000",
                "whatever",
                List.of());
        Rpc.Answer answer = scene.ask(ALICE, "store", store);
        assertThat(answer.json().path("hash").asText()).isEqualTo(Scene.hash(ALICE, 0, "abcd"));
    }

    @Test
    void anEmptyMessageAndOneOfTheLargestSizeAreTaken() {
        assertThat(scene.ask(ALICE, "store", with(Scene.store(ALICE, ""), "data", ""))
                        .status())
                .isEqualTo(200);
        assertThat(scene.ask(ALICE, "store", with(Scene.store(ALICE, ""), "data", "A".repeat(102_400)))
                        .status())
                .isEqualTo(200);
    }
}
