package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.client.internal.ClientEngine;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.TransferListener;

/**
 * One conversation of a client, and what one does in it.
 *
 * <pre>{@code
 * client.onEvent(event -> {
 *     if (event instanceof MessageReceived m) {
 *         Chat chat = client.chat(m.conversation());
 *         chat.markRead();
 *         chat.react(m.message().reference(), "👍");
 *     }
 * });
 * }</pre>
 *
 * <p>What is sent throws as {@link SessionClient#send(org.session4j.protocol.SessionId, String)} does, and changes this
 * account's history when it is delivered. Holds nothing, so one may be asked for each time. Safe for use by many threads.
 */
public final class Chat {

    private static final TransferListener NOBODY = (done, inAll) -> {};

    private final ClientEngine engine;
    private final Conversation conversation;
    private final AsyncChat async;

    Chat(ClientEngine engine, Conversation conversation, AsyncChat async) {
        this.engine = engine;
        this.conversation = conversation;
        this.async = async;
    }

    public Conversation conversation() {
        return conversation;
    }

    /** The methods that send, returning futures. */
    public AsyncChat async() {
        return async;
    }

    // --- what is remembered ---

    /** Who has accepted whom, how messages disappear, how the peer wants to be shown. */
    public ConversationState state() {
        return engine.chats().state(conversation);
    }

    /** As {@link SessionClient#history(Conversation)}. */
    public List<ChatMessage> history() {
        return history(Instant.MAX, Integer.MAX_VALUE);
    }

    /** As {@link SessionClient#history(Conversation, Instant, int)}. */
    public List<ChatMessage> history(Instant before, int limit) {
        return engine.store().history(engine.self(), conversation, before, limit);
    }

    /** Incoming messages nobody has read yet, by sending time. */
    public List<ChatMessage> unread() {
        return engine.store().unread(engine.self(), conversation, Instant.MAX);
    }

    /**
     * Marks everything as read, which starts the clock of messages that disappear after reading. The account's other devices
     * learn of it, and the peer if read receipts are switched on; nobody waits for that.
     *
     * @return what was marked, by sending time
     */
    @CanIgnoreReturnValue
    public List<ChatMessage> markRead() {
        return engine.reading().markRead(conversation, Instant.MAX);
    }

    /** As {@link #markRead()}, up to this message and including it. */
    @CanIgnoreReturnValue
    public List<ChatMessage> markRead(MessageReference upTo) {
        return engine.reading().markRead(conversation, upTo.timestamp());
    }

    // --- what is sent ---

    /** Sends a text, as {@link SessionClient#send(Conversation, String)}. */
    @CanIgnoreReturnValue
    public SentMessage send(String text) {
        return send(TextMessage.of(text));
    }

    /** Sends a message of any kind: a text that quotes, an invitation, a notice. */
    @CanIgnoreReturnValue
    public SentMessage send(Message message) {
        return engine.await(engine.chats().send(conversation, message));
    }

    /** As {@link #send(TextWithFiles, TransferListener)}. */
    @CanIgnoreReturnValue
    public SentMessage send(TextWithFiles message) {
        return send(message, NOBODY);
    }

    /**
     * Sends files, with a text or without. They are encrypted into the store first, so that a client that is opened later goes
     * on with them, and uploaded before the message goes its way. A text that is sent meanwhile may arrive earlier.
     *
     * @param listener told of encrypted bytes of all files together, never fewer than before; on a thread of its own
     * @throws FileException if a file cannot be sent, and why; before anything is written if it is for its size
     * @throws SessionNetworkException if a file was not uploaded or the message not delivered. {@link SessionClient#resend} of
     *     its {@code unsent()} uploads only what is not there yet; {@link SessionClient#discard} gives it up
     * @throws java.util.concurrent.CancellationException if the conversation is deleted meanwhile
     */
    @CanIgnoreReturnValue
    public SentMessage send(TextWithFiles message, TransferListener listener) {
        return engine.await(engine.chats().send(conversation, message, listener));
    }

    /**
     * Puts an emoji to a message of the conversation.
     *
     * @param emoji 1 to 64 bytes of UTF-8 without white space
     */
    @CanIgnoreReturnValue
    public SentMessage react(MessageReference message, String emoji) {
        return engine.await(engine.chats().react(conversation, message, emoji));
    }

    /** Takes an emoji back. */
    @CanIgnoreReturnValue
    public SentMessage unreact(MessageReference message, String emoji) {
        return engine.await(engine.chats().unreact(conversation, message, emoji));
    }

    /**
     * Takes a message of the conversation back. Its copies in the account's own swarm are deleted.
     *
     * @throws IllegalArgumentException if it is somebody else's and the scope is {@link UnsendScope#EVERYONE}
     */
    @CanIgnoreReturnValue
    public SentMessage unsend(MessageReference message, UnsendScope scope) {
        return engine.await(engine.chats().unsend(conversation, message, scope));
    }

    /**
     * Has what this account sends from now on disappear, and announces it. What the peer sends follows the peer's own setting.
     *
     * @param expiration {@link Expiration#OFF} for never; in notes to self the clock always starts with sending
     */
    @CanIgnoreReturnValue
    public SentMessage setTimer(Expiration expiration) {
        return engine.await(engine.chats().setTimer(conversation, expiration));
    }

    /**
     * Accepts the peer of a message request, and says so; writing something does as well.
     *
     * @throws IllegalStateException if these are notes to self
     */
    @CanIgnoreReturnValue
    public SentMessage approve() {
        return engine.await(engine.chats().approve(direct(conversation)));
    }

    /**
     * Says that this account's owner is typing, to be called at each key, or has given up. Does nothing unless typing indicators
     * are switched on and both have accepted each other. The peer is told as rarely as it needs to know; nobody waits for it.
     */
    public void typing(boolean now) {
        engine.chats().typing(conversation, now);
    }

    // --- what concerns this account only ---

    /**
     * Drops what the peer writes from now on; the peer is not told.
     *
     * @throws IllegalStateException if these are notes to self
     */
    public void block() {
        engine.chats().block(direct(conversation), true);
    }

    /**
     * What this account calls the peer.
     *
     * @param nickname at most 100 bytes of UTF-8; null for the name that the peer has chosen
     * @throws IllegalArgumentException if it is longer, or empty
     * @throws IllegalStateException if these are notes to self
     */
    public void setNickname(@Nullable String nickname) {
        engine.chats().nickname(direct(conversation), nickname);
    }

    /**
     * Where lists show the conversation: {@link ConversationState#HIDDEN}, 0, or above that pinned, the higher the earlier.
     * A message shows it again if it was hidden.
     */
    public void setPriority(int priority) {
        engine.chats().priority(conversation, priority);
    }

    /** Hears the peer again. What was written meanwhile is gone. */
    public void unblock() {
        engine.chats().block(direct(conversation), false);
    }

    /**
     * Forgets the conversation: its messages on this device, and on all of the account's devices that the peer was accepted, so
     * that it begins as a request when the peer writes again. Whoever was blocked still is.
     */
    public void delete() {
        engine.chats().delete(conversation);
    }

    static Conversation.Direct direct(Conversation conversation) {
        if (conversation instanceof Conversation.Direct direct) {
            return direct;
        }
        throw new IllegalStateException("notes to self have no peer");
    }
}
