package org.session4j.client.internal.rules;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.SessionEvent;
import org.session4j.client.internal.groups.Groups;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/** The rule book, a store, and what comes out. Timestamps are milliseconds after {@link #T}. */
final class RuleFixture {

    static final Instant T = Instant.parse("2026-03-01T12:00:00Z");
    static final SessionId ME = id(1);
    static final SessionId BOB = id(2);
    static final SessionId CAROL = id(3);
    static final Conversation WITH_BOB = new Conversation.Direct(BOB);
    static final Conversation WITH_CAROL = new Conversation.Direct(CAROL);
    static final Conversation NOTES = new Conversation.NoteToSelf();

    final MessageStore store = MessageStore.inMemory();
    final List<SessionEvent> events = new ArrayList<>();
    final List<Errand> errands = new ArrayList<>();
    Documents documents = Documents.create(ME, Crypto.get());
    Instant now = T.plusSeconds(1);
    private int arrivals;

    Outcome arrive(Arrival arrival) {
        Draft draft = draft();
        Outcome outcome = RuleBook.apply(draft, arrival, now);
        finish(draft);
        return outcome;
    }

    Draft draft() {
        return new Draft(store, ME, documents, Groups.none(), new SecureRandom(), () -> 1);
    }

    void finish(Draft draft) {
        documents = draft.documents();
        store.apply(ME, draft.changes());
        events.addAll(draft.events());
        errands.addAll(draft.errands());
    }

    Outcome fromBob(long millis, Message message) {
        return fromBob(millis, message, Expiration.OFF);
    }

    Outcome fromBob(long millis, Message message, Expiration expiration) {
        return arrive(peer(BOB, millis, message, expiration, null));
    }

    Outcome fromCarol(long millis, Message message) {
        return arrive(peer(CAROL, millis, message, Expiration.OFF, null));
    }

    Arrival peer(SessionId sender, long millis, Message message, Expiration expiration, @Nullable Instant storedUntil) {
        return new Arrival(
                Arrival.Origin.PEER,
                new Conversation.Direct(sender),
                sender,
                at(millis),
                message,
                expiration,
                hash(++arrivals),
                storedUntil);
    }

    Outcome fromPhone(Conversation conversation, long millis, Message message) {
        return arrive(own(Arrival.Origin.OTHER_DEVICE, conversation, millis, message, Expiration.OFF));
    }

    Outcome sent(Conversation conversation, long millis, Message message) {
        return arrive(own(Arrival.Origin.THIS_DEVICE, conversation, millis, message, Expiration.OFF));
    }

    Arrival own(Arrival.Origin origin, Conversation conversation, long millis, Message message, Expiration expiration) {
        return new Arrival(origin, conversation, ME, at(millis), message, expiration, hash(++arrivals), null);
    }

    /** What Alice chose and whom she knows. */
    void choose(AccountSettings settings) {
        store.apply(ME, List.of(new StoreChange.PutSettings(settings)));
    }

    void know(ConversationState state) {
        store.apply(ME, List.of(new StoreChange.PutConversation(state)));
    }

    /** Bob and Alice have accepted each other. */
    void befriendBob() {
        know(ConversationState.initial(WITH_BOB).withApproved(true).withApprovedMe(true));
    }

    ConversationState state(Conversation conversation) {
        return store.conversation(ME, conversation).orElse(ConversationState.initial(conversation));
    }

    Optional<ChatMessage> message(SessionId author, long millis) {
        return store.message(ME, reference(author, millis));
    }

    List<ChatMessage> history(Conversation conversation) {
        return store.history(ME, conversation, Instant.MAX, Integer.MAX_VALUE);
    }

    List<Class<?>> eventTypes() {
        List<Class<?>> types = new ArrayList<>();
        events.forEach(event -> types.add(event.getClass()));
        return types;
    }

    <E extends SessionEvent> E last(Class<E> type) {
        return type.cast(events.get(events.size() - 1));
    }

    static MessageReference reference(SessionId author, long millis) {
        return new MessageReference(author, at(millis));
    }

    static Instant at(long millis) {
        return T.plusMillis(millis);
    }

    static MessageHash hash(int number) {
        return MessageHash.compute(Crypto.get(), ME, Namespace.DEFAULT, Bytes.utf8("" + number));
    }

    private static SessionId id(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return SessionId.of(IdKind.STANDARD, key);
    }
}
