package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionClient;
import org.session4j.onion.OnionException;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.attachment.FileUrl;
import org.session4j.swarm.FileInfo;
import org.session4j.swarm.FileServer;
import org.session4j.swarm.FileServerException;
import org.session4j.swarm.FileServerException.Reason;
import org.session4j.swarm.TransferListener;
import org.session4j.swarm.UploadedFile;
import org.session4j.testkit.AppRelease;
import org.session4j.testkit.Fault;
import org.session4j.testkit.FileServerRecord;
import org.session4j.testkit.FileServerSettings;
import org.session4j.testkit.MutableClock;
import org.session4j.testkit.StoredFile;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNetworkBuilder;

/** Files through three hops, to a server that was written from the document alone. */
class FileServerTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final TransferListener NOBODY = (done, inAll) -> {};

    private final MutableClock clock = MutableClock.at(Instant.now());
    private TestNetwork network;
    private OnionClient onion;
    private FileServer files;

    private void open(FileServerSettings settings) {
        open(TestNetwork.builder().nodes(15).clock(clock).fileServer(settings));
    }

    private void open(TestNetworkBuilder builder) {
        network = builder.start();
        onion = OnionClient.builder(network).open();
        files = FileServer.builder(onion, network.fileServer().orElseThrow())
                .timing(network.timing())
                .open();
    }

    @AfterEach
    void close() {
        files.close();
        onion.close();
        network.close();
    }

    private static Bytes content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return Bytes.unsafeWrap(content);
    }

    private FileServerException refused(CompletableFuture<?> future) {
        return (FileServerException) failure(future);
    }

    private static Throwable failure(CompletableFuture<?> future) {
        Throwable failure = future.handle((value, thrown) -> thrown).join();
        assertThat(failure).isNotNull();
        return failure;
    }

    private FileServerRecord lastRecord() {
        List<FileServerRecord> records = network.files().records();
        return records.get(records.size() - 1);
    }

    @Test
    void theLargestFileThatThereIsGoesThereAndBack() {
        // A megabyte a second is what the short time-outs of tests would ask of the machine.
        open(TestNetwork.builder()
                .timeScale(1)
                .fileServer(FileServerSettings.publicServer().withMaxFileSize(FileServer.MAX_FILE_BYTES)));
        Bytes file = content(FileServer.MAX_FILE_BYTES);
        ConcurrentLinkedQueue<Long> written = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Long> read = new ConcurrentLinkedQueue<>();

        UploadedFile uploaded =
                files.upload(file, (done, inAll) -> written.add(done)).join();
        Bytes fetched = files.download(uploaded.url(true), FileServer.MAX_FILE_BYTES, (done, inAll) -> read.add(done))
                .join();

        assertThat(fetched).isEqualTo(file);
        assertThat(network.files().file(uploaded.id().toString()).map(StoredFile::data))
                .contains(file);
        assertThat(List.copyOf(written)).isNotEmpty().isSorted();
        assertThat(List.copyOf(read)).isNotEmpty().isSorted();
        assertThat(network.files().requests()).isEqualTo(2);
    }

    @Test
    void aFileLivesAsLongAsItWasAskedForAndIsExtended() throws Exception {
        open(FileServerSettings.publicServer());
        UploadedFile uploaded = files.upload(content(5000), DAY, NOBODY).join();
        FileUrl url = FileUrl.parse(uploaded.url(false).format());

        FileInfo info = files.info(url).join();
        assertThat(info.size()).isEqualTo(5000);
        assertThat(info.expires()).isEqualTo(uploaded.expires());
        assertThat(Duration.between(info.uploaded(), info.expires())).isEqualTo(DAY);
        assertThat(files.extend(url, DAY.multipliedBy(3)).join().expires())
                .isAfter(info.expires().plus(DAY));
        assertThat(files.extend(url).join().expires()).isAfter(info.expires().plus(DAY.multipliedBy(10)));

        clock.advance(DAY.multipliedBy(15));
        assertThat(refused(files.download(url)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(files.info(url)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(files.extend(url)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void whatTheServerDoesNotTakeHasItsReason() {
        open(FileServerSettings.publicServer().withMaxFileSize(1000).withMaxTtl(DAY));

        assertThat(refused(files.upload(content(1001))).reason()).isEqualTo(Reason.WRONG_SIZE);
        assertThat(refused(files.upload(content(10), DAY.multipliedBy(2), NOBODY))
                        .reason())
                .isEqualTo(Reason.REFUSED);
        assertThat(refused(files.latestRelease(org.session4j.swarm.AppRelease.Platform.IOS))
                        .reason())
                .isEqualTo(Reason.SERVER_FAILURE);
        assertThat(files.upload(content(1000)).join().id()).isNotNull();
    }

    @Test
    void aFileLargerThanTheCallerTakesIsCutOffAndNobodyIsBlamed() {
        open(FileServerSettings.publicServer());
        FileUrl url = files.upload(content(300_000)).join().url(true);

        assertThat(refused(files.download(url, 299_999, NOBODY)).reason()).isEqualTo(Reason.WRONG_SIZE);
        assertThat(refused(files.download(url, 1000, NOBODY)).reason()).isEqualTo(Reason.WRONG_SIZE);
        assertThat(files.download(url, 300_000, NOBODY).join()).isEqualTo(content(300_000));
        assertThat(network.nodes()).noneMatch(node -> onion.isStruckOut(node.describe()));
    }

    @Test
    void anOlderServerIsGoodEnoughForUpAndDown() {
        open(FileServerSettings.asItComes().withAge(FileServerSettings.Age.OLD));
        UploadedFile uploaded = files.upload(content(100)).join();

        assertThat(uploaded.expires()).isNull();
        assertThat(uploaded.id().isExtendable()).isFalse();
        assertThat(files.download(uploaded.url(false)).join()).isEqualTo(content(100));
    }

    @Test
    void theServerOverTlsIsAsGood() {
        open(FileServerSettings.publicServer());
        try (FileServer secure = FileServer.builder(onion, network.files().secureAddress())
                .timing(network.timing())
                .open()) {
            UploadedFile uploaded = secure.upload(content(100)).join();

            assertThat(uploaded.url(false).format()).startsWith("https://");
            assertThat(files.download(uploaded.url(false)).join()).isEqualTo(content(100));
        }
    }

    @Test
    void theServerIsToldNothingButTheFile() {
        open(FileServerSettings.publicServer());
        assertThat(files.upload(content(100)).join()).isNotNull();
        assertThat(lastRecord().headers())
                .containsOnlyKeys("content-type", "content-disposition")
                .containsEntry("content-disposition", "attachment");

        assertThat(files.download(files.upload(content(100)).join().url(true)).join())
                .isNotNull();
        assertThat(lastRecord().headers()).isEmpty();
    }

    @Test
    void theNewestReleaseIsTold() {
        open(FileServerSettings.publicServer());
        AppRelease release = new AppRelease("v9.8.7", null, null, Map.of());
        network.files().release(AppRelease.Platform.ANDROID, AppRelease.Channel.STABLE, release);

        assertThat(files.latestRelease(org.session4j.swarm.AppRelease.Platform.ANDROID)
                        .join()
                        .version())
                .isEqualTo("v9.8.7");
    }

    @Test
    void aServerThatFailsHalfOfTheTimeLosesNoFile() {
        open(FileServerSettings.publicServer());
        network.files().fault(new Fault.ServerError(500), 0.3);
        network.files().fault(new Fault.TamperedReply(), 0.2);

        int done = 0;
        for (int i = 1; i <= 10; i++) {
            Bytes file = content(1000 * i);
            CompletableFuture<Bytes> there = files.upload(file)
                    .thenCompose(uploaded -> files.download(uploaded.url(true)))
                    .exceptionally(failed -> Bytes.empty());
            done += there.join().equals(file) ? 1 : 0;
        }

        assertThat(done).isGreaterThanOrEqualTo(7);
        assertThat(network.files().hits(Fault.Kind.ERROR_5XX)).isPositive();
        assertThat(network.files().hits(Fault.Kind.TAMPERED_REPLY)).isPositive();
    }

    @Test
    void nodesThatFailOnTheWayAreGoneAround() {
        open(FileServerSettings.publicServer());
        FileUrl url = files.upload(content(2000)).join().url(true);
        for (int i = 0; i < 4; i++) {
            network.nodes().get(i * 3).fault(new Fault.Dead());
        }

        for (int i = 0; i < 5; i++) {
            assertThat(files.download(url).join()).isEqualTo(content(2000));
        }
    }

    @Test
    void aServerThatIsDownIsSaidToBe() {
        open(FileServerSettings.publicServer());
        network.files().fault(new Fault.Dead());

        assertThat(failure(files.upload(content(100))))
                .isInstanceOfSatisfying(
                        OnionException.class,
                        e -> assertThat(e.reason()).isEqualTo(OnionException.Reason.SERVER_UNREACHABLE));
        network.files().clearFaults();
        assertThat(files.upload(content(100)).join()).isNotNull();
    }

    @Test
    void aTransferThatIsGivenUpHoldsUpNothing() throws Exception {
        open(FileServerSettings.publicServer());
        assertThat(files.upload(content(100)).join()).isNotNull();
        network.files().fault(new Fault.Hanging());
        CountDownLatch sent = new CountDownLatch(1);
        CompletableFuture<UploadedFile> upload = files.upload(content(200_000), (done, inAll) -> {
            if (done == inAll) {
                sent.countDown();
            }
        });
        assertThat(sent.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(upload.cancel(true)).isTrue();
        network.files().clearFaults();

        assertThat(files.upload(content(300)).join()).isNotNull();
        assertThat(onion.paths()).allMatch(path -> path.requestsUnderWay() == 0);
    }
}
