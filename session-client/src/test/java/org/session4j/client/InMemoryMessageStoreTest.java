package org.session4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.FileCache;
import org.session4j.client.store.GroupPart;
import org.session4j.client.store.HeldMessage;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingBody;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

class InMemoryMessageStoreTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final SessionId ME = id(1);
    private static final SessionId BOB = id(2);
    private static final SessionId CAROL = id(3);
    private static final Conversation WITH_BOB = new Conversation.Direct(BOB);
    private static final Conversation WITH_CAROL = new Conversation.Direct(CAROL);

    private final MessageStore store = MessageStore.inMemory();

    @Test
    void aMessageIsFoundByItsSenderAndTime() {
        ChatMessage message = message(BOB, 0, "hi");
        put(message);
        assertThat(store.message(ME, message.reference())).contains(message);
        assertThat(store.message(ME, message(CAROL, 0, "hi").reference())).isEmpty();
        assertThat(store.message(ME, message(BOB, 1, "hi").reference())).isEmpty();
    }

    @Test
    void aMessageThatIsPutAgainIsReplacedAndKeepsItsPlace() {
        ChatMessage first = message(BOB, 0, "first");
        ChatMessage second = inBobs(CAROL, 0, "second");
        put(first, second);
        ChatMessage read = first.withRead(NOON, null);
        put(read);
        assertThat(history(WITH_BOB)).containsExactly(read, second);
    }

    @Test
    void changesAreCarriedOutInTheirOrder() {
        ChatMessage message = message(BOB, 0, "hi");
        store.apply(
                ME,
                List.of(
                        new StoreChange.PutMessage(message),
                        new StoreChange.RemoveMessage(message.reference()),
                        new StoreChange.RemoveMessage(message.reference())));
        assertThat(history(WITH_BOB)).isEmpty();
        assertThat(store.conversations(ME)).isEmpty();
        store.apply(
                ME, List.of(new StoreChange.RemoveMessage(message.reference()), new StoreChange.PutMessage(message)));
        assertThat(history(WITH_BOB)).containsExactly(message);
    }

    @Test
    void ifOneChangeIsNoneNoneIsCarriedOut() {
        List<StoreChange> broken = Arrays.asList(new StoreChange.PutMessage(message(BOB, 0, "hi")), null);
        assertThatThrownBy(() -> store.apply(ME, broken)).isInstanceOf(NullPointerException.class);
        assertThat(history(WITH_BOB)).isEmpty();
    }

    @Test
    void theHistoryIsReadPageByPage() {
        for (int i = 0; i < 10; i++) {
            put(message(BOB, i, "" + i));
        }
        assertThat(texts(store.history(ME, WITH_BOB, Instant.MAX, 3))).containsExactly("7", "8", "9");
        assertThat(texts(store.history(ME, WITH_BOB, NOON.plusMillis(7), 3))).containsExactly("4", "5", "6");
        assertThat(texts(store.history(ME, WITH_BOB, NOON.plusMillis(1), 3))).containsExactly("0");
        assertThat(store.history(ME, WITH_BOB, NOON, 3)).isEmpty();
        assertThat(store.history(ME, WITH_BOB, Instant.MAX, 0)).isEmpty();
    }

    @Test
    void unreadAreIncomingMessagesThatNobodyHasRead() {
        ChatMessage read = message(BOB, 0, "read").withRead(NOON, null);
        ChatMessage unread = message(BOB, 1, "unread");
        ChatMessage later = message(BOB, 2, "later");
        put(read, later, unread, own(1, "mine"));
        assertThat(store.unread(ME, WITH_BOB, Instant.MAX)).containsExactly(unread, later);
        assertThat(store.unread(ME, WITH_BOB, NOON.plusMillis(1))).containsExactly(unread);
        assertThat(store.unread(ME, WITH_CAROL, Instant.MAX)).isEmpty();
    }

    @Test
    void whatDisappearsIsFoundByItsTime() {
        ChatMessage late = message(BOB, 0, "late").withExpiresAt(NOON.plusSeconds(20));
        ChatMessage soon = message(CAROL, 0, "soon").withExpiresAt(NOON.plusSeconds(10));
        put(late, soon, message(BOB, 5, "never"));
        assertThat(store.nextExpiry(ME)).contains(NOON.plusSeconds(10));
        assertThat(store.expiring(ME, NOON.plusSeconds(10).minusMillis(1), 9)).isEmpty();
        assertThat(store.expiring(ME, NOON.plusSeconds(10), 9)).containsExactly(soon);
        assertThat(store.expiring(ME, NOON.plusSeconds(20), 9)).containsExactly(soon, late);
        assertThat(store.expiring(ME, NOON.plusSeconds(20), 1)).containsExactly(soon);
        put(soon.withExpiresAt(NOON.plusSeconds(30)));
        assertThat(store.nextExpiry(ME)).contains(NOON.plusSeconds(20));
        store.apply(
                ME,
                List.of(
                        new StoreChange.RemoveMessage(soon.reference()),
                        new StoreChange.RemoveMessage(late.reference())));
        assertThat(store.nextExpiry(ME)).isEmpty();
    }

    @Test
    void conversationsComeByTheirLatestMessage() {
        ChatMessage latest = message(CAROL, 9, "c2");
        put(message(BOB, 5, "b"), message(CAROL, 3, "c"), latest);
        ConversationState empty = ConversationState.initial(new Conversation.Direct(id(4)));
        store.apply(ME, List.of(new StoreChange.PutConversation(empty.withBlocked(true))));
        List<ConversationSummary> summaries = store.conversations(ME);
        assertThat(summaries)
                .extracting(ConversationSummary::conversation)
                .containsExactly(WITH_CAROL, WITH_BOB, empty.conversation());
        assertThat(summaries.get(0).latest()).isEqualTo(latest);
        assertThat(summaries.get(0).unread()).isEqualTo(2);
        assertThat(summaries.get(0).state()).isEqualTo(ConversationState.initial(WITH_CAROL));
        assertThat(summaries.get(2).latest()).isNull();
        assertThat(summaries.get(2).state().blocked()).isTrue();
    }

    @Test
    void aConversationIsRemovedWithItsMessages() {
        ChatMessage gone = message(BOB, 0, "hi").withExpiresAt(NOON);
        put(gone, message(CAROL, 0, "stays"));
        ConversationState state = ConversationState.initial(WITH_BOB).withApproved(true);
        store.apply(ME, List.of(new StoreChange.PutConversation(state)));
        assertThat(store.conversation(ME, WITH_BOB)).contains(state);
        store.apply(ME, List.of(new StoreChange.RemoveConversation(WITH_BOB)));
        assertThat(store.conversation(ME, WITH_BOB)).isEmpty();
        assertThat(store.message(ME, gone.reference())).isEmpty();
        assertThat(store.nextExpiry(ME)).isEmpty();
        assertThat(store.conversations(ME))
                .extracting(ConversationSummary::conversation)
                .containsExactly(WITH_CAROL);
    }

    @Test
    void hashesAreRememberedUntilTheyAreForgotten() {
        store.apply(
                ME,
                List.of(new StoreChange.PutSeen(hash(1), NOON), new StoreChange.PutSeen(hash(2), NOON.plusSeconds(1))));
        assertThat(store.seen(ME, Set.of(hash(1), hash(2), hash(3)))).containsExactlyInAnyOrder(hash(1), hash(2));
        store.apply(ME, List.of(new StoreChange.ForgetSeen(NOON)));
        assertThat(store.seen(ME, Set.of(hash(1), hash(2)))).hasSize(2);
        store.apply(ME, List.of(new StoreChange.ForgetSeen(NOON.plusSeconds(1))));
        assertThat(store.seen(ME, Set.of(hash(1), hash(2)))).containsExactly(hash(2));
    }

    @Test
    void theMarkOfANodeReplacesTheOneBefore() {
        ReadMark first = new ReadMark(ME, node(1), Namespace.DEFAULT, hash(1));
        ReadMark other = new ReadMark(ME, node(2), Namespace.DEFAULT, hash(1));
        ReadMark second = new ReadMark(ME, node(1), Namespace.DEFAULT, hash(2));
        for (ReadMark mark : List.of(first, other, second)) {
            store.apply(ME, List.of(new StoreChange.PutReadMark(mark)));
        }
        assertThat(store.readMarks(ME)).containsExactlyInAnyOrder(second, other);
    }

    @Test
    void aGroupIsRemovedWithItsPartsItsMarksAndWhatIsHeldButNotItsConversation() {
        SessionId group = SessionId.of(IdKind.GROUP, new byte[32]);
        ChatMessage said = message(new Conversation.Group(group), BOB, 0, Direction.INCOMING, "said");
        ReadMark own = new ReadMark(ME, node(1), Namespace.DEFAULT, hash(1));
        ReadMark theirs = new ReadMark(group, node(1), Namespace.DEFAULT, hash(2));
        HeldMessage late = held(group, 2);
        HeldMessage early = held(group, 1);
        store.apply(
                ME,
                List.of(
                        new StoreChange.PutMessage(said),
                        new StoreChange.PutReadMark(own),
                        new StoreChange.PutReadMark(theirs),
                        new StoreChange.PutGroupPart(group, GroupPart.INFO, Bytes.utf8("older")),
                        new StoreChange.PutGroupPart(group, GroupPart.INFO, Bytes.utf8("info")),
                        new StoreChange.PutHeld(late),
                        new StoreChange.PutHeld(early),
                        new StoreChange.PutHeld(held(group, 3)),
                        new StoreChange.RemoveHeld(group, hash(3)),
                        new StoreChange.RemoveHeld(BOB, hash(1))));
        assertThat(store.groups(ME)).containsExactly(group);
        assertThat(store.groupPart(ME, group, GroupPart.INFO)).contains(Bytes.utf8("info"));
        assertThat(store.groupPart(ME, group, GroupPart.KEYS)).isEmpty();
        assertThat(store.held(ME, group)).containsExactly(early, late);
        assertThat(store.readMarks(ME)).containsExactlyInAnyOrder(own, theirs);
        store.apply(ME, List.of(new StoreChange.RemoveGroup(group), new StoreChange.RemoveGroup(BOB)));
        assertThat(store.groups(ME)).isEmpty();
        assertThat(store.groupPart(ME, group, GroupPart.INFO)).isEmpty();
        assertThat(store.held(ME, group)).isEmpty();
        assertThat(store.readMarks(ME)).containsExactly(own);
        assertThat(history(new Conversation.Group(group))).containsExactly(said);
    }

    @Test
    void whatIsPendingComesByItsNumber() {
        PendingMessage second = pending(2);
        PendingMessage first = pending(1);
        store.apply(ME, List.of(new StoreChange.PutPending(second), new StoreChange.PutPending(first)));
        assertThat(store.pending(ME)).containsExactly(first, second);
        PendingMessage sealed = first.withSealed(Bytes.utf8("sealed"));
        store.apply(ME, List.of(new StoreChange.PutPending(sealed), new StoreChange.RemovePending(2)));
        assertThat(store.pending(ME)).containsExactly(sealed);
    }

    @Test
    void settingsAreTheDefaultUntilTheyArePut() {
        assertThat(store.settings(ME)).isEqualTo(AccountSettings.DEFAULT);
        AccountSettings chosen = AccountSettings.DEFAULT.withReadReceipts(true);
        store.apply(ME, List.of(new StoreChange.PutSettings(chosen)));
        assertThat(store.settings(ME)).isEqualTo(chosen);
    }

    @Test
    void filesAreKeptWholeOrNotAtAll() throws Exception {
        FileCache files = store.files(ME);
        byte[] content = new byte[20_000];
        new Random(1).nextBytes(content);
        assertThat(files.save("photo-1", out -> out.write(content))).isEqualTo(20_000);
        FileCache.Content broken = out -> {
            throw new IOException("gone");
        };
        assertThatThrownBy(() -> files.save("photo-1", broken)).isInstanceOf(UncheckedIOException.class);
        assertThat(store.files(ME).open("photo-1").orElseThrow()).hasBinaryContent(content);
        assertThat(store.files(CAROL).open("photo-1")).isEmpty();
        files.remove("photo-1");
        files.remove("photo-1");
        assertThat(files.open("photo-1")).isEmpty();
        for (String name : List.of("", "A", "../x", "a".repeat(65))) {
            assertThatThrownBy(() -> files.open(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void accountsKnowNothingOfEachOtherAndAreWipedByThemselves() {
        put(message(BOB, 0, "hi"));
        store.apply(CAROL, List.of(new StoreChange.PutMessage(message(BOB, 0, "hi"))));
        store.apply(ME, List.of(new StoreChange.PutSeen(hash(1), NOON)));
        assertThat(store.history(BOB, WITH_BOB, Instant.MAX, 1)).isEmpty();
        assertThat(store.wipe(ME)).isTrue();
        assertThat(history(WITH_BOB)).isEmpty();
        assertThat(store.seen(ME, Set.of(hash(1)))).isEmpty();
        assertThat(store.history(CAROL, WITH_BOB, Instant.MAX, 1)).hasSize(1);
    }

    @Test
    void onceClosedItGivesNothing() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.pending(ME)).isInstanceOf(StoreException.class);
    }

    @Property(tries = 200)
    void historyIsByTimeInWhateverOrderMessagesCome(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 30) Integer> times, @ForAll Random random) {
        MessageStore fresh = MessageStore.inMemory();
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            // Another sender each, so that equal times stay.
            messages.add(inBobs(id(10 + i), times.get(i), "" + i));
        }
        Collections.shuffle(messages, random);
        messages.forEach(message -> fresh.apply(ME, List.of(new StoreChange.PutMessage(message))));
        List<ChatMessage> expected = new ArrayList<>(messages);
        expected.sort((a, b) -> a.timestamp().compareTo(b.timestamp()));
        assertThat(fresh.history(ME, WITH_BOB, Instant.MAX, Integer.MAX_VALUE)).isEqualTo(expected);
    }

    private void put(ChatMessage... messages) {
        store.apply(ME, Arrays.stream(messages).map(StoreChange.PutMessage::new).toList());
    }

    private List<ChatMessage> history(Conversation conversation) {
        return store.history(ME, conversation, Instant.MAX, Integer.MAX_VALUE);
    }

    private static List<String> texts(List<ChatMessage> messages) {
        return messages.stream().map(ChatMessage::text).toList();
    }

    private static ChatMessage message(SessionId sender, int millis, String text) {
        return message(new Conversation.Direct(sender), sender, millis, Direction.INCOMING, text);
    }

    private static ChatMessage inBobs(SessionId sender, int millis, String text) {
        return message(WITH_BOB, sender, millis, Direction.INCOMING, text);
    }

    private static ChatMessage own(int millis, String text) {
        return message(WITH_BOB, ME, millis, Direction.OUTGOING, text);
    }

    private static ChatMessage message(
            Conversation conversation, SessionId sender, int millis, Direction direction, String text) {
        return new ChatMessage(
                conversation,
                sender,
                NOON.plusMillis(millis),
                direction,
                TextMessage.of(text),
                Expiration.OFF,
                null,
                null,
                null,
                Map.of());
    }

    private static HeldMessage held(SessionId group, int number) {
        Instant sent = NOON.plusMillis(number);
        return new HeldMessage(group, hash(number), BOB, sent, Bytes.utf8("held"), sent.plusSeconds(1));
    }

    private static PendingMessage pending(long number) {
        return new PendingMessage(
                number,
                WITH_BOB,
                new PendingBody.Ready(TextMessage.of("hi")),
                Expiration.afterSend(Duration.ofDays(1)),
                null,
                null);
    }

    private static MessageHash hash(int number) {
        return MessageHash.compute(Crypto.get(), ME, Namespace.DEFAULT, Bytes.utf8("" + number));
    }

    private static Ed25519PublicKey node(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return Ed25519PublicKey.of(key);
    }

    private static SessionId id(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return SessionId.of(IdKind.STANDARD, key);
    }
}
