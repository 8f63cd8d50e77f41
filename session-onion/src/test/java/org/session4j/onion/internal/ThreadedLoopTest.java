package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadedLoopTest {

    @Test
    void closingDoesWhatTheWorkersDoNotGetTo() throws Exception {
        ThreadedLoop loop = new ThreadedLoop(Clock.systemUTC());
        CountDownLatch interrupted = new CountDownLatch(1);
        List<CompletableFuture<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            assertThat(loop.work(() -> {
                        holdUpUntil(interrupted);
                        done.complete(null);
                    }))
                    .isTrue();
            tasks.add(done);
        }

        loop.close();

        for (CompletableFuture<Void> task : tasks) {
            task.get(30, TimeUnit.SECONDS);
        }
    }

    private static void holdUpUntil(CountDownLatch interrupted) {
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }
}
