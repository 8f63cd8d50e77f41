package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.client.ChatMessage;
import org.session4j.client.OutgoingFile;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClient;
import org.session4j.client.TextWithFiles;
import org.session4j.client.store.MessageStore;
import org.session4j.onion.OnionClient;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;
import org.session4j.swarm.FileServer;
import org.session4j.swarm.UploadedFile;
import org.session4j.testkit.FileServerSettings;
import org.session4j.testkit.TestNetwork;

/**
 * What a file of 10 MB costs beside itself. Counted is all that the threads of the client allocate on the heap, garbage
 * too, so that no more can be alive at any moment.
 */
class FileMemoryTest {

    private static final int SIZE = 10_000_000;
    private static final long SPARE = 2_000_000;
    private static final List<String> OURS =
            List.of("session-onion", "session-swarm", "session4j-http", "session-client");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"bouncycastle", "libsodium"})
    void anUploadCostsOneBufferAndADownloadTwo(String backend) throws Exception {
        Bytes file = Bytes.unsafeWrap(new byte[SIZE]);
        try (TestNetwork network = TestNetwork.builder().timeScale(1).start();
                OnionClient onion = OnionClient.builder(network)
                        .crypto(Crypto.named(backend))
                        .open();
                FileServer files = FileServer.builder(onion, network.files().address())
                        .timing(network.timing())
                        .open()) {
            UploadedFile small =
                    files.upload(Bytes.utf8("so that all classes are there")).join();
            assertThat(files.download(small.url(true)).join()).isNotNull();

            long[] allocated = new long[2];
            UploadedFile uploaded =
                    measured(allocated, 0, () -> files.upload(file).join());
            Bytes fetched = measured(
                    allocated, 1, () -> files.download(uploaded.url(true)).join());

            assertThat(fetched).isEqualTo(file);
            System.out.printf(
                    "heap with %s: a file of %d bytes up allocates %d, down %d%n",
                    backend, SIZE, allocated[0], allocated[1]);
            assertThat(allocated[0]).isBetween((long) SIZE, SIZE + SPARE);
            assertThat(allocated[1]).isBetween(2L * SIZE, 2L * SIZE + SPARE);
        }
    }

    /** Encrypting, uploading, fetching and opening: all that the client does with a file, whatever its store adds. */
    @Test
    void throughTheFacadeAFileCostsNoMoreThanItsBuffers(@TempDir Path folder) throws Exception {
        long[] allocated = sentAndFetched(PlainFiles.in(folder.resolve("cache")), folder);
        assertThat(allocated[0]).isBetween(2L * SIZE, 2L * SIZE + SPARE);
        assertThat(allocated[1]).isBetween(2L * SIZE, 2L * SIZE + SPARE);
    }

    /** The store encrypts once more, in pieces of 4 KiB that are garbage at once; fetching does not touch it. */
    @Test
    void aStoreOnDiskAddsGarbageInSmallPiecesOnly(@TempDir Path folder) throws Exception {
        StoreKey key = StoreKey.of(new byte[StoreKey.LENGTH]);
        try (MessageStore store = SqliteMessageStore.open(folder.resolve("store"), key)) {
            long[] allocated = sentAndFetched(store, folder);
            assertThat(allocated[1]).isBetween(2L * SIZE, 2L * SIZE + SPARE);
        }
    }

    private long[] sentAndFetched(MessageStore store, Path folder) throws Exception {
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        Path photo = Files.write(folder.resolve("photo"), content);
        Path small = Files.write(folder.resolve("small"), new byte[100]);
        FileServerSettings large = FileServerSettings.publicServer().withMaxFileSize(FileServer.MAX_FILE_BYTES);
        // Nothing is looked for meanwhile, as that is no cost of the file.
        Timing quiet = Timing.standard().toBuilder()
                .set(Timing.Span.POLL, Duration.ofHours(1))
                .build();
        try (TestNetwork network = TestNetwork.builder()
                        .fileServer(large)
                        .timeScale(1)
                        .timing(quiet)
                        .start();
                SessionClient alice = SessionClient.builder(network)
                        .account(Account.generate())
                        .store(store)
                        .open()) {
            Path ready = fetch(alice, send(alice, small), folder);
            assertThat(ready).exists();
            long[] message = new long[2];
            SentMessage little = measured(message, 0, () -> send(alice, small));
            Path less = measured(message, 1, () -> fetch(alice, little, folder));
            assertThat(less).exists();
            long[] allocated = new long[2];
            SentMessage sent = measured(allocated, 0, () -> send(alice, photo));
            Path fetched = measured(allocated, 1, () -> fetch(alice, sent, folder));
            assertThat(fetched).hasBinaryContent(content);
            // Neither is what message and requests cost by themselves.
            allocated[0] -= message[0];
            allocated[1] -= message[1];
            System.out.printf(
                    "heap through the facade: a file of %d bytes sent allocates %d, fetched %d%n",
                    SIZE, allocated[0], allocated[1]);
            return allocated;
        }
    }

    private static SentMessage send(SessionClient client, Path file) {
        return client.send(client.sessionId(), TextWithFiles.of(OutgoingFile.of(file)));
    }

    private static Path fetch(SessionClient client, SentMessage sent, Path folder) {
        ChatMessage message = client.history(sent.conversation()).stream()
                .filter(each -> each.reference().equals(sent.reference()))
                .findFirst()
                .orElseThrow();
        return client.files().download(message.attachments().get(0), folder.resolve("fetched"));
    }

    private <T> T measured(long[] allocated, int index, Callable<T> transfer) throws Exception {
        long before = allocated();
        T result = transfer.call();
        allocated[index] = allocated() - before;
        return result;
    }

    /** By the client's threads, which live on for a while when they are idle, and by the one that calls. */
    private long allocated() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread == Thread.currentThread()
                        || OURS.stream().anyMatch(name -> thread.getName().startsWith(name)))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
