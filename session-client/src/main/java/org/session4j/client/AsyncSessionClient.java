package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.Callbacks;
import org.session4j.client.internal.ClientEngine;
import org.session4j.client.store.PendingMessage;
import org.session4j.protocol.SessionId;

/**
 * The methods of {@link SessionClient} that wait, returning futures instead. What hangs on a future runs on a thread of
 * its own and may block. Messages are sent in the order of the calls, up to 64 at a time; 10,000 may wait. Cancelling a
 * future does not call the message back, unless its files are still to be uploaded.
 */
public final class AsyncSessionClient {

    private final ClientEngine engine;
    private final Callbacks callbacks;

    AsyncSessionClient(ClientEngine engine, Callbacks callbacks) {
        this.engine = engine;
        this.callbacks = callbacks;
    }

    /**
     * As {@link SessionClient#send(SessionId, String)}. A mistake of the caller and a text that is too long are thrown at
     * once; the other exceptions come with the future.
     */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> send(SessionId recipient, String text) {
        return send(Conversation.between(engine.self(), recipient), text);
    }

    /** As {@link #send(SessionId, String)}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> send(Conversation conversation, String text) {
        return chat(conversation).send(text);
    }

    /** As {@link SessionClient#resend}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> resend(PendingMessage message) {
        CompletableFuture<SentMessage> resending = engine.resend(message);
        return message.isBeforeUpload() ? callbacks.handOverToCancel(resending) : callbacks.handOver(resending);
    }

    /** The methods of {@link SessionClient#files}, returning futures. */
    public AsyncSessionFiles files() {
        return new AsyncSessionFiles(engine, callbacks);
    }

    /** The methods of {@link SessionClient#groups} that wait, returning futures. */
    public AsyncSessionGroups groups() {
        return new AsyncSessionGroups(engine, callbacks);
    }

    /** As {@link SessionClient#chat}. */
    public AsyncChat chat(Conversation conversation) {
        return new AsyncChat(engine, conversation, callbacks);
    }
}
