package org.session4j.testkit.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkloadTest {

    private final Workload workload = new Workload();
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** A thread that waits, or is already through. */
    private Thread waiter() {
        Thread waiter = new Thread(() -> {
            try {
                workload.awaitIdle();
                events.add("idle");
            } catch (InterruptedException e) {
                events.add("interrupted");
            }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING && waiter.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        return waiter;
    }

    @Test
    void aTaskCountsBeforeItRuns() throws Exception {
        Runnable task = workload.task(() -> events.add("task"));
        Thread waiter = waiter();
        task.run();
        waiter.join();
        assertThat(events).containsExactly("task", "idle");
    }

    @Test
    void workCountsUntilItsResultIsThere() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        workload.track(() -> result).thenAccept(events::add);
        Thread waiter = waiter();
        result.complete("done");
        waiter.join();
        assertThat(events).containsExactlyInAnyOrder("done", "idle");
    }

    @Test
    void whatFailsIsDoneToo() throws Exception {
        Runnable task = workload.task(() -> {
            throw new IllegalStateException("task");
        });
        assertThatThrownBy(task::run).hasMessage("task");
        assertThatThrownBy(() -> workload.track(() -> {
                    throw new IllegalStateException("at once");
                }))
                .hasMessage("at once");
        assertThat(workload.track(() -> CompletableFuture.failedFuture(new IllegalStateException("later"))))
                .isCompletedExceptionally();
        workload.awaitIdle();
    }

    @Test
    void nobodyWaitsForWorkThatWillNeverBeDone() throws Exception {
        workload.track(CompletableFuture::new);
        Thread waiter = waiter();
        events.add("close");
        workload.close();
        waiter.join();
        workload.awaitIdle();
        assertThat(events).containsExactly("close", "idle");
    }
}
