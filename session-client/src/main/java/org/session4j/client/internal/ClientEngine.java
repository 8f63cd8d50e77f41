package org.session4j.client.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ConnectionState;
import org.session4j.client.Conversation;
import org.session4j.client.ErrorHandler;
import org.session4j.client.EventListener;
import org.session4j.client.MessageStore;
import org.session4j.client.MessageTooLargeException;
import org.session4j.client.PendingMessage;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.Subscription;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;

/** One account at work: outbox, poller, inbox and dispatcher put together. Knows nothing of paths and swarms. */
public final class ClientEngine implements AutoCloseable {

    /** Longest text of an account without Session Pro (messages: text length). */
    static final int MAX_CODE_POINTS = 2_000;

    private final SessionId self;
    private final MessageStore store;
    private final EventDispatcher events;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Poller poller;

    private ClientEngine(Builder builder) {
        Failures failures = new Failures(builder.errorHandler == null ? Failures::log : builder.errorHandler);
        DirectLetters letters = new DirectLetters(builder.account, builder.crypto(), builder.random, failures);
        Executor workers = Objects.requireNonNull(builder.workers, "workers");
        Timer timer = Objects.requireNonNull(builder.timer, "timer");
        self = builder.account.sessionId();
        store = builder.store;
        events = new EventDispatcher(failures);
        inbox = new Inbox(self, letters, store, events, builder.mailbox);
        outbox = new Outbox(new DeliveryTools(
                self,
                builder.mailbox,
                letters,
                store,
                events,
                failures,
                builder.timing,
                workers,
                timer,
                builder.nanoTime));
        poller = new Poller(builder.mailbox, inbox, failures, builder.timing, workers, timer);
    }

    public static Builder builder(Account account, AccountMailbox mailbox) {
        return new Builder(account, mailbox);
    }

    public SessionId self() {
        return self;
    }

    public MessageStore store() {
        return store;
    }

    public ConnectionState connection() {
        return inbox.connection();
    }

    /** May be called once. */
    public void start() {
        poller.start();
    }

    /** Refuses what no app would show; everything else is the future's. */
    public CompletableFuture<SentMessage> send(Conversation conversation, String text) {
        int codePoints = text.codePointCount(0, text.length());
        if (codePoints > MAX_CODE_POINTS) {
            throw new MessageTooLargeException(MessageTooLargeException.Unit.CODE_POINTS, MAX_CODE_POINTS, codePoints);
        }
        if (text.trim().isEmpty()) {
            throw new IllegalArgumentException("text: expected more than white space");
        }
        return outbox.send(conversation, text);
    }

    public CompletableFuture<SentMessage> resend(PendingMessage message) {
        return outbox.resend(message);
    }

    /** Waits for a result, and throws what it failed with. */
    public <T> T await(CompletableFuture<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException wrapped ? wrapped.getCause() : e.getCause();
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            throw NetworkFailures.of(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionNetworkException("interrupted while waiting; the message goes on its way", e, null);
        }
    }

    public Subscription onEvent(EventListener listener) {
        return events.subscribe(listener);
    }

    /** Fails what is being sent, then ends polling and telling. */
    @Override
    public void close() {
        poller.close();
        outbox.close();
        events.close();
    }

    /** Options of a {@link ClientEngine}. */
    public static final class Builder {

        private final Account account;
        private final AccountMailbox mailbox;
        private MessageStore store = MessageStore.inMemory();
        private @Nullable ErrorHandler errorHandler;
        private @Nullable Crypto crypto;
        private SecureRandom random = new SecureRandom();
        private Timing timing = Timing.standard();
        private @Nullable Executor workers;
        private @Nullable Timer timer;
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(Account account, AccountMailbox mailbox) {
            this.account = account;
            this.mailbox = mailbox;
        }

        @CanIgnoreReturnValue
        public Builder store(MessageStore own) {
            store = own;
            return this;
        }

        /** Null for a warning in the log. */
        @CanIgnoreReturnValue
        public Builder errorHandler(@Nullable ErrorHandler handler) {
            errorHandler = handler;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder crypto(Crypto own) {
            crypto = own;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder random(SecureRandom own) {
            random = own;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder timing(Timing policy) {
            timing = policy;
            return this;
        }

        /** Must be called; they stay the caller's. */
        @CanIgnoreReturnValue
        public Builder threads(Executor workers, Timer timer) {
            this.workers = workers;
            this.timer = timer;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder nanoTime(LongSupplier monotonic) {
            nanoTime = monotonic;
            return this;
        }

        private Crypto crypto() {
            return crypto == null ? Crypto.get() : crypto;
        }

        public ClientEngine build() {
            return new ClientEngine(this);
        }
    }
}
