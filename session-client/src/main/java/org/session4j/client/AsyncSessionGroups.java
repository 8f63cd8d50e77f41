package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.Callbacks;
import org.session4j.client.internal.ClientEngine;
import org.session4j.protocol.SessionId;

/** The methods of {@link SessionGroups} that wait, returning futures as {@link AsyncSessionClient} does. */
public final class AsyncSessionGroups {

    private final ClientEngine engine;
    private final Callbacks callbacks;

    AsyncSessionGroups(ClientEngine engine, Callbacks callbacks) {
        this.engine = engine;
        this.callbacks = callbacks;
    }

    /** As {@link SessionGroups#create}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Group> create(NewGroup group) {
        return callbacks.handOver(engine.groups().create(group).thenApply(id -> new Group(engine, id, group(id))));
    }

    AsyncGroup group(SessionId id) {
        return new AsyncGroup(engine, id, callbacks);
    }
}
