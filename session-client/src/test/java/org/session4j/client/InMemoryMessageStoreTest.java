package org.session4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

class InMemoryMessageStoreTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final SessionId ME = id(1);
    private static final SessionId BOB = id(2);
    private static final SessionId CAROL = id(3);
    private static final Conversation WITH_BOB = new Conversation.Direct(BOB);

    private final MessageStore store = MessageStore.inMemory();

    @Test
    void whatIsNewIsSaidOnce() {
        Arrival arrival = arrival(1, BOB, 0, "hi");
        assertThat(store.append(ME, List.of(arrival))).containsExactly(arrival.hash());
        assertThat(store.append(ME, List.of(arrival))).isEmpty();
        assertThat(texts(WITH_BOB)).containsExactly("hi");
    }

    @Test
    void theSameMessageUnderAnotherHashIsNotNewButItsHashIsRemembered() {
        Arrival first = arrival(1, BOB, 0, "hi");
        Arrival again = arrival(2, BOB, 0, "hi");
        assertThat(store.append(ME, List.of(first, again))).containsExactly(first.hash());
        assertThat(store.seen(ME, Set.of(first.hash(), again.hash(), hash(3))))
                .containsExactlyInAnyOrder(first.hash(), again.hash());
        assertThat(texts(WITH_BOB)).containsExactly("hi");
    }

    @Test
    void twoSendersMayUseTheSameTimestamp() {
        assertThat(store.append(ME, List.of(arrival(1, BOB, 0, "b"), arrival(2, CAROL, 0, "c"))))
                .hasSize(2);
    }

    @Test
    void whatIsNoMessageIsOnlyRemembered() {
        Arrival refused = new Arrival(hash(1), NOON, null);
        assertThat(store.append(ME, List.of(refused))).containsExactly(refused.hash());
        assertThat(store.append(ME, List.of(refused))).isEmpty();
        assertThat(store.conversations(ME)).isEmpty();
    }

    @Test
    void accountsKnowNothingOfEachOther() {
        Arrival arrival = arrival(1, BOB, 0, "hi");
        assertThat(store.append(ME, List.of(arrival))).hasSize(1);
        assertThat(store.append(CAROL, List.of(arrival))).hasSize(1);
        assertThat(store.history(BOB, WITH_BOB)).isEmpty();
    }

    @Test
    void conversationsComeByTheirLatestMessage() {
        assertThat(store.append(
                        ME, List.of(arrival(1, BOB, 5, "b"), arrival(2, CAROL, 3, "c"), arrival(3, CAROL, 9, "c2"))))
                .hasSize(3);
        assertThat(store.conversations(ME)).containsExactly(new Conversation.Direct(CAROL), WITH_BOB);
    }

    @Test
    void hashesAreForgottenWhenNoSwarmHoldsThemAnyLonger() {
        assertThat(store.append(ME, List.of(new Arrival(hash(0), NOON, null)))).hasSize(1);
        Instant muchLater = NOON.plus(Duration.ofDays(60));
        for (int i = 1; i <= 2_000; i++) {
            assertThat(store.append(ME, List.of(new Arrival(hash(i), muchLater, null))))
                    .hasSize(1);
        }
        assertThat(store.seen(ME, Set.of(hash(0), hash(1)))).containsExactly(hash(1));
    }

    @Property(tries = 200)
    void historyIsByTimeInWhateverOrderMessagesCome(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 30) Integer> times, @ForAll Random random) {
        MessageStore fresh = MessageStore.inMemory();
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            // Another sender each, so that equal times stay.
            ChatMessage message = new ChatMessage(
                    WITH_BOB, id(10 + i), NOON.plusMillis(times.get(i)), Direction.INCOMING, "" + i, hash(i));
            arrivals.add(new Arrival(hash(i), NOON, message));
        }
        Collections.shuffle(arrivals, random);
        for (Arrival arrival : arrivals) {
            assertThat(fresh.append(ME, List.of(arrival))).hasSize(1);
        }
        List<ChatMessage> history = fresh.history(ME, WITH_BOB);
        List<ChatMessage> expected = new ArrayList<>();
        arrivals.forEach(arrival -> arrival.message().ifPresent(expected::add));
        expected.sort((a, b) -> a.timestamp().compareTo(b.timestamp()));
        assertThat(history).isEqualTo(expected);
    }

    private List<String> texts(Conversation conversation) {
        return store.history(ME, conversation).stream().map(ChatMessage::text).toList();
    }

    private static Arrival arrival(int number, SessionId sender, int millis, String text) {
        MessageHash hash = hash(number);
        return new Arrival(
                hash,
                NOON.plus(Duration.ofDays(15)),
                new ChatMessage(
                        new Conversation.Direct(sender),
                        sender,
                        NOON.plusMillis(millis),
                        Direction.INCOMING,
                        text,
                        hash));
    }

    private static MessageHash hash(int number) {
        return MessageHash.compute(Crypto.get(), ME, Namespace.DEFAULT, Bytes.utf8("" + number));
    }

    private static SessionId id(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return SessionId.of(IdKind.STANDARD, key);
    }
}
