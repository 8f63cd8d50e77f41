package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.Callbacks;
import org.session4j.client.internal.ClientEngine;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.TransferListener;

/** The methods of {@link Chat} that send, returning futures as {@link AsyncSessionClient} does. */
public final class AsyncChat {

    private final ClientEngine engine;
    private final Conversation conversation;
    private final Callbacks callbacks;

    AsyncChat(ClientEngine engine, Conversation conversation, Callbacks callbacks) {
        this.engine = engine;
        this.conversation = conversation;
        this.callbacks = callbacks;
    }

    /** As {@link Chat#send(String)}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> send(String text) {
        return send(TextMessage.of(text));
    }

    /** As {@link Chat#send(Message)}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> send(Message message) {
        return callbacks.handOver(engine.chats().send(conversation, message));
    }

    /**
     * As {@link Chat#send(TextWithFiles, TransferListener)}. Until its files are uploaded, cancelling the future calls the
     * message off: it is not sent, and nothing of it is kept. {@code cancel} says whether it was not too late.
     */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> send(TextWithFiles message, TransferListener listener) {
        return callbacks.handOverToCancel(engine.chats().send(conversation, message, listener));
    }

    /** As {@link Chat#react}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> react(MessageReference message, String emoji) {
        return callbacks.handOver(engine.chats().react(conversation, message, emoji));
    }

    /** As {@link Chat#unreact}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> unreact(MessageReference message, String emoji) {
        return callbacks.handOver(engine.chats().unreact(conversation, message, emoji));
    }

    /** As {@link Chat#unsend}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> unsend(MessageReference message, UnsendScope scope) {
        return callbacks.handOver(engine.chats().unsend(conversation, message, scope));
    }

    /** As {@link Chat#setTimer}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> setTimer(Expiration expiration) {
        return callbacks.handOver(engine.chats().setTimer(conversation, expiration));
    }

    /** As {@link Chat#approve}. */
    @CanIgnoreReturnValue
    public CompletableFuture<SentMessage> approve() {
        return callbacks.handOver(engine.chats().approve(Chat.direct(conversation)));
    }
}
