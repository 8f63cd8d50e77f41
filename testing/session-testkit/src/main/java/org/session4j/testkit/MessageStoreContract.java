package org.session4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.Direction;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.FileCache;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingBody;
import org.session4j.client.store.PendingFile;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.message.Attachment.Dimensions;
import org.session4j.protocol.message.CommunityInvitation;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.LinkPreview;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/**
 * What every {@link MessageStore} owes. An implementation extends it:
 *
 * <pre>{@code
 * class MyStoreTest extends MessageStoreContract {
 *     protected MessageStore open() { return MyStore.open(folder); }
 *     protected boolean survivesClosing() { return true; }
 * }
 * }</pre>
 */
public abstract class MessageStoreContract extends GroupStoreContract {

    private static final Conversation WITH_BOB = new Conversation.Direct(BOB.sessionId());
    private static final Conversation WITH_CAROL =
            new Conversation.Direct(Account.generate().sessionId());
    private static final Conversation NOTES = new Conversation.NoteToSelf();

    private static ChatMessage message(Conversation conversation, Instant sent, String text) {
        SessionId sender = conversation instanceof Conversation.Direct direct ? direct.peer() : ME;
        return new ChatMessage(
                conversation,
                sender,
                sent,
                sender.equals(ME) ? Direction.OUTGOING : Direction.INCOMING,
                TextMessage.of(text),
                Expiration.OFF,
                hash(text),
                null,
                null,
                Map.of());
    }

    private static ChatMessage with(ChatMessage old, @Nullable Instant readAt, @Nullable Instant expiresAt) {
        return new ChatMessage(
                old.conversation(),
                old.sender(),
                old.timestamp(),
                old.direction(),
                old.message(),
                old.expiration(),
                old.hash(),
                readAt,
                expiresAt,
                old.reactions());
    }

    private void put(ChatMessage... messages) {
        store.apply(ME, Arrays.stream(messages).map(StoreChange.PutMessage::new).collect(Collectors.toList()));
    }

    private List<ChatMessage> history(Conversation conversation) {
        return store.history(ME, conversation, Instant.MAX, Integer.MAX_VALUE);
    }

    @Test
    void aNewStoreIsEmpty() {
        assertEquals(List.of(), store.conversations(ME));
        assertEquals(List.of(), history(WITH_BOB));
        assertEquals(Optional.empty(), store.conversation(ME, WITH_BOB));
        assertEquals(Optional.empty(), store.nextExpiry(ME));
        assertEquals(List.of(), store.pending(ME));
        assertEquals(List.of(), store.readMarks(ME));
        assertEquals(AccountSettings.DEFAULT, store.settings(ME));
        assertEquals(Optional.empty(), store.document(ME, ConfigType.CONTACTS));
    }

    @Test
    void theHistoryIsInTheOrderOfSendingAndThenOfPutting() {
        ChatMessage first = message(WITH_BOB, NOW, "first");
        ChatMessage third = message(WITH_BOB, NOW.plusSeconds(2), "third");
        ChatMessage second = message(WITH_BOB, NOW.plusSeconds(1), "second");
        ChatMessage alsoSecond = new ChatMessage(
                WITH_BOB,
                ME,
                second.timestamp(),
                Direction.OUTGOING,
                TextMessage.of("also second"),
                Expiration.OFF,
                null,
                null,
                null,
                Map.of());
        put(third, first, second, alsoSecond, message(WITH_CAROL, NOW, "elsewhere"));
        reopen();
        assertEquals(List.of(first, second, alsoSecond, third), history(WITH_BOB));
        assertEquals(List.of(alsoSecond, third), store.history(ME, WITH_BOB, Instant.MAX, 2));
        assertEquals(List.of(first), store.history(ME, WITH_BOB, second.timestamp(), 2));
        assertEquals(Optional.of(second), store.message(ME, second.reference()));
    }

    @Test
    void aMessageKeepsEverythingThatIsKnownOfIt() {
        ChatMessage full = new ChatMessage(
                WITH_BOB,
                BOB.sessionId(),
                NOW,
                Direction.INCOMING,
                TextMessage.builder("see https://example.org")
                        .quote(new MessageReference(ME, NOW.minusSeconds(9)))
                        .preview(LinkPreview.of("https://example.org", "Example"))
                        .profile(Profile.of("Bob"))
                        .build(),
                Expiration.afterRead(Duration.ofHours(1)),
                hash("full"),
                NOW.plusSeconds(1),
                NOW.plusSeconds(3_601),
                Map.of("\uD83D\uDE00", Set.of(ME, BOB.sessionId()), "x", Set.of(ME)));
        ChatMessage unsent =
                new ChatMessage(NOTES, ME, NOW, Direction.OUTGOING, null, Expiration.OFF, null, null, null, Map.of());
        Message invitation = CommunityInvitation.of("https://example.org/place?public_key=" + "ab".repeat(32), "Place");
        ChatMessage invited = new ChatMessage(
                WITH_CAROL,
                ME,
                NOW.plusMillis(1),
                Direction.OUTGOING,
                invitation,
                Expiration.OFF,
                null,
                null,
                null,
                Map.of());
        put(full, unsent, invited);
        reopen();
        assertEquals(List.of(full), history(WITH_BOB));
        assertEquals(List.of(unsent), history(NOTES));
        assertEquals(List.of(invited), history(WITH_CAROL));
    }

    @Test
    void puttingAMessageAgainReplacesItWhereItStands() {
        ChatMessage first = message(WITH_BOB, NOW, "first");
        ChatMessage second = message(NOTES, NOW, "second");
        put(first, second);
        ChatMessage read = with(first, NOW.plusSeconds(5), null);
        put(read);
        reopen();
        assertEquals(List.of(read), history(WITH_BOB));
        apply(new StoreChange.RemoveMessage(first.reference()), new StoreChange.RemoveMessage(first.reference()));
        assertEquals(List.of(), history(WITH_BOB));
        assertEquals(Optional.empty(), store.message(ME, first.reference()));
    }

    @Test
    void unreadMessagesAreThoseThatCameAndNobodyRead() {
        ChatMessage early = message(WITH_BOB, NOW, "early");
        ChatMessage late = message(WITH_BOB, NOW.plusSeconds(10), "late");
        ChatMessage read = with(message(WITH_BOB, NOW.plusSeconds(1), "read"), NOW.plusSeconds(2), null);
        put(late, early, read, message(NOTES, NOW, "own"));
        reopen();
        assertEquals(List.of(early, late), store.unread(ME, WITH_BOB, NOW.plusSeconds(10)));
        assertEquals(List.of(early), store.unread(ME, WITH_BOB, NOW.plusSeconds(9)));
        assertEquals(List.of(), store.unread(ME, NOTES, Instant.MAX));
    }

    @Test
    void expiringMessagesComeByTheirTime() {
        ChatMessage later = with(message(WITH_BOB, NOW, "later"), null, NOW.plusSeconds(20));
        ChatMessage sooner = with(message(WITH_CAROL, NOW, "sooner"), null, NOW.plusSeconds(10));
        put(later, sooner, message(WITH_BOB, NOW.plusSeconds(1), "never"));
        reopen();
        assertEquals(Optional.of(NOW.plusSeconds(10)), store.nextExpiry(ME));
        assertEquals(List.of(), store.expiring(ME, NOW.plusSeconds(9), 10));
        assertEquals(List.of(sooner), store.expiring(ME, NOW.plusSeconds(10), 10));
        assertEquals(List.of(sooner, later), store.expiring(ME, Instant.MAX, 10));
        assertEquals(List.of(sooner), store.expiring(ME, Instant.MAX, 1));
        put(with(sooner, null, null));
        assertEquals(Optional.of(NOW.plusSeconds(20)), store.nextExpiry(ME));
    }

    @Test
    void conversationsComeWithTheLatestMessageFirst() {
        ConversationState quiet = ConversationState.initial(NOTES).withTimer(Expiration.afterSend(Duration.ofDays(1)));
        ConversationState bob = ConversationState.initial(WITH_BOB)
                .withApproved(true)
                .withApprovedMe(true)
                .withBlocked(true)
                .withProfile(new Profile("Bob", null, null, Instant.ofEpochSecond(1_700_000_000)))
                .withNickname("Bobby")
                .withPriority(ConversationState.HIDDEN)
                .withReadUpTo(NOW);
        ChatMessage old = message(WITH_BOB, NOW, "old");
        ChatMessage newer = message(WITH_CAROL, NOW.plusSeconds(1), "newer");
        ChatMessage another = message(WITH_CAROL, NOW.plusMillis(500), "another");
        put(old, newer, another);
        apply(new StoreChange.PutConversation(quiet), new StoreChange.PutConversation(bob));
        reopen();
        assertEquals(
                List.of(
                        new ConversationSummary(ConversationState.initial(WITH_CAROL), 2, newer),
                        new ConversationSummary(bob, 1, old),
                        new ConversationSummary(quiet, 0, null)),
                store.conversations(ME));
        assertEquals(Optional.of(bob), store.conversation(ME, WITH_BOB));
        assertEquals(Optional.empty(), store.conversation(ME, WITH_CAROL));
    }

    @Test
    void removingAConversationTakesItsStateAndItsMessages() {
        ChatMessage gone = message(WITH_BOB, NOW, "gone");
        ChatMessage stays = message(WITH_CAROL, NOW, "stays");
        put(gone, stays);
        apply(new StoreChange.PutConversation(
                ConversationState.initial(WITH_BOB).withApproved(true)));
        apply(new StoreChange.RemoveConversation(WITH_BOB));
        reopen();
        assertEquals(List.of(), history(WITH_BOB));
        assertEquals(Optional.empty(), store.message(ME, gone.reference()));
        assertEquals(Optional.empty(), store.conversation(ME, WITH_BOB));
        assertEquals(1, store.conversations(ME).size());
    }

    @Test
    void seenHashesAreKnownUntilTheyAreForgotten() {
        apply(
                new StoreChange.PutSeen(hash("a"), NOW),
                new StoreChange.PutSeen(hash("b"), NOW.plusSeconds(1)),
                new StoreChange.PutSeen(hash("b"), NOW.plusSeconds(2)));
        reopen();
        Set<MessageHash> all = Set.of(hash("a"), hash("b"), hash("c"));
        assertEquals(Set.of(hash("a"), hash("b")), store.seen(ME, all));
        apply(new StoreChange.ForgetSeen(NOW.plusSeconds(1)));
        assertEquals(Set.of(hash("b")), store.seen(ME, all));
        assertEquals(Set.of(), store.seen(ME, Set.of()));
    }

    @Test
    void eachMemberIsReadToAMarkOfItsOwn() {
        ReadMark one = new ReadMark(ME, BOB.ed25519PublicKey(), Namespace.DEFAULT, hash("one"));
        ReadMark two = new ReadMark(ME, BOB.ed25519PublicKey(), Namespace.of(2), hash("two"));
        ReadMark further = new ReadMark(ME, BOB.ed25519PublicKey(), Namespace.DEFAULT, hash("further"));
        apply(new StoreChange.PutReadMark(one), new StoreChange.PutReadMark(two), new StoreChange.PutReadMark(further));
        reopen();
        assertEquals(Set.of(two, further), Set.copyOf(store.readMarks(ME)));
    }

    @Test
    void theMarksOfOneOwnerAreForgotten() {
        SessionId group = SessionId.of(IdKind.GROUP, new byte[32]);
        ReadMark own = new ReadMark(ME, BOB.ed25519PublicKey(), Namespace.DEFAULT, hash("one"));
        ReadMark others = new ReadMark(group, BOB.ed25519PublicKey(), Namespace.GROUP_KEYS, hash("two"));
        apply(new StoreChange.PutReadMark(own), new StoreChange.PutReadMark(others));
        apply(new StoreChange.ForgetReadMarks(group));
        reopen();
        assertEquals(List.of(own), store.readMarks(ME));
    }

    @Test
    void pendingMessagesComeInTheirOrderAndKeepTheirState() {
        PendingMessage simple = new PendingMessage(
                7, WITH_BOB, new PendingBody.Ready(TextMessage.of("hi")), Expiration.OFF, null, null);
        PendingFile file = new PendingFile(
                "upload-1",
                Bytes.of(new byte[64]),
                Bytes.of(new byte[32]),
                1_234,
                "image/png",
                "a.png",
                "look",
                new Dimensions(3, 4),
                false,
                "http://127.0.0.1/file/1",
                NOW.plusSeconds(60));
        PendingMessage withFiles = new PendingMessage(
                3,
                NOTES,
                new PendingBody.WithFiles(
                        "see https://example.org",
                        new MessageReference(ME, NOW),
                        LinkPreview.of("https://example.org", "Example"),
                        List.of(file)),
                Expiration.afterSend(Duration.ofDays(1)),
                null,
                null);
        apply(new StoreChange.PutPending(simple), new StoreChange.PutPending(withFiles));
        reopen();
        assertEquals(List.of(withFiles, simple), store.pending(ME));
        PendingMessage sealed = simple.withTimestamp(NOW).withSealed(Bytes.utf8("sealed"));
        apply(new StoreChange.PutPending(sealed), new StoreChange.RemovePending(3));
        reopen();
        assertEquals(List.of(sealed), store.pending(ME));
    }

    @Test
    void settingsAreReplaced() {
        AccountSettings chosen = new AccountSettings(true, true, Profile.of("Alice"));
        apply(new StoreChange.PutSettings(chosen));
        reopen();
        assertEquals(chosen, store.settings(ME));
    }

    @Test
    void documentsAreReplacedEachByItself() {
        Bytes large = Bytes.of(new byte[1_000_000]);
        apply(
                new StoreChange.PutDocument(ConfigType.CONTACTS, Bytes.utf8("older")),
                new StoreChange.PutDocument(ConfigType.USER_PROFILE, Bytes.utf8("profile")),
                new StoreChange.PutDocument(ConfigType.CONTACTS, large));
        reopen();
        assertEquals(Optional.of(large), store.document(ME, ConfigType.CONTACTS));
        assertEquals(Optional.of(Bytes.utf8("profile")), store.document(ME, ConfigType.USER_PROFILE));
        assertEquals(Optional.empty(), store.document(ME, ConfigType.USER_GROUPS));
        assertEquals(Optional.empty(), store.document(OTHER_ACCOUNT, ConfigType.CONTACTS));
    }

    @Test
    void changesAreCarriedOutAllOrNone() {
        ChatMessage message = message(WITH_BOB, NOW, "half");
        // A list that breaks while it is read stands for whatever can go wrong in the middle.
        List<StoreChange> broken = new AbstractList<>() {
            @Override
            public StoreChange get(int index) {
                if (index == 1) {
                    throw new IllegalStateException("broken");
                }
                return new StoreChange.PutMessage(message);
            }

            @Override
            public int size() {
                return 2;
            }
        };
        assertThrows(RuntimeException.class, () -> store.apply(ME, broken));
        assertEquals(List.of(), history(WITH_BOB));
        put(message);
        assertEquals(List.of(message), history(WITH_BOB));
    }

    @Test
    void accountsDoNotSeeEachOther() {
        put(message(WITH_BOB, NOW, "mine"));
        apply(new StoreChange.PutSeen(hash("mine"), NOW));
        assertEquals(List.of(), store.history(OTHER_ACCOUNT, WITH_BOB, Instant.MAX, 10));
        assertEquals(Set.of(), store.seen(OTHER_ACCOUNT, Set.of(hash("mine"))));
        assertEquals(List.of(), store.conversations(OTHER_ACCOUNT));
    }

    @Test
    void filesAreKeptWholeUnderTheirNames() throws IOException {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        assertEquals(content.length, store.files(ME).save("file-1", file -> file.write(content)));
        reopen();
        assertArrayEquals(content, read("file-1"));
        store.files(ME).save("file-1", file -> {});
        assertArrayEquals(new byte[0], read("file-1"));
        assertTrue(store.files(OTHER_ACCOUNT).open("file-1").isEmpty());
        store.files(ME).remove("file-1");
        store.files(ME).remove("file-1");
        assertTrue(store.files(ME).open("file-1").isEmpty());
        assertThrows(IllegalArgumentException.class, () -> store.files(ME).remove("../escape"));
    }

    @Test
    void aFileWhoseSourceBreaksIsNotKept() throws IOException {
        store.files(ME).save("file-1", file -> file.write(1));
        FileCache.Content breaking = file -> {
            file.write(new byte[50_000]);
            throw new IOException("broken");
        };
        FileCache.Content givenUp = file -> {
            file.write(new byte[50_000]);
            throw new IllegalStateException("given up");
        };
        assertThrows(UncheckedIOException.class, () -> store.files(ME).save("file-1", breaking));
        assertThrows(IllegalStateException.class, () -> store.files(ME).save("file-1", givenUp));
        assertArrayEquals(new byte[] {1}, read("file-1"));
    }

    @Test
    void onlyFilesThatAreNamedStay() throws IOException {
        store.files(ME).retainOnly(Set.of("file-1"));
        for (String name : List.of("file-1", "file-2", "file-3")) {
            store.files(ME).save(name, file -> file.write(name.getBytes(StandardCharsets.US_ASCII)));
        }
        store.files(OTHER_ACCOUNT).save("file-3", file -> file.write(3));
        store.files(ME).retainOnly(Set.of("file-2", "never-there"));
        reopen();
        assertTrue(store.files(ME).open("file-1").isEmpty());
        assertArrayEquals("file-2".getBytes(StandardCharsets.US_ASCII), read("file-2"));
        assertTrue(store.files(ME).open("file-3").isEmpty());
        assertTrue(store.files(OTHER_ACCOUNT).open("file-3").isPresent());
        store.files(ME).retainOnly(Set.of());
        assertTrue(store.files(ME).open("file-2").isEmpty());
    }

    private byte[] read(String name) throws IOException {
        try (InputStream file = store.files(ME).open(name).orElseThrow()) {
            return file.readAllBytes();
        }
    }

    @Test
    void wipingAnAccountLeavesNothingOfItAndAllOfOthers() {
        ChatMessage others = message(WITH_BOB, NOW, "another's");
        put(message(WITH_BOB, NOW, "mine"));
        apply(
                new StoreChange.PutConversation(
                        ConversationState.initial(WITH_BOB).withApproved(true)),
                new StoreChange.PutSeen(hash("mine"), NOW),
                new StoreChange.PutReadMark(new ReadMark(ME, BOB.ed25519PublicKey(), Namespace.DEFAULT, hash("mine"))),
                new StoreChange.PutPending(new PendingMessage(
                        1, WITH_BOB, new PendingBody.Ready(TextMessage.of("hi")), Expiration.OFF, null, null)),
                new StoreChange.PutSettings(new AccountSettings(true, true, null)),
                new StoreChange.PutDocument(ConfigType.CONTACTS, Bytes.utf8("dump")));
        store.files(ME).save("file-1", file -> file.write(new byte[10]));
        store.apply(OTHER_ACCOUNT, List.of(new StoreChange.PutMessage(others)));
        assertTrue(store.wipe(ME));
        reopen();
        aNewStoreIsEmpty();
        assertEquals(Set.of(), store.seen(ME, Set.of(hash("mine"))));
        assertTrue(store.files(ME).open("file-1").isEmpty());
        assertEquals(List.of(others), store.history(OTHER_ACCOUNT, WITH_BOB, Instant.MAX, 10));
        put(message(WITH_BOB, NOW, "anew"));
        assertEquals(1, history(WITH_BOB).size());
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        store.close();
        assertThrows(StoreException.class, () -> put(message(WITH_BOB, NOW, "late")));
        assertThrows(StoreException.class, () -> history(WITH_BOB));
        store = open();
    }
}
