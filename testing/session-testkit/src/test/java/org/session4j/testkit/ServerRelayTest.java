package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.session4j.testkit.RawOnion.Layer;

/** Storage server, section 10.5: the last node posts to a server outside the network. */
class ServerRelayTest {

    private static final String XCHACHA = "xchacha20";

    private Scene scene = new Scene(ServerVersion.S28);

    @AfterEach
    void stop() {
        scene.close();
    }

    private static RawServer serve(int status, String answer) throws IOException {
        return RawServer.start(ServerSocketFactory.getDefault(), status, answer);
    }

    private static byte[] layer(String protocol, String host, int port) {
        String routing = "{\"ephemeral_key\":\"" + "ab".repeat(32) + "\",\"host\":\"" + host + "\",\"port\":" + port
                + ",\"protocol\":\"" + protocol + "\",\"target\":\"/oxen/v4/lsrpc\"}";
        return RawOnion.frame("for the server".getBytes(StandardCharsets.UTF_8), routing);
    }

    private RawHttp.Reply relay(byte[] exitPlaintext) throws IOException {
        return relay(3, exitPlaintext);
    }

    private RawHttp.Reply relay(int length, byte[] exitPlaintext) throws IOException {
        List<TestNode> hops = scene.network.nodes().subList(0, length);
        TestNode last = hops.get(length - 1);
        Layer exit = RawOnion.encrypt(last, XCHACHA, exitPlaintext);
        Layer outer = RawOnion.through(hops.subList(0, length - 1), last, XCHACHA, exit);
        try (RawHttp http = RawHttp.secure(hops.get(0).ip(), hops.get(0).httpsPort())) {
            return http.post("/onion_req/v2", outer.body());
        }
    }

    @Test
    void theWholeLayerIsPostedAndTheAnswerComesBackAsItIs() throws Exception {
        try (RawServer server = serve(200, "opaque")) {
            byte[] layer = layer("http", "127.0.0.1", server.port());
            RawHttp.Reply reply = relay(layer);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo("opaque");
            assertThat(reply.headers()).doesNotContainKey("location");
            assertThat(server.seen().head()).startsWith("POST /oxen/v4/lsrpc HTTP/1.1\r\n");
            assertThat(server.seen().header("user-agent")).isEqualTo("Oxen Storage Server/2.8.0");
            assertThat(server.seen().header("content-type")).isEqualTo("application/octet-stream");
            assertThat(server.seen().header("host")).isEqualTo("127.0.0.1:" + server.port());
            assertThat(server.seen().body()).isEqualTo(layer);
        }
    }

    @Test
    void statusesThatNodesDoNotKnowBecomeFiveHundred() throws Exception {
        int[][] statuses = {{403, 403}, {404, 404}, {429, 429}, {503, 503}, {418, 500}, {302, 500}};
        for (int[] status : statuses) {
            try (RawServer server = serve(status[0], "no")) {
                RawHttp.Reply reply = relay(layer("http", "localhost", server.port()));
                assertThat(reply.status()).as("of %d", status[0]).isEqualTo(status[1]);
                assertThat(reply.text()).isEqualTo("no");
            }
        }
    }

    @Test
    void aServerWithACertificateOfItsOwnIsRefusedUnlessTrusted() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .commonName("files.test")
                .addSubjectAlternativeName("files.test")
                .build();
        byte[] layer = layer("https", "files.test", 443);
        try (RawServer server = RawServer.start(tls(certificate), 200, "opaque")) {
            scene.close();
            scene = new Scene(TestNetwork.builder().host("files.test", server.address()));
            RawHttp.Reply refused = relay(layer);
            assertThat(refused.status()).isEqualTo(502);
            assertThat(refused.text()).isEqualTo("SSL certificate problem: self-signed certificate");
            scene.close();
            scene = new Scene(TestNetwork.builder()
                    .host("files.test", server.address())
                    .host("other.test", server.address())
                    .trust(certificate.certificate()));
            assertThat(relay(layer).text()).isEqualTo("opaque");
            assertThat(relay(layer("https", "other.test", 443)).status())
                    .as("the right certificate under another name")
                    .isEqualTo(502);
        }
    }

    private static ServerSocketFactory tls(HeldCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", certificate.keyPair().getPrivate(), new char[0], new Certificate[] {certificate.certificate()
                });
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls.getServerSocketFactory();
    }

    @Test
    void aServerThatIsNotThereOrNotKnownIsABadGateway() throws Exception {
        RawServer closed = serve(200, "");
        closed.close();
        assertThat(relay(layer("http", "127.0.0.1", closed.port())).status()).isEqualTo(502);
        RawHttp.Reply unknown = relay(layer("https", "example.org", 443));
        assertThat(unknown.status()).isEqualTo(502);
        assertThat(unknown.text()).isEqualTo("Could not resolve host: example.org");
    }

    @Test
    void aServerThatIsSilentTimesOut() throws Exception {
        scene.close();
        scene = Scene.impatient();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            // One node alone: none before it can lose patience first.
            RawHttp.Reply reply = relay(1, layer("http", "127.0.0.1", silent.getLocalPort()));
            assertThat(reply.status()).isEqualTo(504);
            assertThat(reply.text()).isEqualTo("Operation timed out after 500 milliseconds with 0 bytes received");
        }
    }
}
