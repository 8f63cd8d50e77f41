package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.session4j.testkit.Fault.Kind;

/** Each fault of the file server, as a client behind a path sees it. */
class FileServerFaultTest {

    private static final byte[] FILE = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final String ID = RawFiles.id(FILE);

    private Scene scene;
    private TestFileServer server;
    private RawFiles files;

    @BeforeEach
    void start() {
        open(new Scene(ServerVersion.S28));
    }

    private void open(Scene fresh) {
        scene = fresh;
        server = scene.network.files();
        files = new RawFiles(scene.network);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private RawOnion.Layer upload() {
        return files.seal(RawFiles.list("{\"method\":\"POST\",\"endpoint\":\"/file\"}", FILE));
    }

    @Test
    void aDeadServerIsABadGatewayUntilItIsBackAtTheSamePorts() {
        int port = server.uri().getPort();
        server.fault(new Fault.Dead());
        assertThatThrownBy(() -> RawHttp.plain("127.0.0.1", port)).isInstanceOf(ConnectException.class);
        assertThat(files.relay(upload()).status()).isEqualTo(502);
        server.clearFaults();
        assertThat(server.uri().getPort()).isEqualTo(port);
        assertThat(files.upload(FILE).code()).isEqualTo(200);
    }

    @Test
    void aServerThatDoesNotAnswerTimesOutAtTheNode() {
        scene.close();
        open(Scene.impatient());
        server.fault(new Fault.Hanging());
        assertThat(files.relay(upload()).status()).isEqualTo(504);
        assertThat(server.hits(Kind.HANGING)).isEqualTo(1);
        assertThat(server.requests()).isZero();
        server.clearFaults();
        server.fault(new Fault.Slow(Duration.ofHours(1)));
        assertThat(files.relay(upload()).status()).isEqualTo(504);
        assertThat(server.files()).as("the work is done at once").hasSize(1);
    }

    @Test
    void aSlowServerAnswersLate() {
        server.fault(new Fault.Slow(Duration.ofMillis(1)));
        assertThat(files.upload(FILE).code()).isEqualTo(200);
        assertThat(server.hits(Kind.SLOW)).isEqualTo(1);
    }

    @Test
    void anAnswerThatDoesNotComeWholeIsABadGatewayAfterTheWork() {
        for (Fault fault : List.of(new Fault.DroppedReply(), new Fault.HalfReply())) {
            server.fault(fault);
            assertThat(files.relay(upload()).status()).isEqualTo(502);
            assertThat(server.hits(fault.kind())).isEqualTo(1);
            server.clearFaults();
        }
        assertThat(server.requests()).isEqualTo(2);
        assertThat(server.files()).hasSize(1);
    }

    @Test
    void aTamperedAnswerDoesNotOpen() {
        server.fault(new Fault.TamperedReply());
        RawOnion.Layer inner = upload();
        RawHttp.Reply reply = files.relay(inner);
        assertThat(reply.status()).isEqualTo(200);
        assertThatThrownBy(() -> inner.openBytes(reply.body())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErrorBeforeTheServerIsInClearAndNothingIsDone() {
        server.fault(new Fault.ServerError(503));
        RawHttp.Reply reply = files.relay(upload());
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).isEqualTo("503 Service Unavailable");
        assertThat(server.requests()).isZero();
    }

    @Test
    void aFullDiskFailsUploadsOnly() {
        files.upload(FILE);
        server.fault(new Fault.DiskFull());
        RawFiles.Answer refused = files.upload(new byte[10]);
        assertThat(refused.code()).isEqualTo(500);
        assertThat(refused.text()).isEqualTo("{\"status_code\": 500}");
        assertThat(files.get("/file/" + ID).code()).isEqualTo(200);
        assertThat(server.hits(Kind.DISK_FULL)).isEqualTo(1);
    }

    @Test
    void aLyingServerSaysStoredAndThrowsAway() {
        server.fault(new Fault.Lying());
        assertThat(files.upload(FILE).json().path("id").textValue()).isEqualTo(ID);
        assertThat(files.get("/file/" + ID).code()).isEqualTo(404);
    }

    @Test
    void aServerThatLiesAboutSizesHandsOutAsMuchAsItSays() {
        files.upload(FILE);
        for (Map.Entry<Integer, String> lie :
                Map.of(-2, "hel", 1, "hello\0", -9, "").entrySet()) {
            server.fault(new Fault.WrongSize(lie.getKey()));
            assertThat(files.get("/file/" + ID).text()).isEqualTo(lie.getValue());
            assertThat(files.get("/file/" + ID + "/info").json().path("size").intValue())
                    .isEqualTo(lie.getValue().length());
            assertThat(files.extend(ID).json().path("size").intValue())
                    .isEqualTo(lie.getValue().length());
            server.clearFaults();
        }
        assertThat(server.hits(Kind.WRONG_SIZE)).isEqualTo(9);
    }

    @Test
    void aServerMayHandOutOtherBytes() {
        files.upload(FILE);
        server.fault(new Fault.WrongBytes());
        assertThat(files.get("/file/" + ID).text()).isEqualTo("hemlo");
        assertThat(files.get("/files/" + ID).json().path("result").asText()).isEqualTo(Scene.base64("hemlo"));
        assertThat(server.hits(Kind.WRONG_BYTES)).isEqualTo(2);
    }

    @Test
    void aServerWithAWrongClockGivesOtherTimes() {
        server.fault(new Fault.WrongClock(Duration.ofMinutes(-1)));
        assertThat(files.upload(FILE, "100").json().path("expires").decimalValue())
                .isEqualByComparingTo("1800000040");
    }

    @Test
    void faultsOfTheNodesAreNotThoseOfTheServer() throws IOException {
        server.fault(new Fault.ServerError(500), 0.5);
        scene.network.fault(new Fault.Lying(), 1);
        assertThat(server.faults()).containsExactly(new Fault.ServerError(500));
        assertThatThrownBy(() -> server.fault(new Fault.WrongSwarm())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scene.network.node(0).fault(new Fault.WrongBytes()))
                .isInstanceOf(IllegalArgumentException.class);
        scene.network.clearFaults();
        assertThat(server.faults()).isEmpty();
        assertThat(files.upload(FILE).code()).isEqualTo(200);
        assertThat(server.files()).as("no lie").hasSize(1);
    }
}
