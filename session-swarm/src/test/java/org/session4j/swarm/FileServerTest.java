package org.session4j.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionRequest.Category;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServerDestination;
import org.session4j.onion.Timing;
import org.session4j.onion.wire.V4Request;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileId;
import org.session4j.protocol.attachment.FileUrl;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.swarm.FileServerException.Reason;

/** What is asked of a file server, word by word, and what is made of each of its answers. */
class FileServerTest {

    private static final Bytes FILE = Bytes.utf8("an encrypted file");
    private static final TransferListener NOBODY = (done, inAll) -> {};

    private final FakeFileServer server = new FakeFileServer();
    private final FileServer files = server.open();

    private FileUrl url(FileId id) {
        return url("http://files.test:8080/file/" + id);
    }

    private static FileUrl url(String text) {
        try {
            return FileUrl.parse(text);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    private static FileServerException refused(CompletableFuture<?> future) {
        return (FileServerException) failure(future);
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isDone();
        Throwable failure = future.handle((value, thrown) -> thrown).join();
        assertThat(failure).isNotNull();
        return failure;
    }

    // --- the requests ---

    @Test
    void anUploadIsAPostOfTheFileAndGivesIdExpiryAndUrl() {
        UploadedFile uploaded = files.upload(FILE).join();

        assertThat(server.asked(0))
                .isEqualTo(new V4Request(
                        "POST",
                        "/file",
                        Map.of("content-type", "application/octet-stream", "content-disposition", "attachment"),
                        FILE));
        FileId id = FileId.ofContent(Crypto.get(), FILE.toByteArray());
        assertThat(uploaded.id()).isEqualTo(id);
        assertThat(uploaded.uploaded()).isNull();
        assertThat(uploaded.expires()).isEqualTo(server.time.trueTime().plus(Duration.ofDays(14)));
        assertThat(uploaded.url(true).format())
                .isEqualTo("http://files.test:8080/file/" + id + "#p=" + server.address.ed25519() + "&d");
        assertThat(uploaded.url(false).format()).endsWith("#p=" + server.address.ed25519());
    }

    @Test
    void aFileTakesAPathOfItsOwnAndMoreTimeAndItsAnswerLittleRoom() {
        assertThat(files.upload(FILE).join()).isNotNull();

        OnionRequest request = server.requests.get(0);
        assertThat(request.destination()).isEqualTo(server.address.destination());
        assertThat(request.category()).isEqualTo(Category.FILE);
        assertThat(request.timeout()).isEqualTo(Timing.standard().get(Timing.Span.FILE_REQUEST));
        assertThat(request.maxAnswerBytes()).isLessThan(100_000);
    }

    @Test
    void aLifetimeIsAskedForInSeconds() {
        assertThat(files.upload(FILE, Duration.ofDays(2), NOBODY).join()).isNotNull();
        assertThat(files.extend(url(server.put(FILE)), Duration.ofMillis(90_500))
                        .join())
                .isNotNull();

        assertThat(server.asked(0).headers()).containsEntry("x-fs-ttl", "172800");
        assertThat(server.asked(1).headers()).containsEntry("x-fs-ttl", "90");
        assertThatThrownBy(() -> files.upload(FILE, Duration.ofMillis(999), NOBODY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDownloadGivesWhatWasUploaded() {
        FileId id = server.put(FILE);

        assertThat(files.download(url(id)).join()).isEqualTo(FILE);
        assertThat(server.asked(0)).isEqualTo(new V4Request("GET", "/file/" + id, Map.of(), null));
        assertThat(server.requests.get(0).category()).isEqualTo(Category.FILE);
        assertThat(server.requests.get(0).maxAnswerBytes())
                .isBetween(FileServer.MAX_FILE_BYTES + 1000L, FileServer.MAX_FILE_BYTES + 20_000L);
    }

    @Test
    void sizeAndTimesAreAskedForWithoutTheFile() {
        FileId id = server.put(FILE);

        FileInfo info = files.info(url(id)).join();

        assertThat(info)
                .isEqualTo(new FileInfo(
                        FILE.length(),
                        server.time.trueTime(),
                        server.time.trueTime().plus(Duration.ofDays(14))));
        assertThat(server.asked(0)).isEqualTo(new V4Request("GET", "/file/" + id + "/info", Map.of(), null));
        assertThat(server.requests.get(0).category()).isEqualTo(Category.STANDARD);
        assertThat(server.requests.get(0).timeout()).isEqualTo(Timing.standard().get(Timing.Span.REQUEST));
    }

    @Test
    void aFileIsExtendedByAPostWithoutContent() {
        FileId id = server.put(FILE);

        assertThat(files.extend(url(id)).join().size()).isEqualTo(FILE.length());
        assertThat(server.asked(0))
                .isEqualTo(new V4Request("POST", "/file/" + id + "/extend", Map.of(), Bytes.empty()));
    }

    @Test
    void aFileWithANumberIsNotExtendedAndTheServerNotAsked() {
        assertThat(refused(files.extend(url("http://files.test:8080/file/1234")))
                        .reason())
                .isEqualTo(Reason.NOT_EXTENDABLE);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void theNewestReleaseOfAnAppIsAskedForByItsPlatform() {
        assertThat(files.latestRelease(AppRelease.Platform.DESKTOP).join())
                .isEqualTo(new AppRelease("v1.2.3", server.time.trueTime()));
        assertThat(server.asked(0))
                .isEqualTo(new V4Request("GET", "/session_version?platform=desktop", Map.of(), null));
    }

    @Test
    void aFileOfAWrongSizeIsRefusedBeforeItIsSent() {
        Bytes largest = Bytes.unsafeWrap(new byte[FileServer.MAX_FILE_BYTES]);
        Bytes tooLarge = Bytes.unsafeWrap(new byte[FileServer.MAX_FILE_BYTES + 1]);

        assertThat(refused(files.upload(Bytes.empty())).reason()).isEqualTo(Reason.WRONG_SIZE);
        assertThat(refused(files.upload(tooLarge)))
                .hasMessage("file: expected 1 to 10223616 bytes, got 10223617")
                .extracting(FileServerException::reason)
                .isEqualTo(Reason.WRONG_SIZE);
        assertThat(server.requests).isEmpty();
        assertThat(files.upload(largest).join()).isNotNull();
    }

    // --- whom to ask ---

    @Test
    void theKeyOfTheHomeServerGoesWithoutSaying() {
        assertThat(files.download(url("https://FILES.test/file/" + server.put(FILE)))
                        .join())
                .isEqualTo(FILE);
        assertThat(server.requests.get(0).destination())
                .isEqualTo(new ServerDestination(
                        "https", "files.test", 443, server.address.destination().x25519()));
    }

    @Test
    void anotherServerIsAskedByTheKeyThatTheUrlNames() {
        Ed25519KeyPair other = Ed25519KeyPair.ofSeed(Bytes.utf8("o".repeat(32)).toByteArray(), Crypto.get());
        String text = "http://other.example/file/" + server.put(FILE) + "#p=" + other.publicKey();

        assertThat(files.download(url(text)).join()).isEqualTo(FILE);
        assertThat(server.requests.get(0).destination())
                .isEqualTo(new ServerDestination(
                        "http", "other.example", 80, other.toX25519().publicKey()));
    }

    @Test
    void anOfficialServerIsAskedByTheKeyThatEverybodyKnows() {
        assertThat(files.download(url("http://filev2.getsession.org/file/" + server.put(FILE)))
                        .join())
                .isEqualTo(FILE);
        assertThat(((ServerDestination) server.requests.get(0).destination()).x25519())
                .hasToString("09324794aa9c11948189762d198c618148e9136ac9582068180661208927ef34");
    }

    @Test
    void aServerWithoutAKnownKeyIsNotAsked() {
        String torsion = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
        for (String bad : List.of("http://other.example/file/1", "http://other.example/file/1#p=" + torsion)) {
            assertThat(refused(files.download(url(bad))).reason()).isEqualTo(Reason.UNKNOWN_SERVER);
            assertThat(refused(files.info(url(bad))).reason()).isEqualTo(Reason.UNKNOWN_SERVER);
        }
        assertThat(server.requests).isEmpty();
    }

    // --- what the server answers ---

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED, 1",
        "401, REFUSED, 1",
        "403, REFUSED, 1",
        "404, NOT_FOUND, 1",
        "413, WRONG_SIZE, 1",
        "425, REFUSED, 1",
        "429, RATE_LIMITED, 4",
        "500, SERVER_FAILURE, 4",
        "502, SERVER_FAILURE, 4",
        "503, SERVER_FAILURE, 4",
        "507, FULL, 1",
        "201, REFUSED, 1",
        "204, REFUSED, 1",
        "302, REFUSED, 1",
        "0, REFUSED, 1",
        "-1, REFUSED, 1"
    })
    void eachStatusHasItsReasonAndSomeAreTriedAgain(int status, Reason reason, int attempts) {
        for (int i = 0; i < 10; i++) {
            server.next.add(FakeFileServer.answers(status, "{\"status_code\":" + status + "}"));
        }

        FileServerException failure = refused(files.upload(FILE));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(server.requests).hasSize(attempts);
    }

    @Test
    void aServerThatRecoversIsNoFailure() {
        server.next.add(FakeFileServer.answers(500, ""));
        server.next.add(FakeFileServer.answers(429, ""));

        assertThat(files.upload(FILE).join().id()).isEqualTo(FileId.ofContent(Crypto.get(), FILE.toByteArray()));
        assertThat(server.time.waited()).isEqualTo(Duration.ofSeconds(1 + 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "not json",
                "{\"id\":null}",
                "{\"id\":true}",
                "{\"id\":1.5}",
                "{\"id\":\"\"}",
                "{\"id\":\"../x\"}",
                "{\"id\":\"a/b\"}",
                "{\"id\":\"1\",\"expires\":\"soon\"}",
                "{\"id\":\"1\",\"expires\":-1}",
                "{\"id\":\"1\",\"expires\":1e300}",
                "{\"id\":\"1\",\"expires\":1e1000000000}",
                "{\"id\":\"1\",\"size\":16}",
                "{\"id\":\"1\",\"size\":\"17\"}"
            })
    void anAnswerToAnUploadThatCannotBeReadIsNotTriedAgain(String body) {
        server.next.add(FakeFileServer.answers(200, body));

        assertThat(refused(files.upload(FILE)).reason()).isEqualTo(Reason.MALFORMED_ANSWER);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void anOlderServerGivesANumberAndNoTimes() {
        server.next.add(FakeFileServer.answers(200, "{\"id\":1234567890123456}"));
        server.next.add(FakeFileServer.answers(200, "{\"id\":\"77\",\"size\":17,\"uploaded\":1700000000.25}"));

        UploadedFile first = files.upload(FILE).join();
        UploadedFile second = files.upload(FILE).join();

        assertThat(first.id()).hasToString("1234567890123456");
        assertThat(first.expires()).isNull();
        assertThat(second.id()).hasToString("77");
        assertThat(second.uploaded()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_250L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"size\":-1,\"uploaded\":1,\"expires\":2}",
                "{\"size\":1.5,\"uploaded\":1,\"expires\":2}",
                "{\"uploaded\":1,\"expires\":2}",
                "{\"size\":1,\"expires\":2}",
                "{\"size\":1,\"uploaded\":1}",
                "{\"size\":1,\"uploaded\":1,\"expires\":1e-1000000000}x"
            })
    void anInfoThatCannotBeReadIsNone(String body) {
        server.next.add(FakeFileServer.answers(200, body));

        assertThat(refused(files.info(url(server.put(FILE)))).reason()).isEqualTo(Reason.MALFORMED_ANSWER);
    }

    @Test
    void aFileWithoutContentIsNone() {
        server.next.add(FakeFileServer.answers(200, ""));

        assertThat(refused(files.download(url(server.put(FILE)))).reason()).isEqualTo(Reason.MALFORMED_ANSWER);
    }

    @Test
    void aFileLargerThanAskedForIsNotHandedOut() {
        FileId id = server.put(FILE);

        assertThat(refused(files.download(url(id), FILE.length() - 1, NOBODY)).reason())
                .isEqualTo(Reason.WRONG_SIZE);
        assertThat(server.requests).hasSize(1);
        assertThat(files.download(url(id), FILE.length(), NOBODY).join()).isEqualTo(FILE);
        for (int bad : new int[] {0, FileServer.MAX_FILE_BYTES + 1}) {
            assertThatThrownBy(() -> files.download(url(id), bad, NOBODY)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    // --- what happens on the way ---

    @Test
    void anAttemptThatIsLostIsMadeAgainOverAPathThatIsSureToBeAnother() {
        for (int i = 0; i < 9; i++) {
            server.next.add(FakeFileServer.fails(OnionException.Reason.PATH_TIMED_OUT));
        }

        assertThat(failure(files.upload(FILE)))
                .isInstanceOfSatisfying(
                        OnionException.class,
                        e -> assertThat(e.reason()).isEqualTo(OnionException.Reason.PATH_TIMED_OUT));
        assertThat(server.requests)
                .extracting(OnionRequest::category)
                .containsExactly(Category.FILE, Category.STANDARD, Category.FILE, Category.STANDARD);
        assertThat(server.time.waited()).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @Test
    void smallRequestsNeverTakeThePathsOfFiles() {
        server.next.add(FakeFileServer.fails(OnionException.Reason.PATH_ERROR));

        assertThat(files.info(url(server.put(FILE))).join().size()).isEqualTo(FILE.length());
        assertThat(server.requests).extracting(OnionRequest::category).containsOnly(Category.STANDARD);
    }

    @Test
    void noAttemptBeginsWhenTheTimeForAllIsUp() {
        server.latency = Timing.standard().get(Timing.Span.FILE_REQUEST);
        for (int i = 0; i < 9; i++) {
            server.next.add(FakeFileServer.fails(OnionException.Reason.PATH_TIMED_OUT));
        }

        assertThat(failure(files.upload(FILE))).isInstanceOf(OnionException.class);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void aServerOutOfReachIsTriedOnceMore() {
        for (int i = 0; i < 9; i++) {
            server.next.add(FakeFileServer.fails(OnionException.Reason.SERVER_UNREACHABLE));
        }

        assertThat(failure(files.upload(FILE))).isInstanceOf(OnionException.class);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void anAnswerThatIsCutOffIsAskedForOnceMoreAndThenTheFileIsTooLarge() {
        FileUrl url = url(server.put(FILE));
        server.next.add(FakeFileServer.fails(OnionException.Reason.ANSWER_TOO_LARGE));
        assertThat(files.download(url).join()).isEqualTo(FILE);

        server.next.add(FakeFileServer.fails(OnionException.Reason.ANSWER_TOO_LARGE));
        server.next.add(FakeFileServer.fails(OnionException.Reason.ANSWER_TOO_LARGE));
        assertThat(refused(files.download(url)).reason()).isEqualTo(Reason.WRONG_SIZE);
        assertThat(server.requests).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAD_REQUEST", "PAYLOAD_TOO_LARGE", "CLOSED"})
    void whatNoOtherPathWouldMendIsNotTriedAgain(OnionException.Reason reason) {
        server.next.add(FakeFileServer.fails(reason));

        assertThat(failure(files.upload(FILE))).isInstanceOf(OnionException.class);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aPeerThatAsksToWaitIsGivenTheTime() {
        server.next.add(FakeFileServer.fails(
                new OnionException(OnionException.Reason.RATE_LIMITED, "slow", null, Duration.ofSeconds(30), null)));
        assertThat(files.upload(FILE).join()).isNotNull();
        assertThat(server.time.waited()).isEqualTo(Duration.ofSeconds(30));

        server.next.add(FakeFileServer.fails(
                new OnionException(OnionException.Reason.RATE_LIMITED, "slow", null, Duration.ofHours(1), null)));
        assertThat(failure(files.upload(FILE))).isInstanceOf(OnionException.class);
    }

    // --- progress, giving up, closing ---

    @Test
    void theProgressOfAnUploadIsWhatWasWrittenAndOfADownloadWhatWasRead() {
        FakeFileServer.Behaviour bothWays = request -> {
            request.progress().sent(10, 20);
            request.progress().sent(20, 20);
            request.progress().received(3, -1);
            return FakeFileServer.answer(200, Bytes.utf8("{\"id\":\"1\"}"));
        };
        server.next.add(bothWays);
        server.next.add(bothWays);
        List<String> heard = new ArrayList<>();
        TransferListener listener = (done, inAll) -> heard.add(done + "/" + inAll);

        assertThat(files.upload(FILE, listener).join()).isNotNull();
        assertThat(heard).containsExactly("10/20", "20/20");
        heard.clear();
        assertThat(files.download(url(server.put(FILE)), 100, listener).join()).isNotNull();
        assertThat(heard).containsExactly("3/-1");

        server.requests.get(1).progress().received(4, -1);
        assertThat(heard).as("after the end").hasSize(1);
    }

    @Test
    void givingUpATransferGivesUpTheRequest() {
        CompletableFuture<OnionResponse> never = new CompletableFuture<>();
        server.next.add(request -> never);
        CompletableFuture<UploadedFile> upload = files.upload(FILE);

        assertThat(upload.cancel(true)).isTrue();

        assertThat(never).isCancelled();
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void whatIsGivenUpIsNotTriedAgain() {
        CompletableFuture<OnionResponse> first = new CompletableFuture<>();
        server.next.add(request -> first);
        CompletableFuture<UploadedFile> upload = files.upload(FILE);
        upload.completeExceptionally(new IllegalStateException("somebody thought better of it"));
        first.completeExceptionally(new OnionException(OnionException.Reason.PATH_TIMED_OUT, "late"));

        assertThat(server.requests).hasSize(1);
    }

    @Test
    void closingEndsWhatIsUnderWayAndWhatIsBegunLater() {
        CompletableFuture<OnionResponse> never = new CompletableFuture<>();
        server.next.add(request -> never);
        CompletableFuture<UploadedFile> upload = files.upload(FILE);

        files.close();
        files.close();

        for (CompletableFuture<UploadedFile> ended : List.of(upload, files.upload(FILE))) {
            assertThat(failure(ended))
                    .isInstanceOfSatisfying(
                            OnionException.class, e -> assertThat(e.reason()).isEqualTo(OnionException.Reason.CLOSED));
        }
        assertThat(never).isCancelled();
        assertThat(server.requests).hasSize(1);
    }
}
