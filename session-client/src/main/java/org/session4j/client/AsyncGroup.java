package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.Callbacks;
import org.session4j.client.internal.ClientEngine;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.MessageReference;

/** The methods of {@link Group} that wait, returning futures as {@link AsyncSessionClient} does. */
public final class AsyncGroup {

    private final ClientEngine engine;
    private final SessionId id;
    private final Callbacks callbacks;

    AsyncGroup(ClientEngine engine, SessionId id, Callbacks callbacks) {
        this.engine = engine;
        this.id = id;
        this.callbacks = callbacks;
    }

    AsyncChat chat() {
        return new AsyncChat(engine, engine.groups().conversation(id), callbacks);
    }

    /** As {@link Group#accept}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> accept() {
        return callbacks.handOver(engine.groups().accept(id));
    }

    /** As {@link Group#leave}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> leave() {
        return callbacks.handOver(engine.groups().leave(id));
    }

    /** As {@link Group#invite}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> invite(Collection<SessionId> people, boolean withHistory) {
        return callbacks.handOver(engine.groups().invite(id, people, withHistory));
    }

    /** As {@link Group#promote}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> promote(SessionId member) {
        return callbacks.handOver(engine.groups().promote(id, member));
    }

    /** As {@link Group#remove}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> remove(Collection<SessionId> people, boolean withMessages) {
        return callbacks.handOver(engine.groups().remove(id, people, withMessages));
    }

    /** As {@link Group#rename}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> rename(String name) {
        return callbacks.handOver(engine.groups().rename(id, name));
    }

    /** As {@link Group#describe}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> describe(String description) {
        return callbacks.handOver(engine.groups().describe(id, description));
    }

    /** As {@link Group#setPicture}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> setPicture(OutgoingFile picture) {
        return callbacks.handOver(engine.groups().setPicture(id, picture));
    }

    /** As {@link Group#setTimer}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> setTimer(Expiration timer) {
        return callbacks.handOver(engine.groups().setTimer(id, timer));
    }

    /** As {@link Group#delete}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> delete(Collection<MessageReference> messages) {
        return callbacks.handOver(engine.groups().delete(id, messages));
    }

    /** As {@link Group#rekey}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> rekey() {
        return callbacks.handOver(engine.groups().rekey(id));
    }

    /** As {@link Group#destroy}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Void> destroy() {
        return callbacks.handOver(engine.groups().destroy(id));
    }
}
