package org.session4j.client.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.session4j.client.ConnectionChanged;
import org.session4j.client.MessageStore;
import org.session4j.client.SessionEvent;
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

    final FakeMailbox mailbox = new FakeMailbox();
    final ManualTimer timer = new ManualTimer();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();
    final ClientEngine engine;

    EngineFixture() {
        this(MessageStore.inMemory());
    }

    EngineFixture(MessageStore store) {
        engine = ClientEngine.builder(ME, mailbox)
                .store(store)
                .errorHandler(failures::add)
                .crypto(CRYPTO)
                .timing(Timing.standard())
                .threads(Runnable::run, timer)
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

    @Override
    public void close() {
        engine.close();
    }
}
