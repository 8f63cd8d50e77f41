package org.session4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.Direction;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.GroupPart;
import org.session4j.client.store.HeldMessage;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingBody;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/** The part of {@link MessageStoreContract} that is about groups. */
abstract class GroupStoreContract {

    static final SessionId ME = Account.generate().sessionId();
    static final SessionId OTHER_ACCOUNT = Account.generate().sessionId();
    static final Account BOB = Account.generate();
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final SessionId HIKERS = group();
    private static final SessionId COOKS = group();
    private static final Conversation WITH_HIKERS = new Conversation.Group(HIKERS);
    private static final Bytes LARGE = Bytes.of(new byte[300_000]);

    MessageStore store = MessageStore.inMemory();

    /** Opens the store under test: a new one for the first time in a test, after that the same again. */
    protected abstract MessageStore open();

    /** Whether what was applied is still there after closing and opening. */
    protected abstract boolean survivesClosing();

    @BeforeEach
    void openFirst() {
        store = open();
    }

    @AfterEach
    void closeLast() {
        store.close();
    }

    void reopen() {
        if (survivesClosing()) {
            store.close();
            store = open();
        }
    }

    void apply(StoreChange... changes) {
        store.apply(ME, List.of(changes));
    }

    static MessageHash hash(String text) {
        return MessageHash.compute(Crypto.get(), ME, Namespace.DEFAULT, Bytes.utf8(text));
    }

    private static SessionId group() {
        return SessionId.of(IdKind.GROUP, Account.generate().ed25519PublicKey().toByteArray());
    }

    private static StoreChange part(SessionId group, GroupPart part, Bytes dump) {
        return new StoreChange.PutGroupPart(group, part, dump);
    }

    private static StoreChange held(HeldMessage message) {
        return new StoreChange.PutHeld(message);
    }

    private static HeldMessage held(SessionId group, String text, Instant sent) {
        return new HeldMessage(
                group, hash(text), BOB.sessionId(), sent, Bytes.utf8(text), sent.plus(Duration.ofDays(14)));
    }

    private static ReadMark mark(SessionId owner, int namespace, String lastHash) {
        return new ReadMark(owner, BOB.ed25519PublicKey(), Namespace.of(namespace), hash(lastHash));
    }

    private static ChatMessage inHikers(String text) {
        return new ChatMessage(
                WITH_HIKERS,
                BOB.sessionId(),
                NOW,
                Direction.INCOMING,
                TextMessage.of(text),
                Expiration.OFF,
                hash(text),
                null,
                null,
                Map.of());
    }

    @Test
    void aNewStoreKnowsNoGroup() {
        assertEquals(Set.of(), store.groups(ME));
        assertEquals(Optional.empty(), store.groupPart(ME, HIKERS, GroupPart.KEYS));
        assertEquals(List.of(), store.held(ME, HIKERS));
    }

    @Test
    void thePartsOfAGroupAreReplacedEachByItself() {
        apply(
                part(HIKERS, GroupPart.KEYS, Bytes.utf8("older")),
                part(HIKERS, GroupPart.INFO, Bytes.utf8("info")),
                part(COOKS, GroupPart.MEMBERS, Bytes.utf8("cooks")),
                part(HIKERS, GroupPart.KEYS, LARGE));
        reopen();
        assertEquals(Set.of(HIKERS, COOKS), store.groups(ME));
        assertEquals(Optional.of(LARGE), store.groupPart(ME, HIKERS, GroupPart.KEYS));
        assertEquals(Optional.of(Bytes.utf8("info")), store.groupPart(ME, HIKERS, GroupPart.INFO));
        assertEquals(Optional.empty(), store.groupPart(ME, HIKERS, GroupPart.MEMBERS));
        assertEquals(Optional.empty(), store.groupPart(ME, HIKERS, GroupPart.SENDER_KEYS));
        assertEquals(Optional.of(Bytes.utf8("cooks")), store.groupPart(ME, COOKS, GroupPart.MEMBERS));
        assertEquals(Set.of(), store.groups(OTHER_ACCOUNT));
        assertEquals(Optional.empty(), store.groupPart(OTHER_ACCOUNT, HIKERS, GroupPart.KEYS));
    }

    @Test
    void heldMessagesComeByTheirTimestampsUntilTheyAreRemoved() {
        HeldMessage second = held(HIKERS, "second", NOW.plusMillis(2));
        HeldMessage first = held(HIKERS, "first", NOW.plusMillis(1));
        HeldMessage third = held(HIKERS, "third", NOW.plusMillis(3));
        HeldMessage elsewhere = held(COOKS, "first", NOW);
        apply(held(second), held(third), held(first), held(elsewhere), held(second));
        reopen();
        assertEquals(List.of(first, second, third), store.held(ME, HIKERS));
        assertEquals(List.of(elsewhere), store.held(ME, COOKS));
        assertEquals(List.of(), store.held(OTHER_ACCOUNT, HIKERS));
        assertEquals(Set.of(), store.groups(ME), "a message that is held makes no group");
        apply(
                new StoreChange.RemoveHeld(HIKERS, first.hash()),
                new StoreChange.RemoveHeld(HIKERS, hash("never there")),
                new StoreChange.RemoveHeld(group(), third.hash()));
        reopen();
        assertEquals(List.of(second, third), store.held(ME, HIKERS));
        assertEquals(List.of(elsewhere), store.held(ME, COOKS));
    }

    @Test
    void aMailboxIsReadToMarksOfItsOwnerWhoeverHoldsIt() {
        ReadMark own = mark(ME, 0, "own");
        ReadMark hikers = mark(HIKERS, 0, "hikers");
        ReadMark revoked = mark(HIKERS, -11, "revoked");
        ReadMark cooks = mark(COOKS, 0, "cooks");
        ReadMark further = mark(COOKS, 0, "further");
        for (ReadMark mark : List.of(own, hikers, revoked, cooks, further)) {
            apply(new StoreChange.PutReadMark(mark));
        }
        reopen();
        assertEquals(Set.of(own, hikers, revoked, further), Set.copyOf(store.readMarks(ME)));
        assertEquals(List.of(), store.readMarks(OTHER_ACCOUNT));
    }

    @Test
    void aGroupIsRemovedWithItsPartsItsMarksAndWhatIsHeldButNotItsConversation() {
        ChatMessage said = inHikers("said");
        HeldMessage others = held(COOKS, "held", NOW);
        apply(
                part(HIKERS, GroupPart.KEYS, Bytes.utf8("keys")),
                part(HIKERS, GroupPart.SENDER_KEYS, Bytes.utf8("sender keys")),
                held(held(HIKERS, "held", NOW)),
                new StoreChange.PutReadMark(mark(HIKERS, 11, "said")),
                new StoreChange.PutReadMark(mark(ME, 0, "own")),
                new StoreChange.PutReadMark(mark(COOKS, 11, "theirs")),
                part(COOKS, GroupPart.KEYS, Bytes.utf8("their keys")),
                held(others),
                new StoreChange.PutMessage(said),
                new StoreChange.RemoveGroup(HIKERS),
                new StoreChange.RemoveGroup(group()));
        reopen();
        assertEquals(Set.of(COOKS), store.groups(ME));
        assertEquals(Optional.empty(), store.groupPart(ME, HIKERS, GroupPart.KEYS));
        assertEquals(Optional.empty(), store.groupPart(ME, HIKERS, GroupPart.SENDER_KEYS));
        assertEquals(List.of(), store.held(ME, HIKERS));
        assertEquals(Set.of(mark(ME, 0, "own"), mark(COOKS, 11, "theirs")), Set.copyOf(store.readMarks(ME)));
        assertEquals(Optional.of(Bytes.utf8("their keys")), store.groupPart(ME, COOKS, GroupPart.KEYS));
        assertEquals(List.of(others), store.held(ME, COOKS));
        assertEquals(List.of(said), store.history(ME, WITH_HIKERS, Instant.MAX, 10));
    }

    @Test
    void theConversationOfAGroupIsOneLikeOthers() {
        ChatMessage said = inHikers("said");
        ConversationState state = ConversationState.initial(WITH_HIKERS)
                .withTimer(Expiration.afterSend(Duration.ofDays(1)))
                .withReadUpTo(NOW.minusSeconds(1));
        PendingMessage pending = new PendingMessage(
                1, WITH_HIKERS, new PendingBody.Ready(TextMessage.of("coming")), Expiration.OFF, NOW, null);
        apply(
                new StoreChange.PutMessage(said),
                new StoreChange.PutConversation(state),
                new StoreChange.PutPending(pending));
        reopen();
        assertEquals(List.of(new ConversationSummary(state, 1, said)), store.conversations(ME));
        assertEquals(Optional.of(state), store.conversation(ME, WITH_HIKERS));
        assertEquals(List.of(said), store.unread(ME, WITH_HIKERS, NOW));
        assertEquals(List.of(pending), store.pending(ME));
        assertEquals(Optional.of(said), store.message(ME, said.reference()));
        apply(new StoreChange.RemoveConversation(WITH_HIKERS));
        assertEquals(List.of(), store.conversations(ME));
        assertEquals(Optional.empty(), store.message(ME, said.reference()));
    }

    @Test
    void wipingAnAccountLeavesNothingOfItsGroupsAndAllOfOthers() {
        List<StoreChange> changes = List.of(
                part(HIKERS, GroupPart.KEYS, Bytes.utf8("keys")),
                held(held(HIKERS, "held", NOW)),
                new StoreChange.PutReadMark(mark(HIKERS, 11, "said")));
        store.apply(ME, changes);
        store.apply(OTHER_ACCOUNT, changes);
        assertTrue(store.wipe(ME));
        reopen();
        aNewStoreKnowsNoGroup();
        assertEquals(List.of(), store.readMarks(ME));
        assertEquals(Set.of(HIKERS), store.groups(OTHER_ACCOUNT));
        assertEquals(List.of(held(HIKERS, "held", NOW)), store.held(OTHER_ACCOUNT, HIKERS));
        assertEquals(List.of(mark(HIKERS, 11, "said")), store.readMarks(OTHER_ACCOUNT));
    }
}
