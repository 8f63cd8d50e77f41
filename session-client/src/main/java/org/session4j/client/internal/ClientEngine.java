package org.session4j.client.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ConnectionState;
import org.session4j.client.Conversation;
import org.session4j.client.ErrorHandler;
import org.session4j.client.EventListener;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.Subscription;
import org.session4j.client.WipeReport;
import org.session4j.client.WipeScope;
import org.session4j.client.internal.files.Downloads;
import org.session4j.client.internal.files.FileCarrier;
import org.session4j.client.internal.files.Turns;
import org.session4j.client.internal.rules.Arrival;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.Errand;
import org.session4j.client.internal.rules.Outcome;
import org.session4j.client.internal.rules.RuleBook;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingMessage;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.swarm.MessageHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One account at work: what receives, sends, remembers and tells put together. Knows nothing of paths and swarms. */
public final class ClientEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClientEngine.class);

    /** Files under way at the same time; each is held in memory, and a little more. */
    private static final int CARRIED_AT_A_TIME = 2;

    private final AccountMailbox mailbox;
    private final Executor workers;
    private final EventDispatcher events;
    private final Ledger ledger;
    private final Inbox inbox;
    private final CachedFiles cachedFiles;
    private final Outbox outbox;
    private final Parcels parcels;
    private final Downloads downloads;
    private final Pictures pictures;
    private final Poller poller;
    private final Expirer expirer;
    private final TypingWatch typingWatch;
    private final TypingSignals typingSignals;
    private final Reading reading;
    private final Chats chats;

    private ClientEngine(Builder builder) {
        Failures failures = new Failures(builder.errorHandler == null ? Failures::log : builder.errorHandler);
        DirectLetters letters = new DirectLetters(builder.account, builder.crypto(), builder.random, failures);
        Timer timer = Objects.requireNonNull(builder.timer, "timer");
        workers = Objects.requireNonNull(builder.workers, "workers");
        mailbox = builder.mailbox;
        Patience patience = Patience.of(builder.timing, timer);
        events = new EventDispatcher(failures);
        ledger = new Ledger(builder.account.sessionId(), builder.store, events, this::run);
        cachedFiles = new CachedFiles(ledger, failures, builder.random);
        DeliveryTools tools = new DeliveryTools(
                ledger,
                cachedFiles,
                mailbox,
                letters,
                this::delivered,
                failures,
                builder.timing,
                workers,
                timer,
                patience,
                builder.nanoTime);
        outbox = new Outbox(tools);
        Turns transfers = new Turns(CARRIED_AT_A_TIME, workers);
        Executor callbacks = builder.callbacks == null ? workers : builder.callbacks;
        parcels = new Parcels(tools, outbox, builder.carrier, transfers, callbacks);
        downloads = new Downloads(builder.carrier, builder.crypto(), workers, transfers);
        inbox = new Inbox(ledger, letters, events, mailbox);
        OtherDevices otherDevices = new OtherDevices(ledger, mailbox, failures, workers);
        poller = new Poller(mailbox, inbox, otherDevices, failures, builder.timing, workers, timer, patience);
        expirer = new Expirer(ledger, mailbox, failures, workers, timer, patience);
        typingWatch = new TypingWatch(events, mailbox, timer);
        typingSignals = new TypingSignals(ledger, outbox, timer, builder.nanoTime);
        reading = new Reading(ledger, mailbox, outbox, failures, workers);
        chats = new Chats(ledger, mailbox, outbox, parcels, typingSignals);
        pictures = new Pictures(chats, builder.carrier, builder.random, transfers, workers, callbacks);
    }

    private void run(Errand errand) {
        if (errand instanceof Errand.ShowTyping typing) {
            typingWatch.show(typing);
        } else if (errand instanceof Errand.HideTyping typing) {
            typingWatch.hide(typing);
        } else if (errand instanceof Errand.WatchExpiry expiry) {
            expirer.watch(expiry.expiry());
        } else if (errand instanceof Errand.ShortenCopies copies) {
            workers.execute(() -> reading.shorten(copies));
        } else if (errand instanceof Errand.DeleteCopies copies) {
            workers.execute(() -> delete(copies));
        }
    }

    private void delete(Errand.DeleteCopies copies) {
        CompletableFuture<?> unused = mailbox.delete(copies.hashes()).whenComplete((answer, failure) -> {
            if (answer == null) {
                LOG.debug("the copy of an unsent message was not deleted");
            }
        });
    }

    /** What is delivered changes what the same message from another device would. */
    private void delivered(
            Draft draft,
            Conversation conversation,
            Message message,
            Expiration setting,
            Instant timestamp,
            @Nullable MessageHash copy) {
        Outcome unused = RuleBook.apply(
                draft,
                new Arrival(
                        Arrival.Origin.THIS_DEVICE,
                        conversation,
                        self(),
                        timestamp,
                        message,
                        message.kind().expirationIn(setting),
                        copy,
                        null),
                mailbox.timeNow());
    }

    public static Builder builder(Account account, AccountMailbox mailbox) {
        return new Builder(account, mailbox);
    }

    public SessionId self() {
        return ledger.account();
    }

    /** For reading only. */
    public MessageStore store() {
        return ledger.store();
    }

    public Chats chats() {
        return chats;
    }

    public Reading reading() {
        return reading;
    }

    public Downloads downloads() {
        return downloads;
    }

    public Pictures pictures() {
        return pictures;
    }

    public ConnectionState connection() {
        return inbox.connection();
    }

    /** May be called once; throws what the store throws. */
    public void start() {
        mailbox.resume(store().readMarks(self()));
        cachedFiles.removeLeftovers();
        outbox.resume(parcels::resume);
        expirer.start();
        poller.start();
    }

    /** Cancelling what is returned calls it off as long as its files are not uploaded. */
    public CompletableFuture<SentMessage> resend(PendingMessage message) {
        return message.isBeforeUpload() ? parcels.resend(message) : outbox.resend(message);
    }

    /** Nobody will send it again. */
    public void discard(PendingMessage message) {
        cachedFiles.removeUnlessPending(message.files());
    }

    /** Waits for a result, and throws what it failed with. */
    public <T> T await(CompletableFuture<T> work) {
        return await(work, () -> "interrupted while waiting; the message goes on its way");
    }

    /** As {@link #await}; who is interrupted does not want it any more. */
    public <T> T awaitTransfer(CompletableFuture<T> work) {
        return await(
                work,
                () -> work.cancel(true)
                        ? "interrupted while waiting; the transfer was given up"
                        : "interrupted while waiting");
    }

    private static <T> T await(CompletableFuture<T> work, Supplier<String> interrupted) {
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
            throw new SessionNetworkException(interrupted.get(), e, null);
        }
    }

    public Subscription onEvent(EventListener listener) {
        return events.subscribe(listener);
    }

    /** Ends polling, fails what is being sent, then ends writing and telling. */
    @Override
    public void close() {
        poller.close();
        typingSignals.close();
        downloads.close();
        pictures.close();
        parcels.close();
        outbox.close();
        expirer.close();
        typingWatch.close();
        ledger.close();
        events.close();
    }

    /** Closes first, so that nothing is written any more. */
    public WipeReport wipe(WipeScope scope) {
        close();
        boolean localGone = scope.includesLocal() && store().wipe(self());
        NetworkWipe.Result network =
                scope.includesNetwork() ? NetworkWipe.of(mailbox).join() : new NetworkWipe.Result(Map.of(), null);
        return new WipeReport(scope, localGone, network.nodes(), network.failure());
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
        private @Nullable FileCarrier carrier;
        private @Nullable Executor workers;
        private @Nullable Executor callbacks;
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

        /** Null if the network has no file server, the default. */
        @CanIgnoreReturnValue
        public Builder carrier(@Nullable FileCarrier files) {
            carrier = files;
            return this;
        }

        /** Where code of the user may block. Default: the workers. */
        @CanIgnoreReturnValue
        public Builder callbacks(Executor threads) {
            callbacks = threads;
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
