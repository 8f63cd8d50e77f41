package org.session4j.client.internal;

import java.time.Duration;

/** Runs things later. */
@FunctionalInterface
public interface Timer {

    /**
     * Runs {@code work} once, unless cancelled before.
     *
     * @return cancels what has not begun
     */
    Runnable after(Duration pause, Runnable work);
}
