package org.session4j.client.internal.files;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A result that can be called off until the work says that it is too late; from then on {@link #cancel} does nothing. */
public final class Revocable<T> extends CompletableFuture<T> {

    private enum State {
        OPEN,
        TOO_LATE,
        CALLED_OFF
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final Runnable undo;

    /**
     * @param undo run once if it is called off, before anybody is told
     */
    public Revocable(Runnable undo) {
        this.undo = undo;
    }

    /** It is too late from now on; false if it was called off or has ended otherwise. */
    public boolean commit() {
        return state.compareAndSet(State.OPEN, State.TOO_LATE) && !isDone();
    }

    public boolean isCalledOff() {
        return state.get() == State.CALLED_OFF;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!isDone() && state.compareAndSet(State.OPEN, State.CALLED_OFF)) {
            try {
                undo.run();
            } finally {
                super.cancel(mayInterruptIfRunning);
            }
        }
        return isCancelled();
    }
}
