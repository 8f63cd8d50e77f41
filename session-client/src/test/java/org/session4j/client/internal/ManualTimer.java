package org.session4j.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A timer that runs when the test says so. */
final class ManualTimer implements Timer {

    private final List<Runnable> waiting = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();

    @Override
    public synchronized Runnable after(Duration pause, Runnable work) {
        waiting.add(work);
        pauses.add(pause);
        return () -> cancel(work);
    }

    private synchronized void cancel(Runnable work) {
        waiting.remove(work);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Runs what waits now, and not what it makes wait. */
    void runAll() {
        List<Runnable> due;
        synchronized (this) {
            due = new ArrayList<>(waiting);
            waiting.clear();
        }
        due.forEach(Runnable::run);
    }
}
