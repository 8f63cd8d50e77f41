package org.session4j.scenarios;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.session4j.client.Chat;
import org.session4j.client.Conversation;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionEvent;
import org.session4j.client.store.MessageStore;
import org.session4j.onion.Network;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.wire.StoreRequest;

/** Somebody at one device, whose client remembers in a folder. */
final class Person implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A story that hangs should say where; nothing else depends on it. */
    private static final long PATIENCE_SECONDS = 90;

    private final Network network;
    private final Account account;
    private final Path folder;
    private final BlockingQueue<SessionEvent> happened = new LinkedBlockingQueue<>();
    private final List<SessionEvent> passedOver = new ArrayList<>();
    private MessageStore store;
    private SessionClient client;

    private Person(Network network, Account account, Path folder) {
        this.network = network;
        this.account = account;
        this.folder = folder;
        comeBack();
    }

    static Person arrive(Network network, Account account, Path folder) {
        return new Person(network, account, folder);
    }

    /** Opens the client, of the same folder each time. */
    void comeBack() {
        store = SqliteMessageStore.open(folder, StoreKey.of(new byte[StoreKey.LENGTH]));
        client = SessionClient.builder(network).account(account).store(store).open();
        client.onEvent(happened::add);
    }

    /** Closes client and store, and forgets everything that they do not. */
    void leave() {
        client.close();
        store.close();
        happened.clear();
        passedOver.clear();
    }

    SessionClient client() {
        return client;
    }

    SessionId id() {
        return account.sessionId();
    }

    Chat with(Person other) {
        return client.chat(Conversation.between(id(), other.id()));
    }

    /** The next event of a type; those of other types stay for those who ask for them. */
    <E extends SessionEvent> E next(Class<E> type) throws InterruptedException {
        for (Iterator<SessionEvent> events = passedOver.iterator(); events.hasNext(); ) {
            SessionEvent event = events.next();
            if (type.isInstance(event)) {
                events.remove();
                return type.cast(event);
            }
        }
        SessionEvent event = await(type);
        while (!type.isInstance(event)) {
            passedOver.add(event);
            event = await(type);
        }
        return type.cast(event);
    }

    private SessionEvent await(Class<?> type) throws InterruptedException {
        SessionEvent event = happened.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            List<String> others = passedOver.stream()
                    .map(each -> each.getClass().getSimpleName())
                    .toList();
            throw new AssertionError("no " + type.getSimpleName() + ", but " + others);
        }
        return event;
    }

    /** Seals a content as this account, whatever it says, and puts it into somebody's mailbox. */
    void post(Person other, Content content) throws Exception {
        post(other, DirectMessageCodec.of(Crypto.get()).encode(account, other.id(), content, RANDOM));
    }

    /** Puts any bytes into somebody's mailbox. */
    void post(Person other, Bytes stored) {
        client.storage()
                .store(StoreRequest.unsigned(other.id(), Namespace.DEFAULT, stored, Duration.ofDays(1)))
                .join();
    }

    Account account() {
        return account;
    }

    /** Network time, as this account's client knows it. */
    Instant now() {
        return client.storage().clock().now();
    }

    @Override
    public void close() {
        leave();
    }
}
