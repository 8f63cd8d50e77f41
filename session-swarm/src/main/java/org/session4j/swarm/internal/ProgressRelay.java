package org.session4j.swarm.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.TransferProgress;
import org.session4j.swarm.TransferListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the transport tells of one direction to a listener of the user's, who may be slow: on a thread of ours, one
 * call at a time, the newest numbers only.
 */
public final class ProgressRelay {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressRelay.class);

    private final TransferListener listener;
    private final Executor executor;
    private final AtomicReference<@Nullable Step> newest = new AtomicReference<>();
    private final AtomicBoolean isTelling = new AtomicBoolean();
    private volatile boolean isEnded;

    private record Step(long done, long inAll) {}

    public ProgressRelay(TransferListener listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    /** Hears what is written. */
    public TransferProgress ofUpload() {
        return new TransferProgress() {
            @Override
            public void sent(long bytes, long inAll) {
                tell(new Step(bytes, inAll));
            }
        };
    }

    /** Hears what is read. */
    public TransferProgress ofDownload() {
        return new TransferProgress() {
            @Override
            public void received(long bytes, long inAll) {
                tell(new Step(bytes, inAll));
            }
        };
    }

    /** Nothing is told from now on. */
    public void end() {
        isEnded = true;
    }

    private void tell(Step step) {
        newest.set(step);
        begin();
    }

    private void begin() {
        if (!isEnded && isTelling.compareAndSet(false, true)) {
            try {
                executor.execute(this::tellNewest);
            } catch (RejectedExecutionException closed) {
                end();
            }
        }
    }

    private void tellNewest() {
        Step step = newest.getAndSet(null);
        if (step != null && !isEnded) {
            try {
                listener.onProgress(step.done(), step.inAll());
            } catch (RuntimeException e) {
                LOG.warn(
                        "a transfer listener failed, it hears no more: {}",
                        e.getClass().getName());
                end();
            }
        }
        isTelling.set(false);
        if (newest.get() != null) {
            begin();
        }
    }
}
