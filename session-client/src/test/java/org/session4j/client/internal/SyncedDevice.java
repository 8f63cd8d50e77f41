package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.MessageStore;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;

/** A device of an account; everything runs on the thread of the test. */
final class SyncedDevice implements AutoCloseable {

    private static final Timing TIMING = Timing.standard().toBuilder()
            .set(Timing.Span.POLL, Duration.ofSeconds(2))
            .build();

    final MessageStore store = MessageStore.inMemory();
    final List<Throwable> failures = new ArrayList<>();
    final Account account;
    final SharedSwarm.Line line;
    final SharedGroupSwarm.Line groupLine;
    private ManualTimer timer = new ManualTimer();
    ClientEngine engine;

    /** Of the account under test, without groups. */
    SyncedDevice(SharedSwarm swarm) {
        this(EngineFixture.ME, swarm, new SharedGroupSwarm());
    }

    SyncedDevice(Account account, SharedSwarm swarm, SharedGroupSwarm groups) {
        this.account = account;
        line = swarm.new Line();
        groupLine = groups.new Line(account);
        engine = open();
    }

    private ClientEngine open() {
        ClientEngine opened = ClientEngine.builder(account, line, groupLine)
                .store(store)
                .errorHandler(failures::add)
                .crypto(EngineFixture.CRYPTO)
                .timing(TIMING)
                .threads(Runnable::run, timer)
                .build();
        opened.start();
        return opened;
    }

    /** As if the program was killed and started again. */
    void restart() {
        engine.close();
        timer = new ManualTimer();
        groupLine.restart();
        engine = open();
    }

    void advance(Duration time) {
        timer.advance(time, step -> {});
    }

    Chats chats() {
        return engine.chats();
    }

    /** All that is known of conversations but what is known of any, and that a stranger has written to this device. */
    Map<String, ConversationState> states() {
        Map<String, ConversationState> states = new TreeMap<>();
        for (ConversationSummary summary : store.conversations(engine.self())) {
            ConversationState read = summary.state();
            ConversationState stranger =
                    ConversationState.initial(read.conversation()).withReadUpTo(read.readUpTo());
            ConversationState state = read.withApprovedMe(stranger.approvedMe()).equals(stranger) ? stranger : read;
            if (!state.equals(ConversationState.initial(state.conversation()))) {
                states.put(summary.conversation().toString(), state);
            }
        }
        return states;
    }

    List<ChatMessage> unread(Conversation conversation) {
        return store.unread(engine.self(), conversation, Instant.MAX);
    }

    boolean isIdle() {
        return !engine.documents().needPush();
    }

    @Override
    public String toString() {
        return engine.documents().all().toString();
    }

    @Override
    public void close() {
        engine.close();
    }
}
