package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final List<Long> told = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Deque<Runnable> callbacks = new ArrayDeque<>();

    private void runCallbacks() {
        while (!callbacks.isEmpty()) {
            callbacks.removeFirst().run();
        }
    }

    @Test
    void itNeverGoesBackAndTellsTheNewestOnly() {
        Progress progress =
                new Progress((done, inAll) -> told.add(done), 100, callbacks::add, new Failures(failures::add));
        progress.reach(10);
        progress.reach(30);
        assertThat(callbacks).hasSize(1);
        runCallbacks();
        progress.reach(20);
        progress.reach(500);
        runCallbacks();
        assertThat(told).containsExactly(30L, 100L);
    }

    @Test
    void theEndComesAfterTheLastCall() {
        Progress progress =
                new Progress((done, inAll) -> told.add(done), 100, callbacks::add, new Failures(failures::add));
        CompletableFuture<Void> end = progress.end();
        assertThat(end).isNotDone();
        runCallbacks();
        assertThat(end).isCompleted();
        assertThat(told).containsExactly(100L);
    }

    @Test
    void whatComesDuringACallIsToldAfterIt() {
        List<Progress> self = new ArrayList<>();
        Progress progress = new Progress(
                (done, inAll) -> {
                    told.add(done);
                    self.get(0).reach(60);
                },
                100,
                callbacks::add,
                new Failures(failures::add));
        self.add(progress);
        progress.reach(50);
        runCallbacks();
        assertThat(told).containsExactly(50L, 60L);
    }

    @Test
    void aListenerThatThrowsIsReportedAndHearsNoMore() {
        Progress progress = new Progress(
                (done, inAll) -> {
                    told.add(done);
                    throw new IllegalStateException("listener");
                },
                100,
                callbacks::add,
                new Failures(failures::add));
        progress.reach(50);
        runCallbacks();
        CompletableFuture<Void> end = progress.end();
        runCallbacks();
        assertThat(told).containsExactly(50L);
        assertThat(failures).hasSize(1);
        assertThat(end).isCompleted();
    }
}
