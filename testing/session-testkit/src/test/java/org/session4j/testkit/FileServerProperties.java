package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** Whatever somebody sends, the file server answers with one of its statuses. */
class FileServerProperties {

    private static final List<String> PARTS = List.of(
            "/",
            "file",
            "files",
            "info",
            "extend",
            "session_version",
            "token_info",
            "?",
            "platform=",
            "ios",
            "&",
            "%",
            "days=7",
            "A".repeat(44),
            "12",
            "..",
            "\u0000",
            "é");

    private static Scene scene;
    private static RawFiles files;
    private static RawHttp http;

    @BeforeContainer
    static void start() throws IOException {
        scene = new Scene(ServerVersion.S28);
        files = new RawFiles(scene.network);
        http = RawHttp.plain("127.0.0.1", scene.network.files().uri().getPort());
    }

    @AfterContainer
    static void stop() throws IOException {
        http.close();
        scene.close();
    }

    /** As the last node of a path posts it. */
    private static RawFiles.Answer post(byte[] plaintext) throws IOException {
        RawOnion.Layer layer = files.seal(plaintext);
        RawHttp.Reply reply = http.post("/oxen/v4/lsrpc", layer.body());
        assertThat(reply.status()).isEqualTo(200);
        return RawFiles.open(layer, reply.body());
    }

    @Property
    void anyBytesAreRefusedInClear(@ForAll @Size(max = 300) byte[] body) throws IOException {
        assertThat(http.post("/oxen/v4/lsrpc", body).status()).isEqualTo(400);
    }

    @Property
    void anyPlaintextIsNoRequest(@ForAll @Size(max = 300) byte[] plaintext) throws IOException {
        RawFiles.Answer answer = post(plaintext);
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("Invalid v4 onion request");
    }

    @Property
    void anyRequestIsAnswered(
            @ForAll("methods") String method,
            @ForAll("endpoints") String endpoint,
            @ForAll("headers") Map<String, String> headers,
            @ForAll @Size(max = 50) byte[] body)
            throws IOException {
        String metadata = Rpc.format(Map.of("method", method, "endpoint", "/" + endpoint, "headers", headers));
        assertThat(post(RawFiles.list(metadata, body)).code()).isIn(200, 400, 401, 404, 405, 413, 425, 502);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "POST", "PUT", "get", "");
    }

    @Provide
    Arbitrary<String> endpoints() {
        return Arbitraries.of(PARTS).list().ofMaxSize(6).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> names = Arbitraries.of("X-FS-TTL", "X-FS-Pubkey", "X-FS-Timestamp", "X-FS-Signature", "Ä");
        Arbitrary<String> values = Arbitraries.of(
                "", "0", "-1", "1800000000", "07" + "0".repeat(64), "07" + "1".repeat(64), "A".repeat(86), "\n", "x");
        return Arbitraries.maps(names, values).ofMaxSize(4);
    }
}
