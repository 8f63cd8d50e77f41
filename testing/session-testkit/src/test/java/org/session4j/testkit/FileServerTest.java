package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.session4j.onion.FileServerAddress;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.FileServerSettings.Age;
import org.session4j.testkit.FileServerSettings.Ids;

/** What the file server keeps, for how long, and under which names. */
class FileServerTest {

    private static final byte[] FILE = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final String ID = RawFiles.id(FILE);
    private static final Instant START = Instant.ofEpochMilli(Scene.NOW);
    private static final Duration DAYS = Duration.ofDays(14);

    private Scene scene;
    private RawFiles files;

    @BeforeEach
    void start() {
        open(FileServerSettings.publicServer());
    }

    private void open(FileServerSettings settings) {
        scene = new Scene(TestNetwork.builder().fileServer(settings));
        files = new RawFiles(scene.network);
    }

    private void reopen(FileServerSettings settings) {
        scene.close();
        open(settings);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private StoredFile stored() {
        return scene.network.files().file(ID).orElseThrow();
    }

    @Test
    void theNetworkNamesItsServer() {
        TestFileServer server = scene.network.files();
        assertThat(scene.network.fileServer()).contains(server.address());
        FileServerAddress address = server.address();
        assertThat(address.baseUrl() + "/").isEqualTo(server.uri().toString());
        assertThat(address.destination().x25519()).isEqualTo(server.x25519());
        assertThat(address.ed25519()).isEqualTo(server.ed25519());
        assertThat(server.secureAddress().baseUrl() + "/")
                .isEqualTo(server.secureUri().toString());
    }

    @Test
    void oneSeedMakesTheSameKeyAndOtherKeysThanTheNodes() {
        try (Scene same = new Scene(ServerVersion.S28)) {
            assertThat(same.network.files().ed25519())
                    .isEqualTo(scene.network.files().ed25519());
        }
        assertThat(scene.network.nodes())
                .extracting(TestNode::ed25519)
                .doesNotContain(scene.network.files().ed25519());
    }

    @Test
    void aFileLivesUntilItsTimeIsOver() {
        files.upload(FILE);
        assertThat(stored().uploaded()).isEqualTo(START);
        assertThat(stored().expires()).isEqualTo(START.plus(DAYS));
        assertThat(stored().data().toByteArray()).isEqualTo(FILE);
        scene.clock.advance(DAYS.minusMillis(1));
        assertThat(files.get("/file/" + ID).code()).isEqualTo(200);
        scene.clock.advance(Duration.ofMillis(1));
        assertThat(files.get("/file/" + ID).code()).isEqualTo(404);
        assertThat(files.get("/file/" + ID + "/info").code()).isEqualTo(404);
        assertThat(files.extend(ID).code()).isEqualTo(404);
        assertThat(scene.network.files().files()).isEmpty();
    }

    @Test
    void theSameContentAgainIsTheSameFileAndNeverExpiresSooner() {
        files.upload(FILE);
        scene.clock.advance(Duration.ofHours(1));
        assertThat(files.upload(FILE, "60").json().path("expires").decimalValue())
                .isEqualByComparingTo("1801209600");
        assertThat(stored().uploaded()).isEqualTo(START.plus(Duration.ofHours(1)));
        files.upload(FILE);
        assertThat(stored().expires()).isEqualTo(START.plus(DAYS).plus(Duration.ofHours(1)));
        assertThat(scene.network.files().files()).hasSize(1);
    }

    @Test
    void anExtensionOnlyLengthens() {
        files.upload(FILE, "600");
        scene.clock.advance(Duration.ofMillis(1500));
        assertThat(files.extend(ID, "60").text())
                .isEqualTo("{\"size\": 5, \"uploaded\": 1800000000.0, \"expires\": 1800000600.0}");
        assertThat(files.extend(ID, "700").text())
                .isEqualTo("{\"size\": 5, \"uploaded\": 1800000000.0, \"expires\": 1800000701.5}");
        assertThat(files.extend(ID).json().path("expires").decimalValue()).isEqualByComparingTo("1801209601.5");
    }

    @Test
    void timesHaveUpToSixDecimals() {
        scene.clock.set(START.plusNanos(123_456_789));
        assertThat(files.upload(FILE, "1").text()).endsWith("\"expires\": 1800000001.123456}");
    }

    @Test
    void aServerAsItComesHasNumbersAndDoesWhatItWants() {
        reopen(FileServerSettings.asItComes());
        RawFiles.Answer answer = files.upload(FILE, "nonsense");
        String id = answer.json().path("id").textValue();
        assertThat(id).matches("[0-9]{1,16}");
        assertThat(Long.parseLong(id)).isLessThan(1L << 53);
        assertThat(answer.json().path("expires").decimalValue())
                .isEqualByComparingTo(Long.toString(1_800_000_000L + 21 * 86_400));
        assertThat(files.upload(FILE).json().path("id").textValue()).isNotEqualTo(id);
        assertThat(files.get("/file/" + id).body()).isEqualTo(Bytes.of(FILE));
        assertThat(files.extend(id).code()).isEqualTo(404);
        RawFiles.Answer legacy =
                files.ask("POST", "/files", Map.of(), "{\"file\":\"aGVsbG8=\"}".getBytes(StandardCharsets.US_ASCII));
        assertThat(legacy.json().path("result").isIntegralNumber()).isTrue();
        assertThat(files.get("/files/" + legacy.json().path("result").asText()).code())
                .isEqualTo(200);
        assertThat(scene.network.files().files()).hasSize(3);
    }

    @Test
    void aServerWithoutAFreeNumberSaysSo() {
        reopen(FileServerSettings.asItComes().withIds(new Ids.Numeric(0)));
        assertThat(files.upload(FILE).json().path("id").textValue()).isEqualTo("0");
        RawFiles.Answer answer = files.upload(FILE);
        assertThat(answer.code()).isEqualTo(507);
        assertThat(answer.text()).isEqualTo("{\"status_code\": 507}");
    }

    @Test
    void anOldServerTellsNoExpiryAndExtendsNothing() {
        reopen(FileServerSettings.publicServer().withAge(Age.OLD));
        assertThat(files.upload(FILE, "nonsense").text()).isEqualTo("{\"id\": \"" + ID + "\"}");
        assertThat(files.get("/file/" + ID).headers()).containsOnlyKeys("content-type");
        assertThat(files.extend(ID).code()).isEqualTo(404);
        assertThat(files.get("/file/" + ID + "/info").json().path("expires").decimalValue())
                .isEqualByComparingTo("1801209600");
    }

    @Test
    void theLargestFileGoesThereAndBackAndOneMoreByteDoesNot() {
        byte[] large = new byte[10_000_000];
        new Random(1).nextBytes(large);
        assertThat(files.upload(large).json().path("id").textValue()).isEqualTo(RawFiles.id(large));
        assertThat(files.get("/file/" + RawFiles.id(large)).body()).isEqualTo(Bytes.of(large));
        assertThat(files.upload(new byte[large.length + 1]).code()).isEqualTo(413);
    }

    @Test
    void requestsComeOverTlsAndWithTheOtherCipherToo() {
        for (String encType : List.of("xchacha20", "aes-gcm")) {
            RawFiles secure =
                    new RawFiles(scene.network, encType, scene.network.files().secureUri());
            assertThat(secure.upload(FILE).code()).isEqualTo(200);
            RawFiles plain =
                    new RawFiles(scene.network, encType, scene.network.files().uri());
            assertThat(plain.get("/file/" + ID).body()).isEqualTo(Bytes.of(FILE));
        }
    }

    @Test
    void releasesAndFiguresAreTold() {
        Map<String, URI> assets = new LinkedHashMap<>();
        assets.put("app.deb", URI.create("https://example.org/app.deb"));
        assets.put("app.rpm", URI.create("https://example.org/app.rpm"));
        TestFileServer server = scene.network.files();
        server.release(AppRelease.Platform.IOS, AppRelease.Channel.STABLE, AppRelease.of("v1.2.3"));
        assertThat(files.get("/session_version?platform=ios").text())
                .isEqualTo("{\"status_code\": 200, \"updated\": 1800000000.0, \"result\": \"v1.2.3\"}");
        server.release(
                AppRelease.Platform.IOS,
                AppRelease.Channel.PRERELEASE,
                new AppRelease("v1.3.0", "Thé", "\"new\"", assets));
        assertThat(files.get("/session_version?platform=ios").text())
                .isEqualTo("{\"status_code\": 200, \"updated\": 1800000000.0, \"result\": \"v1.2.3\", \"prerelease\": "
                        + "{\"result\": \"v1.3.0\", \"updated\": 1800000000.0, \"name\": \"Th\\u00E9\", "
                        + "\"notes\": \"\\\"new\\\"\", \"assets\": "
                        + "[{\"name\": \"app.deb\", \"url\": \"https://example.org/app.deb\"}, "
                        + "{\"name\": \"app.rpm\", \"url\": \"https://example.org/app.rpm\"}]}}");
        assertThat(files.get("/session_version?platform=ios&release_channel=prerelease")
                        .json()
                        .path("result")
                        .asText())
                .isEqualTo("v1.3.0");
        assertThat(files.get("/session_version?platform=ios&release_channel=alpha")
                        .code())
                .isEqualTo(502);
        assertThat(files.get("/session_version?platform=android").code()).isEqualTo(502);
    }

    @Test
    void theFiguresOfTheLastDaysAreTold() {
        BigDecimal one = new BigDecimal("1.50");
        scene.network
                .files()
                .tokenInfo(new TokenInfo(
                        one,
                        one,
                        one,
                        List.of(
                                new TokenInfo.Entry(one, one, 2000, START.minus(Duration.ofDays(9))),
                                new TokenInfo.Entry(one, one, 2001, START))));
        String head = "{\"status_code\": 200, \"info\": {\"maximum_supply\": \"1.50\", \"sent_per_node\": \"1.50\", "
                + "\"staking_reward_pool\": \"1.50\", \"history\": [";
        String last = "{\"current_value\": \"1.50\", \"circulating_supply\": \"1.50\", \"total_nodes\": 2001, "
                + "\"updated\": 1800000000.0}]}}";
        assertThat(files.get("/token_info").text()).isEqualTo(head + last);
        assertThat(files.get("/token_info?days=31").text())
                .as("not a number of days")
                .isEqualTo(head + last);
        assertThat(files.get("/token_info?days=30").json().path("info").path("history"))
                .hasSize(2);
    }

    @Test
    void theServerRemembersWhatItWasAskedAndLosesWhatItIsToldTo() {
        files.upload(FILE, "60");
        TestFileServer server = scene.network.files();
        assertThat(server.records())
                .containsExactly(new FileServerRecord("POST", "/file", Map.of("x-fs-ttl", "60"), FILE.length, 200));
        server.remove(ID);
        assertThat(files.get("/file/" + ID).code()).isEqualTo(404);
        assertThat(server.requests()).isEqualTo(2);
        server.clearRecords();
        assertThat(server.records()).isEmpty();
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        FileServerSettings settings = FileServerSettings.publicServer();
        assertThatThrownBy(() -> settings.withMaxFileSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ids.Numeric(54)).isInstanceOf(IllegalArgumentException.class);
        assertThat(settings.withTtl(Duration.ofDays(1))
                        .withMaxTtl(Duration.ofDays(2))
                        .maxTtl())
                .contains(Duration.ofDays(2));
    }
}
