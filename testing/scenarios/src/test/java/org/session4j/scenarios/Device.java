package org.session4j.scenarios;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.SessionClient;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.MessageStore;
import org.session4j.onion.Network;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;

/** One of the devices of an account: a client with a store and a connection of its own, which can be closed and opened. */
final class Device implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 20;

    private final Network network;
    private final Account account;
    private final MessageStore store = MessageStore.inMemory();
    private SessionClient client;

    Device(Network network, Account account) {
        this.network = network;
        this.account = account;
        this.client = open();
    }

    /** Looks for news often, and pushes soon. */
    static Timing eager(Timing timing) {
        return timing.toBuilder()
                .set(Timing.Span.POLL, Duration.ofMillis(100))
                .set(Timing.Span.POLL_CAP, Duration.ofMillis(500))
                .set(Timing.Span.PUSH, Duration.ofMillis(50))
                .build();
    }

    private SessionClient open() {
        return SessionClient.builder(network)
                .account(account)
                .store(store)
                .timing(eager(network.timing()))
                .open();
    }

    SessionClient client() {
        return client;
    }

    void reopen() {
        client.close();
        client = open();
    }

    ConversationState state(SessionId peer) {
        return client.chat(Conversation.between(account.sessionId(), peer)).state();
    }

    /** All that this device knows and every other one should. */
    Map<String, Object> knowledge() {
        Map<String, Object> knowledge = new TreeMap<>();
        for (ConversationSummary summary : store.conversations(account.sessionId())) {
            ConversationState state = summary.state();
            Conversation conversation = state.conversation();
            if (!state.equals(ConversationState.initial(conversation))) {
                knowledge.put("state of " + conversation, state);
            }
            List<Instant> unread = client.chat(conversation).unread().stream()
                    .map(ChatMessage::timestamp)
                    .collect(Collectors.toList());
            if (!unread.isEmpty()) {
                knowledge.put("unread in " + conversation, unread);
            }
        }
        if (client.settings().profile() != null) {
            knowledge.put("profile", client.settings().profile());
        }
        return knowledge;
    }

    /** Waits; the test's time limit says for how long. */
    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
