package org.session4j.client.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.session4j.client.ConnectionChanged;
import org.session4j.client.Conversation;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionEvent;
import org.session4j.client.store.MessageStore;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.TextMessage;

/** An account at work on a {@link FakeMailbox}: everything but the events runs on the thread of the test. */
final class EngineFixture implements AutoCloseable {

    static final Crypto CRYPTO = Crypto.get();
    static final SecureRandom RANDOM = new SecureRandom();
    static final Account ME = Account.generate();
    static final Account BOB = Account.generate();
    static final Account CAROL = Account.generate();

    final FakeMailbox mailbox;
    final FakeCarrier carrier = new FakeCarrier();
    final ManualTimer timer = new ManualTimer();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();
    final AtomicLong nanos = new AtomicLong();
    final MessageStore store;
    final ClientEngine engine;

    EngineFixture() {
        this(MessageStore.inMemory());
    }

    EngineFixture(MessageStore store) {
        this(store, CRYPTO);
    }

    EngineFixture(MessageStore store, Crypto crypto) {
        this(store, new FakeMailbox(), Timing.standard(), crypto);
    }

    /** One that polls again at once, and sees what was there before. */
    static EngineFixture on(MessageStore store, FakeMailbox mailbox) {
        return new EngineFixture(
                store,
                mailbox,
                Timing.standard().toBuilder()
                        .set(Timing.Span.POLL, Duration.ofMillis(1))
                        .build(),
                CRYPTO);
    }

    private EngineFixture(MessageStore store, FakeMailbox mailbox, Timing timing, Crypto crypto) {
        this.store = store;
        this.mailbox = mailbox;
        engine = ClientEngine.builder(ME, mailbox, new SharedGroupSwarm().new Line(ME))
                .store(store)
                .errorHandler(failures::add)
                .crypto(crypto)
                .timing(timing)
                .carrier(carrier)
                .threads(Runnable::run, timer)
                .nanoTime(nanos::get)
                .build();
        engine.onEvent(event -> {
            if (!(event instanceof ConnectionChanged)) {
                events.add(event);
            }
        });
    }

    static Bytes letter(Account from, SessionId to, Content content) {
        try {
            return DirectMessageCodec.of(CRYPTO).encode(from, to, content, RANDOM);
        } catch (org.session4j.protocol.SessionException e) {
            throw new AssertionError(e);
        }
    }

    /** A text to the account under test. */
    static Bytes text(Account from, String text, Instant timestamp) {
        return letter(from, ME.sessionId(), TextMessage.of(text).toContent(timestamp));
    }

    /** Lets time go by, and everything happen that is due meanwhile. */
    void advance(Duration time) {
        timer.advance(time, step -> {
            mailbox.now = mailbox.now.plus(step);
            nanos.addAndGet(step.toNanos());
        });
    }

    /** Lets letters arrive, and the poller look at them. */
    void arrive(Bytes... letters) {
        mailbox.nextPoll(ME.sessionId(), false, letters);
        fetch();
    }

    /** Lets the poller look at what arrived. */
    void fetch() {
        mailbox.answerWaitingPoll();
        advance(Duration.ofMillis(1));
    }

    CompletableFuture<SentMessage> send(Conversation conversation, String text) {
        return engine.chats().send(conversation, TextMessage.of(text));
    }

    /** The next event of this type; others before it are passed over. */
    <E extends SessionEvent> E next(Class<E> type) throws InterruptedException {
        SessionEvent event = events.take();
        while (!type.isInstance(event)) {
            event = events.take();
        }
        return type.cast(event);
    }

    @Override
    public void close() {
        engine.close();
    }
}
