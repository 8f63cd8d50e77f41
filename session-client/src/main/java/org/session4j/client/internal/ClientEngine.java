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
import java.util.function.Consumer;
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
import org.session4j.client.internal.groups.GroupNotices;
import org.session4j.client.internal.groups.SentLetters;
import org.session4j.client.internal.rules.Arrival;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.Errand;
import org.session4j.client.internal.rules.Outcome;
import org.session4j.client.internal.rules.RuleBook;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingMessage;
import org.session4j.groups.v2.GroupId;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigKeys;
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
    private final DocumentPush documentPush;
    private final Crypto crypto;
    private final Poller poller;
    private final Expirer expirer;
    private final TypingWatch typingWatch;
    private final TypingSignals typingSignals;
    private final Reading reading;
    private final Chats chats;
    private final GroupSealer groupSealer;
    private final GroupNotices notices;
    private final ControlReader controls;
    private final GroupWays groupWays;
    private final GroupChores groupChores;
    private final GroupActions groups;
    private final GroupPollers groupPollers;

    private ClientEngine(Builder builder) {
        Failures failures = new Failures(builder.errorHandler == null ? Failures::log : builder.errorHandler);
        crypto = builder.crypto();
        DirectLetters letters = new DirectLetters(builder.account, crypto, builder.random, failures);
        Timer timer = Objects.requireNonNull(builder.timer, "timer");
        workers = Objects.requireNonNull(builder.workers, "workers");
        mailbox = builder.mailbox;
        Patience patience = Patience.of(builder.timing, timer);
        events = new EventDispatcher(failures);
        SessionId self = builder.account.sessionId();
        ledger = new Ledger(
                self,
                builder.store,
                events,
                this::run,
                Documents.create(self, crypto),
                builder.random,
                this::nextNumber,
                crypto);
        cachedFiles = new CachedFiles(ledger, failures, builder.random);
        DeliveryTools tools = new DeliveryTools(
                ledger,
                cachedFiles,
                mailbox,
                conversation -> route(conversation, letters),
                letters,
                this::delivered,
                failures,
                builder.timing,
                workers,
                timer,
                patience,
                builder.nanoTime);
        outbox = new Outbox(tools);
        groupSealer = new GroupSealer(builder.account, crypto, builder.random);
        notices = new GroupNotices(crypto);
        groupWays = new GroupWays(ledger, builder.groups, crypto);
        ChoreTools choreTools = new ChoreTools(
                ledger,
                groupWays,
                outbox,
                notices,
                failures,
                builder.timing,
                workers,
                timer,
                patience,
                mailbox::timeNow,
                crypto,
                builder.random);
        groupChores = GroupChores.of(choreTools);
        Turns transfers = new Turns(CARRIED_AT_A_TIME, workers);
        Executor callbacks = builder.callbacks == null ? workers : builder.callbacks;
        parcels = new Parcels(tools, outbox, builder.carrier, transfers, callbacks);
        downloads = new Downloads(builder.carrier, builder.crypto(), workers, transfers);
        controls = new ControlReader(self, crypto);
        inbox = new Inbox(ledger, letters, events, mailbox, controls);
        OtherDevices otherDevices = new OtherDevices(ledger, mailbox, failures, workers);
        ConfigKeys keys = ConfigKeys.ofAccount(builder.account.ed25519KeyPair());
        documentPush = new DocumentPush(ledger, keys, mailbox, failures, builder.timing, workers, timer, patience);
        DocumentExpiry documentExpiry = new DocumentExpiry(documentPush, failures, workers);
        DocumentInbox documents = new DocumentInbox(ledger, keys, mailbox);
        Runnable afterPoll = () -> {
            otherDevices.look();
            documentPush.polled();
            documentExpiry.look(mailbox);
        };
        PollKeeper keeper = new AccountPolls(documents, inbox, afterPoll);
        poller = new Poller(mailbox, keeper, failures, builder.timing, workers, timer, patience);
        expirer = new Expirer(ledger, mailbox, failures, workers, timer, patience);
        typingWatch = new TypingWatch(events, mailbox, timer);
        typingSignals = new TypingSignals(ledger, outbox, timer, builder.nanoTime);
        reading = new Reading(ledger, mailbox, outbox, failures, workers);
        chats = new Chats(ledger, mailbox, outbox, parcels, typingSignals);
        GroupMembership membership = new GroupMembership(choreTools);
        GroupLetters groupLetters = new GroupLetters(builder.account, crypto, failures);
        GroupTexts groupTexts = new GroupTexts(self, groupLetters, controls);
        KeyRequests keyRequests = new KeyRequests(ledger, mailbox::timeNow, failures, builder.timing);
        Consumer<GroupId> afterGroupPoll = group -> {
            membership.polled(group);
            groupChores.polled(group);
            keyRequests.look(group);
        };
        groupPollers = new GroupPollers(ledger, groupWays, (group, way) -> {
            GroupInbox found = new GroupInbox(group, ledger, groupLetters, groupTexts);
            PollKeeper polls = new GroupPolls(group, way, found, inbox::isBehind, afterGroupPoll);
            return new Poller(way, polls, failures, builder.timing, workers, timer, patience);
        });
        pictures = new Pictures(chats, builder.carrier, builder.random, transfers, workers, callbacks);
        groups = new GroupActions(choreTools, builder.groups, groupChores, membership, pictures);
    }

    private Route route(Conversation conversation, LetterSealer letters) {
        if (conversation instanceof Conversation.Group group) {
            return new GroupRoute(GroupId.of(group.id()), groupSealer, notices, groupWays, groupChores);
        }
        return conversation instanceof Conversation.Direct direct
                ? DirectRoute.to(direct, letters, notices, mailbox)
                : DirectRoute.toSelf(self(), letters, notices, mailbox);
    }

    private long nextNumber() {
        return outbox.nextNumber();
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
        } else if (errand instanceof Errand.Deliver delivery) {
            CompletableFuture<?> unused = outbox.deliver(delivery.message(), true);
        } else if (errand instanceof Errand.PushDocuments) {
            documentPush.wake();
        } else if (errand instanceof Errand.TendGroups) {
            groupChores.wake();
        } else if (errand instanceof Errand.FollowGroups) {
            workers.execute(groupPollers::follow);
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
        SentLetters.delivered(draft, conversation, message, crypto);
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
                        null,
                        controls.readOwn(draft, notices, conversation, message, timestamp)),
                mailbox.timeNow());
    }

    public static Builder builder(Account account, AccountMailbox mailbox, GroupMailboxes groups) {
        return new Builder(account, mailbox, groups);
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

    /** What the devices of the account share, as this one knows it. */
    Documents documents() {
        return ledger.documents();
    }

    Ledger ledger() {
        return ledger;
    }

    /** What looks after the groups. */
    GroupChores groupChores() {
        return groupChores;
    }

    public GroupActions groups() {
        return groups;
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
        ledger.resume();
        mailbox.resume(store().readMarks(self()));
        cachedFiles.removeLeftovers();
        outbox.resume(parcels::resume);
        expirer.start();
        poller.start();
        groupPollers.follow();
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
        groupPollers.close();
        documentPush.close();
        groupChores.close();
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
        documentPush.awaitEnd();
        boolean localGone = scope.includesLocal() && store().wipe(self());
        NetworkWipe.Result network =
                scope.includesNetwork() ? NetworkWipe.of(mailbox).join() : new NetworkWipe.Result(Map.of(), null);
        return new WipeReport(scope, localGone, network.nodes(), network.failure());
    }

    /** Options of a {@link ClientEngine}. */
    public static final class Builder {

        private final Account account;
        private final AccountMailbox mailbox;
        private final GroupMailboxes groups;
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

        private Builder(Account account, AccountMailbox mailbox, GroupMailboxes groups) {
            this.account = account;
            this.mailbox = mailbox;
            this.groups = groups;
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
