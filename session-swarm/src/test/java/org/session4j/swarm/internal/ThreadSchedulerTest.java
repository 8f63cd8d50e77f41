package org.session4j.swarm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ThreadSchedulerTest {

    @Test
    void noThreadOutlivesTheClose() {
        ThreadScheduler scheduler = new ThreadScheduler();
        Thread worker = CompletableFuture.supplyAsync(Thread::currentThread, scheduler.executor())
                .join();
        scheduler.after(Duration.ofMillis(1)).join();
        CompletableFuture<Void> later = scheduler.after(Duration.ofHours(1));

        scheduler.close();

        assertThat(worker.isDaemon()).isTrue();
        assertThat(worker.isAlive()).isFalse();
        assertThat(later).isNotDone();
        assertThat(scheduler.after(Duration.ofMillis(1))).isCompletedExceptionally();
    }

    @Test
    void aWorkerMayCloseItsOwnScheduler() {
        ThreadScheduler scheduler = new ThreadScheduler();

        CompletableFuture.runAsync(scheduler::close, scheduler.executor()).join();

        assertThat(scheduler.after(Duration.ofMillis(1))).isCompletedExceptionally();
    }
}
