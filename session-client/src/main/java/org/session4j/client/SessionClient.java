package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.client.internal.Callbacks;
import org.session4j.client.internal.ClientEngine;
import org.session4j.client.internal.SwarmGroupMailbox;
import org.session4j.client.internal.SwarmMailbox;
import org.session4j.client.internal.files.FileCarrier;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingMessage;
import org.session4j.onion.Network;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.OnionPath;
import org.session4j.onion.Timing;
import org.session4j.onion.Transport;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.FileServer;
import org.session4j.swarm.SwarmClient;

/**
 * An account that sends, receives and remembers.
 *
 * <pre>{@code
 * try (SessionClient client = SessionClient.builder(Network.mainnet())
 *         .account(Account.of(RecoveryPhrase.parse(words)))
 *         .open()) {
 *     client.onEvent(event -> {
 *         if (event instanceof MessageReceived m) client.send(m.conversation(), "You said: " + m.text());
 *     });
 *     client.awaitClose();
 * }
 * }</pre>
 *
 * <p>Messages are fetched from {@link Builder#open} until {@link #close}. Methods block; {@link #async} has the same ones
 * returning futures. They throw {@link SessionClientException}s, which are unchecked. Safe for use by many threads, also
 * from within listeners.
 */
public final class SessionClient implements AutoCloseable {

    private final NetworkConnection connection;
    private final boolean ownsConnection;
    private final ClientEngine engine;
    private final AsyncSessionClient async;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    private SessionClient(NetworkConnection connection, boolean ownsConnection, ClientEngine engine) {
        this.connection = connection;
        this.ownsConnection = ownsConnection;
        this.engine = engine;
        this.async = new AsyncSessionClient(
                engine, new Callbacks(connection.workers().callbacks()));
    }

    /** A client with a connection of its own. */
    public static Builder builder(Network network) {
        return new Builder(null, NetworkConnection.builder(network));
    }

    /** A client that shares a connection, and does not close it. */
    public static Builder builder(NetworkConnection connection) {
        return new Builder(connection, null);
    }

    /** Whom others write to. */
    public SessionId sessionId() {
        return engine.self();
    }

    /**
     * Sends a text and waits until it is delivered: the node that was asked and another one of the recipient's swarm have
     * signed that they hold it. A copy for the account's other devices follows; if that fails, nobody is told.
     *
     * @param recipient an id of kind {@link org.session4j.protocol.IdKind#STANDARD}; one's own for a note to self
     * @param text not blank, at most 2,000 code points
     * @throws MessageTooLargeException before anything is sent
     * @throws DeliveryUncertainException if it may have been delivered: only {@link #resend} is safe then
     * @throws SessionNetworkException if it was certainly not delivered
     * @throws ClientClosedException if the client was closed before it was known to be delivered
     */
    @CanIgnoreReturnValue
    public SentMessage send(SessionId recipient, String text) {
        return send(Conversation.between(sessionId(), recipient), text);
    }

    /** Sends files, with a text or without, as {@link Chat#send(TextWithFiles)}. */
    @CanIgnoreReturnValue
    public SentMessage send(SessionId recipient, TextWithFiles message) {
        return chat(Conversation.between(sessionId(), recipient)).send(message);
    }

    /** As {@link #send(SessionId, String)}. */
    @CanIgnoreReturnValue
    public SentMessage send(Conversation conversation, String text) {
        return chat(conversation).send(text);
    }

    /**
     * Goes on with a message that failed with {@link SessionNetworkException#unsent()}; the recipient gets it once. Files that
     * the server has are not uploaded again. If they have to be, and another client was opened meanwhile that did not know of
     * the message, it throws a {@link FileException}.
     */
    @CanIgnoreReturnValue
    public SentMessage resend(PendingMessage message) {
        return engine.await(engine.resend(message));
    }

    /**
     * Forgets the files of a message that failed and will not be sent again. If it is not called they are forgotten when the
     * next client is opened with the store.
     */
    public void discard(PendingMessage message) {
        engine.discard(message);
    }

    /** The same methods, returning futures. */
    public AsyncSessionClient async() {
        return async;
    }

    /**
     * Tells a listener of what happens from now on, and of the latest thousand events that nobody has heard.
     *
     * @return ends it; need not be kept if the listener is to live as long as the client
     */
    @CanIgnoreReturnValue
    public Subscription onEvent(EventListener listener) {
        return engine.onEvent(listener);
    }

    /** One conversation, and what else one does in it: read, react, unsend, accept, block. */
    public Chat chat(Conversation conversation) {
        return new Chat(engine, conversation, async.chat(conversation));
    }

    /**
     * The conversations with people whom this account has accepted, and its notes, but for hidden ones: those that are pinned,
     * then the one with the latest message first.
     */
    public List<ConversationSummary> conversations() {
        List<ConversationSummary> shown = summaries(
                summary -> !summary.state().isRequest() && summary.state().priority() != ConversationState.HIDDEN);
        shown.sort(Comparator.comparing(summary -> -summary.state().priority()));
        return shown;
    }

    /** What people wrote whom this account has neither accepted nor blocked; the one with the latest message first. */
    public List<ConversationSummary> messageRequests() {
        return summaries(
                summary -> summary.state().isRequest() && !summary.state().blocked() && summary.latest() != null);
    }

    /** The conversations with people whom this account has blocked. */
    public List<ConversationSummary> blocked() {
        return summaries(summary -> summary.state().blocked());
    }

    private List<ConversationSummary> summaries(Predicate<ConversationSummary> wanted) {
        return engine.store().conversations(sessionId()).stream().filter(wanted).collect(Collectors.toList());
    }

    /** All messages of a conversation in the order of their sending times. */
    public List<ChatMessage> history(Conversation conversation) {
        return chat(conversation).history();
    }

    /**
     * The latest messages of a conversation in the order of their sending times, to be shown page by page.
     *
     * @param before only messages that were sent earlier
     * @param limit at most so many
     */
    public List<ChatMessage> history(Conversation conversation, Instant before, int limit) {
        return chat(conversation).history(before, limit);
    }

    /** What was chosen for this account; at first no typing indicators, no read receipts, no profile. */
    public AccountSettings settings() {
        return engine.store().settings(sessionId());
    }

    /**
     * Chooses anew, as in {@code client.changeSettings(client.settings().withReadReceipts(true))}. A changed profile goes out
     * with the messages that follow.
     */
    public void changeSettings(AccountSettings settings) {
        engine.chats().change(settings);
    }

    /** Changes how this account is shown, as {@link #changeSettings} does. */
    public void setProfile(Profile profile) {
        changeSettings(settings().withProfile(profile));
    }

    /** The groups of this account. */
    public SessionGroups groups() {
        return new SessionGroups(engine, async.groups());
    }

    /** Fetching files that came with messages, and the account's picture. */
    public SessionFiles files() {
        return new SessionFiles(engine, async.files());
    }

    /** Whether the mailbox could be looked into lately. */
    public ConnectionState connectionState() {
        return closing.get() ? ConnectionState.CLOSED : engine.connection();
    }

    /** Everything one can ask of swarms and nodes, one level below accounts and messages. */
    public SwarmClient storage() {
        return connection.storage();
    }

    /** The onion paths ready now; empty before the first one is. */
    public List<OnionPath> paths() {
        return connection.paths();
    }

    /** What does the cryptography, such as {@code libsodium}. */
    public String cryptoBackend() {
        return connection.cryptoBackend();
    }

    /** Waits until the client is closed, or the waiting thread is interrupted, which it then still is. */
    public void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops fetching and telling. Messages being sent fail with {@link ClientClosedException}, and copies of delivered ones
     * for the account's other devices get up to 5 seconds. When this returns no thread of the client is left but the
     * calling one, or a listener's that ignores being interrupted. Account, store and shared connection stay usable. May be
     * called more than once.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            engine.close();
        } finally {
            end();
        }
    }

    /**
     * Destroys what there is of the account, for good, and closes the client. In the store its keys go first, then data and
     * files; in its swarm every namespace is emptied, and what each member has signed is reported. What is not confirmed is
     * said, it does not throw: to destroy local data only if the network confirms, ask for {@link WipeScope#NETWORK} first and
     * open the client again. The account's own keys stay the caller's, who can {@link Account#destroy} them.
     *
     * @throws ClientClosedException if the client is closed already; nothing is destroyed then
     * @throws org.session4j.client.store.StoreException if the store fails before its keys are destroyed
     */
    public WipeReport wipe(WipeScope scope) {
        if (!closing.compareAndSet(false, true)) {
            throw new ClientClosedException();
        }
        try {
            return engine.wipe(scope);
        } finally {
            end();
        }
    }

    private void end() {
        try {
            connection.unregister(this);
            if (ownsConnection) {
                connection.close();
            }
        } finally {
            closed.countDown();
        }
    }

    /** What a {@link SessionClient} is made of; everything but network and account has a default. */
    public static final class Builder {

        private final @Nullable NetworkConnection shared;
        private final NetworkConnection.@Nullable Builder own;
        private @Nullable Account account;
        private MessageStore store = MessageStore.inMemory();
        private @Nullable ErrorHandler errorHandler;

        private Builder(@Nullable NetworkConnection shared, NetworkConnection.@Nullable Builder own) {
            this.shared = shared;
            this.own = own;
        }

        /** Stays the caller's, and must not be closed before the client. */
        @CanIgnoreReturnValue
        public Builder account(Account own) {
            account = own;
            return this;
        }

        /** Default: {@link MessageStore#inMemory()}. */
        @CanIgnoreReturnValue
        public Builder store(MessageStore own) {
            store = own;
            return this;
        }

        /** Told when a listener or the store throws. Default: a warning in the log that names the class. */
        @CanIgnoreReturnValue
        public Builder errorHandler(ErrorHandler handler) {
            errorHandler = handler;
            return this;
        }

        /** See {@link NetworkConnection.Builder#networkStore}; only if the connection is not shared, as all that follow. */
        @CanIgnoreReturnValue
        public Builder networkStore(NetworkStore networkStore) {
            return connection(builder -> builder.networkStore(networkStore));
        }

        /** See {@link NetworkConnection.Builder#transport}. */
        @CanIgnoreReturnValue
        public Builder transport(Transport transport) {
            return connection(builder -> builder.transport(transport));
        }

        /** See {@link NetworkConnection.Builder#clock}. */
        @CanIgnoreReturnValue
        public Builder clock(Clock clock) {
            return connection(builder -> builder.clock(clock));
        }

        /** See {@link NetworkConnection.Builder#random}. */
        @CanIgnoreReturnValue
        public Builder random(SecureRandom random) {
            return connection(builder -> builder.random(random));
        }

        /** See {@link NetworkConnection.Builder#crypto}. */
        @CanIgnoreReturnValue
        public Builder crypto(Crypto crypto) {
            return connection(builder -> builder.crypto(crypto));
        }

        /** See {@link NetworkConnection.Builder#timing}. */
        @CanIgnoreReturnValue
        public Builder timing(Timing timing) {
            return connection(builder -> builder.timing(timing));
        }

        @CanIgnoreReturnValue
        private Builder connection(Consumer<NetworkConnection.Builder> option) {
            if (own == null) {
                throw new IllegalStateException("this option belongs to the shared connection");
            }
            option.accept(own);
            return this;
        }

        /**
         * Begins to fetch messages, and returns at once: whether the network can be reached is told by
         * {@link ConnectionChanged}, and by sending.
         *
         * @throws IllegalStateException if there is no account, or another client of it is open on the shared connection
         * @throws org.session4j.client.store.StoreException if the store cannot be read
         */
        public SessionClient open() {
            if (account == null) {
                throw new IllegalStateException("an account is needed");
            }
            NetworkConnection connection =
                    shared != null ? shared : Objects.requireNonNull(own).open();
            FileServer fileServer = connection.files();
            ClientEngine engine = ClientEngine.builder(
                            account,
                            new SwarmMailbox(connection.storage(), account),
                            SwarmGroupMailbox.of(connection.storage(), account, connection.crypto()))
                    .store(store)
                    .errorHandler(errorHandler)
                    .crypto(connection.crypto())
                    .random(connection.random())
                    .timing(connection.timing())
                    .carrier(fileServer == null ? null : FileCarrier.of(fileServer))
                    .threads(connection.workers().executor(), connection.workers())
                    .callbacks(connection.workers().callbacks())
                    .build();
            SessionClient client = new SessionClient(connection, shared == null, engine);
            connection.register(client);
            try {
                engine.start();
            } catch (RuntimeException storeFailed) {
                client.close();
                throw storeFailed;
            }
            return client;
        }
    }
}
