package org.session4j.swarm.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Where answers are worked on, and what waits before a retry. */
public interface Scheduler extends AutoCloseable {

    /** Reading and verifying happen here, not on the threads of the transport. */
    Executor executor();

    /** Completes after a pause, on {@link #executor()}. */
    CompletableFuture<Void> after(Duration pause);

    /** What waits is dropped, and nothing is taken on any more. */
    @Override
    void close();
}
