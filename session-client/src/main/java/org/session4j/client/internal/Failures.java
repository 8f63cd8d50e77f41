package org.session4j.client.internal;

import org.session4j.client.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where failures go that no caller waits for: to the user's handler, which is not trusted to work either. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final ErrorHandler handler;

    public Failures(ErrorHandler handler) {
        this.handler = handler;
    }

    /** The handler in use unless the user gives one. Names the class only: messages of others may hold anything. */
    public static void log(Throwable failure) {
        LOG.warn("a listener or store failed with {}", failure.getClass().getName());
    }

    /** Runs code of the user; whatever it throws is reported, and errors of the JVM are passed on. */
    void guard(Runnable userCode) {
        try {
            userCode.run();
        } catch (Throwable failure) {
            report(failure);
            if (failure instanceof VirtualMachineError error) {
                throw error;
            }
        }
    }

    void report(Throwable failure) {
        try {
            handler.onError(failure);
        } catch (RuntimeException e) {
            LOG.warn("the error handler failed with {}", e.getClass().getName());
        }
    }
}
