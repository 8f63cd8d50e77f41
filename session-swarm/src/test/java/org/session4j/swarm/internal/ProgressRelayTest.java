package org.session4j.swarm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.session4j.onion.TransferProgress;

/** A transport that is fast, and listeners that are slow, or broken. */
class ProgressRelayTest {

    private final List<String> heard = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private ProgressRelay relay() {
        return new ProgressRelay((done, inAll) -> heard.add(done + "/" + inAll), tasks::add);
    }

    @Test
    void whatIsOvertakenIsNotTold() {
        TransferProgress progress = relay().ofUpload();
        progress.sent(1, 10);
        progress.sent(2, 10);
        progress.sent(3, 10);
        assertThat(heard).isEmpty();
        assertThat(tasks).hasSize(1);
        runAll();
        progress.sent(10, 10);
        runAll();

        assertThat(heard).containsExactly("3/10", "10/10");
    }

    @Test
    void eachDirectionHearsOnlyOfItself() {
        ProgressRelay relay = relay();
        relay.ofUpload().received(1, 2);
        relay.ofDownload().sent(1, 2);
        runAll();
        assertThat(heard).isEmpty();

        relay.ofDownload().received(1, 2);
        runAll();
        assertThat(heard).containsExactly("1/2");
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        ProgressRelay relay = relay();
        relay.ofUpload().sent(1, 2);
        relay.end();
        runAll();
        relay.ofUpload().sent(2, 2);

        assertThat(tasks).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void aListenerThatFailsHearsNoMore() {
        ProgressRelay relay = new ProgressRelay(
                (done, inAll) -> {
                    heard.add(done + "/" + inAll);
                    throw new IllegalStateException("broken");
                },
                tasks::add);
        relay.ofUpload().sent(1, 2);
        runAll();
        relay.ofUpload().sent(2, 2);
        runAll();

        assertThat(heard).containsExactly("1/2");
    }

    @Test
    void anExecutorThatHasEndedIsNoFailureOfTheTransport() {
        ProgressRelay relay = new ProgressRelay((done, inAll) -> heard.add("told"), task -> {
            throw new RejectedExecutionException();
        });
        relay.ofUpload().sent(1, 2);

        assertThat(heard).isEmpty();
    }

    @Test
    void aListenerIsCalledByOneThreadAtATimeWithNumbersThatGrow() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        CountDownLatch last = new CountDownLatch(1);
        List<Long> numbers = new ArrayList<>();
        ProgressRelay relay = new ProgressRelay(
                (done, inAll) -> {
                    overlaps.addAndGet(inside.getAndIncrement());
                    numbers.add(done);
                    inside.decrementAndGet();
                    if (done == inAll) {
                        last.countDown();
                    }
                },
                threads);
        TransferProgress progress = relay.ofDownload();
        for (int i = 1; i <= 20_000; i++) {
            progress.received(i, 20_000);
        }

        assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
}
