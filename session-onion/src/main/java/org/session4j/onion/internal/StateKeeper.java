package org.session4j.onion.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.node.NetworkState;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves the network state now and then, by a worker. A store that fails costs a warning, nothing else. */
final class StateKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);

    private final EventLoop loop;
    private final Timing timing;
    private final NetworkStore store;
    private final Supplier<NetworkState> state;
    private boolean isSaveDue;
    /** One save at a time, so that an older state never comes after a newer one. */
    private boolean isSaving;

    /**
     * @param state asked on the event loop
     */
    StateKeeper(EventLoop loop, Timing timing, NetworkStore store, Supplier<NetworkState> state) {
        this.loop = loop;
        this.timing = timing;
        this.store = store;
        this.state = state;
    }

    /** What was saved last; what cannot be read is as good as nothing. */
    Optional<NetworkState> load(ServiceNodeKeys keys) {
        try {
            Optional<Bytes> stored = store.load();
            return stored.isPresent() ? Optional.of(NetworkState.decode(stored.get(), keys)) : Optional.empty();
        } catch (IOException | MalformedDataException e) {
            LOG.warn("the stored network state cannot be read and is thrown away: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Something has changed. On the event loop. */
    void changed() {
        if (!isSaveDue) {
            isSaveDue = true;
            if (!isSaving) {
                loop.schedule(timing.get(Timing.Span.STATE_SAVE_DELAY), this::saveDue);
            }
        }
    }

    private void saveDue() {
        NetworkState snapshot = takeDue();
        isSaving = true;
        loop.work(() -> {
            save(snapshot);
            loop.execute(() -> {
                isSaving = false;
                if (isSaveDue) {
                    loop.schedule(timing.get(Timing.Span.STATE_SAVE_DELAY), this::saveDue);
                }
            });
        });
    }

    /** What there is to save when the loop ends, if anything. On the event loop. */
    Optional<NetworkState> unsaved() {
        return isSaveDue ? Optional.of(takeDue()) : Optional.empty();
    }

    private NetworkState takeDue() {
        isSaveDue = false;
        return state.get();
    }

    void save(NetworkState snapshot) {
        try {
            store.save(snapshot.encode());
        } catch (IOException | RuntimeException e) {
            LOG.warn("the network state cannot be saved: {}", e.getMessage());
        }
    }
}
