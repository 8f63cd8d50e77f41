package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.onion.OnionClient;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.FileServer;
import org.session4j.swarm.UploadedFile;
import org.session4j.testkit.TestNetwork;

/**
 * What a file of 10 MB costs beside itself. Counted is all that the threads of the client allocate on the heap, garbage
 * too, so that no more can be alive at any moment.
 */
class FileMemoryTest {

    private static final int SIZE = 10_000_000;
    private static final long SPARE = 2_000_000;
    private static final List<String> OURS = List.of("session-onion", "session-swarm", "session4j-http");

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
