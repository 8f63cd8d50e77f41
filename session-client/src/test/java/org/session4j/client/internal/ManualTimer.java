package org.session4j.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A timer that runs when the test says so. */
final class ManualTimer implements Timer {

    /** Equal only to itself. */
    private static final class Waiting {

        private final Duration due;
        private final Runnable work;

        Waiting(Duration due, Runnable work) {
            this.due = due;
            this.work = work;
        }
    }

    private final List<Waiting> waiting = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    @Override
    public synchronized Runnable after(Duration pause, Runnable work) {
        Waiting mine = new Waiting(elapsed.plus(pause), work);
        waiting.add(mine);
        pauses.add(pause);
        return () -> cancel(mine);
    }

    private synchronized void cancel(Waiting mine) {
        waiting.remove(mine);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Runs what waits now, and not what it makes wait. */
    void runAll() {
        List<Waiting> due;
        synchronized (this) {
            due = new ArrayList<>(waiting);
            waiting.clear();
        }
        due.forEach(each -> each.work.run());
    }

    /**
     * Runs what becomes due within a time, in its order.
     *
     * @param clocks told by how much to go on before each
     */
    void advance(Duration time, Consumer<Duration> clocks) {
        Duration end = elapsed.plus(time);
        for (Optional<Waiting> next = takeUntil(end); next.isPresent(); next = takeUntil(end)) {
            goOn(next.get().due, clocks);
            next.get().work.run();
        }
        goOn(end, clocks);
    }

    private void goOn(Duration to, Consumer<Duration> clocks) {
        if (to.compareTo(elapsed) > 0) {
            clocks.accept(to.minus(elapsed));
            elapsed = to;
        }
    }

    private synchronized Optional<Waiting> takeUntil(Duration end) {
        Optional<Waiting> next = waiting.stream()
                .filter(each -> each.due.compareTo(end) <= 0)
                .min(Comparator.comparing(each -> each.due));
        next.ifPresent(waiting::remove);
        return next;
    }
}
