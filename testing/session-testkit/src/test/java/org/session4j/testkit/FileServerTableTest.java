package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services, sections 1.2 and 1.3: what each request to the file server is answered, one case a row. */
class FileServerTableTest {

    private static final int LIMIT = 1000;
    private static final byte[] FILE = ascii("hello");

    /** From the published vectors. */
    private static final String ID = "tKO2VVg1JPHwgZuvqK_7bDHJeSr4UJ_8i13ETlwAn0jB";

    private static final String NO_ID = "A".repeat(44);
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PAGE = "text/html; charset=utf-8";
    private static final TestAccount SIGNER = TestAccount.group(5);
    private static final String VERSION = "/session_version?platform=desktop";
    private static final long SECONDS = Scene.NOW / 1000;

    private static Scene scene;
    private static RawFiles files;

    @BeforeAll
    static void start() {
        scene = new Scene(TestNetwork.builder()
                .fileServer(FileServerSettings.publicServer().withMaxFileSize(LIMIT)));
        files = new RawFiles(scene.network);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @AfterEach
    void forget() {
        scene.network.files().remove(ID);
        scene.network.files().clearRecords();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A request and its answer.
     *
     * @param body null for none
     * @param text the whole body; null where only status and type count
     */
    record Case(
            String name,
            String method,
            String endpoint,
            Map<String, String> headers,
            String body,
            int code,
            String contentType,
            String text) {

        static Case get(String endpoint, int code, String contentType, String text) {
            return new Case("GET " + endpoint, "GET", endpoint, Map.of(), null, code, contentType, text);
        }

        static Case refused(String name, String method, String endpoint, String body, int code) {
            return new Case(name, method, endpoint, Map.of(), body, code, JSON, "{\"status_code\": " + code + "}");
        }

        static Case post(String name, String endpoint, String body, int code, String contentType, String text) {
            return new Case(name, "POST", endpoint, Map.of(), body, code, contentType, text);
        }

        Case with(String... pairs) {
            Map<String, String> more = new HashMap<>(headers);
            for (int i = 0; i < pairs.length; i += 2) {
                more.put(pairs[i], pairs[i + 1]);
            }
            return new Case(
                    name + " " + String.join(" ", pairs), method, endpoint, more, body, code, contentType, text);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The answer to an upload of the file. */
    private static String uploaded(long expires) {
        return "{\"id\": \"" + ID + "\", \"expires\": " + expires + ".0}";
    }

    private static String described(long expires) {
        return "{\"size\": 5, \"uploaded\": 1800000000.0, \"expires\": " + expires + ".0}";
    }

    static Stream<Case> uploads() {
        Case good = Case.post("upload", "/file", "hello", 200, JSON, uploaded(1801209600));
        Case sooner = Case.post("upload", "/file", "hello", 200, JSON, uploaded(1800000060));
        Case bad = Case.refused("upload", "POST", "/file", "hello", 400);
        return Stream.of(
                good,
                good.with("Content-Type", "application/octet-stream", "Content-Disposition", "attachment"),
                sooner.with("X-FS-TTL", "60"),
                sooner.with("x-fs-ttl", " +60 "),
                good.with("X-FS-TTL", "1209600"),
                Case.post("upload", "/file", "hello", 200, JSON, uploaded(1800000000))
                        .with("X-FS-TTL", "0"),
                bad.with("X-FS-TTL", "1209601"),
                bad.with("X-FS-TTL", "-1"),
                bad.with("X-FS-TTL", "1.5"),
                bad.with("X-FS-TTL", "soon"),
                bad.with("X-FS-TTL", ""),
                bad.with("X-FS-TTL", "9".repeat(30)),
                Case.refused("empty", "POST", "/file", "", 413),
                Case.refused("no body", "POST", "/file", null, 413),
                Case.refused("too large", "POST", "/file", "x".repeat(LIMIT + 1), 413),
                Case.refused("too large before the TTL", "POST", "/file", "x".repeat(LIMIT + 1), 413)
                        .with("X-FS-TTL", "soon"));
    }

    static Stream<Case> files() {
        Case extend = Case.post("extend", "/file/" + ID + "/extend", "", 200, JSON, described(1801209600));
        Case badTtl = Case.refused("extend", "POST", "/file/" + ID + "/extend", "", 400);
        return Stream.of(
                Case.get("/file/" + ID, 200, "application/octet-stream", "hello"),
                Case.get("/file/" + ID + "?x=y", 200, "application/octet-stream", "hello"),
                Case.refused("unknown", "GET", "/file/" + NO_ID, null, 404),
                Case.refused("unknown number", "GET", "/file/12345", null, 404),
                Case.refused("no id at all", "GET", "/file/%20", null, 404),
                Case.get("/file/" + ID + "/info", 200, JSON, described(1801209600)),
                Case.refused("info of unknown", "GET", "/file/" + NO_ID + "/info", null, 404),
                extend,
                extend.with("X-FS-TTL", "1"),
                badTtl.with("X-FS-TTL", "soon"),
                badTtl.with("X-FS-TTL", "1209601"),
                Case.refused("extend unknown", "POST", "/file/" + NO_ID + "/extend", "", 404),
                Case.refused("extend a number", "POST", "/file/12345/extend", "", 404),
                Case.refused("extend, TTL first", "POST", "/file/12345/extend", "", 400)
                        .with("X-FS-TTL", "-1"));
    }

    static Stream<Case> legacy() {
        String invalid = "Invalid v4 onion request";
        return Stream.of(
                Case.post(
                        "legacy upload",
                        "/files",
                        "{\"file\":\"aGVsbG8=\"}",
                        200,
                        JSON,
                        "{\"result\": \"" + ID + "\", \"status_code\": 200}"),
                Case.post(
                        "legacy upload without padding",
                        "/files",
                        "{\"file\":\"aGVsbG8\"}",
                        200,
                        JSON,
                        "{\"result\": \"" + ID + "\", \"status_code\": 200}"),
                Case.refused("legacy, no JSON", "POST", "/files", "aGVsbG8=", 400),
                Case.refused("legacy, no file", "POST", "/files", "{\"data\":\"aGVsbG8=\"}", 400),
                Case.refused("legacy, empty", "POST", "/files", "{\"file\":\"\"}", 413),
                Case.refused("legacy, too long", "POST", "/files", "{\"file\":\"" + "A".repeat(1340) + "\"}", 413),
                Case.post("legacy, no base64", "/files", "{\"file\":\"?\"}", 400, TEXT, invalid),
                Case.get("/files/" + ID, 200, JSON, "{\"status_code\": 200, \"result\": \"aGVsbG8=\"}"),
                Case.refused("legacy unknown", "GET", "/files/" + NO_ID, null, 404));
    }

    static Stream<Case> strangers() {
        return Stream.of(
                Case.get("/", 404, PAGE, null),
                Case.get("/room/x", 404, PAGE, null),
                Case.get("/file/", 404, PAGE, null),
                Case.get("/file/" + ID + "/more", 404, PAGE, null),
                Case.get("/fileserver/" + ID, 404, PAGE, null),
                Case.get("/file", 405, PAGE, null),
                Case.get("/file/" + ID + "/extend", 405, PAGE, null),
                Case.post("POST /file/id", "/file/" + ID, "hello", 405, PAGE, null),
                new Case("DELETE", "DELETE", "/file/" + ID, Map.of(), null, 405, PAGE, null));
    }

    private static Case version(int code, String... headers) {
        Case row =
                code == 502 ? Case.refused("version", "GET", VERSION, null, code) : Case.get(VERSION, code, TEXT, null);
        return row.with(headers);
    }

    private static String id(String prefix) {
        return prefix + SIGNER.ed25519();
    }

    private static String sign(long time, String endpoint) {
        return SIGNER.sign(time + "GET" + endpoint);
    }

    static Stream<Case> versions() {
        String key = "X-FS-Pubkey";
        String time = "X-FS-Timestamp";
        String signature = "X-FS-Signature";
        String now = Long.toString(SECONDS);
        String good = sign(SECONDS, VERSION);
        long early = SECONDS - 86_400;
        long late = SECONDS + 86_401;
        String hex = RawFiles.hex(Base64.getDecoder().decode(good));
        return Stream.of(
                Case.refused("no platform", "GET", "/session_version", null, 404),
                Case.refused("other platform", "GET", "/session_version?platform=web", null, 404),
                Case.refused("platform before signature", "GET", "/session_version?platform=web", null, 404)
                        .with(key, "00"),
                Case.refused("no release", "GET", VERSION, null, 502),
                Case.refused("other channel", "GET", VERSION + "&release_channel=nightly", null, 502),
                version(502, key, id("07"), time, now, signature, good),
                version(502, key, id("07"), time, now, signature, hex),
                version(502, key, id("07"), time, "" + early, signature, sign(early, VERSION)),
                version(425, key, id("07"), time, "" + late, signature, sign(late, VERSION)),
                version(425, key, id("07"), time, "" + (early - 1), signature, sign(early - 1, VERSION)),
                version(401, key, id("07"), time, now, signature, sign(SECONDS, "/session_version?platform=ios")),
                version(401, key, id("07"), time, "" + (SECONDS + 1), signature, good),
                version(400, key, id("07")),
                version(400, key, id("07"), time, now),
                version(400, time, now, signature, good),
                version(400, key, id("05"), time, now, signature, good),
                version(400, key, "07" + "f".repeat(64), time, now, signature, good),
                version(400, key, "07", time, now, signature, good),
                version(400, key, id("07"), time, "now", signature, good),
                version(400, key, id("07"), time, now, signature, "AAAA"),
                Case.refused("no figures", "GET", "/token_info", null, 502),
                Case.refused("no figures", "GET", "/token_info?days=3", null, 502));
    }

    @ParameterizedTest
    @MethodSource({"uploads", "files", "legacy", "strangers", "versions"})
    void eachRequestIsAnswered(Case row) {
        if (!row.endpoint().equals("/file") && !row.endpoint().equals("/files")) {
            files.upload(FILE);
        }
        RawFiles.Answer answer =
                files.ask(row.method(), row.endpoint(), row.headers(), row.body() == null ? null : ascii(row.body()));
        if (row.text() != null) {
            assertThat(answer.text()).isEqualTo(row.text());
        }
        assertThat(answer.code()).isEqualTo(row.code());
        assertThat(answer.headers()).containsEntry("content-type", row.contentType());
        FileServerRecord seen = scene.network
                .files()
                .records()
                .get(scene.network.files().records().size() - 1);
        assertThat(seen.status()).isEqualTo(row.code());
        assertThat(seen.endpoint()).isEqualTo(row.endpoint());
        assertThat(seen.method()).isEqualTo(row.method());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "le",
                "hello",
                "d1:a1:be",
                "li5ee",
                "l2:{}e",
                "l2:[]e",
                "l5:hello5:helloe",
                "l34:{\"method\":\"GET\",\"endpoint\":\"file\"}e",
                "l20:{\"endpoint\":\"/file\"}e",
                "l16:{\"method\":\"GET\"}e",
                "l32:{\"method\":1,\"endpoint\":\"/file/a\"}e",
                "l35:{\"method\":\"GET\",\"endpoint\":\"/file\"}1:a1:be",
                "l35:{\"method\":\"GET\",\"endpoint\":\"/file\"}1:aex",
                "l99:{\"method\":\"GET\",\"endpoint\":\"/file\"}e",
            })
    void whatIsNoRequestIsToldSoInsideOfTheOnion(String plaintext) {
        RawFiles.Answer answer = files.send(ascii(plaintext));
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("Invalid v4 onion request");
        assertThat(answer.headers()).containsOnly(Map.entry("content-type", TEXT));
        assertThat(scene.network.files().records()).isEmpty();
    }

    @Test
    void whatDoesNotOpenIsRefusedInClear() {
        RawOnion.Layer forANode = RawOnion.encrypt(scene.network.node(4), "xchacha20", RawFiles.list("{}", null));
        assertThat(files.relay(forANode).status()).isEqualTo(400);
    }

    @Test
    void thereIsNoOtherDoor() throws Exception {
        RawOnion.Layer good = files.seal(RawFiles.list("{\"method\":\"GET\",\"endpoint\":\"/token_info\"}", null));
        assertThat(files.relay(good).status()).isEqualTo(200);
        assertThat(files.relay(good, "/loki/v3/lsrpc").status()).isEqualTo(404);
        try (RawHttp http =
                RawHttp.plain("127.0.0.1", scene.network.files().uri().getPort())) {
            assertThat(http.post("/file", FILE).status()).isEqualTo(404);
            http.send("GET /oxen/v4/lsrpc HTTP/1.1\r\n\r\n", new byte[0]);
            assertThat(http.read().status()).isEqualTo(405);
        }
        assertThat(scene.network.files().records()).hasSize(1);
    }

    @Test
    void aDownloadSaysWhenTheFileExpires() {
        files.upload(FILE);
        assertThat(files.get("/file/" + ID).headers())
                .containsOnly(
                        Map.entry("content-type", "application/octet-stream"),
                        Map.entry("expires", "Fri, 29 Jan 2027 08:00:00 GMT"));
    }
}
