package org.session4j.client.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Arrival;
import org.session4j.client.ChatMessage;
import org.session4j.client.ConnectionChanged;
import org.session4j.client.ConnectionState;
import org.session4j.client.Direction;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageRefused;
import org.session4j.client.MessageSent;
import org.session4j.client.MessageStore;
import org.session4j.client.SessionEvent;
import org.session4j.client.UnknownMessageReceived;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoredMessage;

/** Opens what a poll found, records it in one step, and only then tells of it, in the order of the sending times. */
public final class Inbox {

    private final SessionId self;
    private final LetterOpener opener;
    private final MessageStore store;
    private final EventDispatcher events;
    private final AccountMailbox mailbox;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<ConnectionState> connection = new AtomicReference<>(ConnectionState.CONNECTING);

    public Inbox(
            SessionId self, LetterOpener opener, MessageStore store, EventDispatcher events, AccountMailbox mailbox) {
        this.self = self;
        this.opener = opener;
        this.store = store;
        this.events = events;
        this.mailbox = mailbox;
    }

    /** A message of the mailbox and what was found in it. */
    private record Found(StoredMessage stored, Letter letter) {}

    /**
     * Returns when everything is recorded; throws what the store throws, and has then told nobody anything.
     */
    void record(PollResult result) {
        List<StoredMessage> messages = result.messages(Namespace.DEFAULT);
        if (messages.isEmpty()) {
            return;
        }
        Set<MessageHash> hashes =
                messages.stream().map(StoredMessage::hash).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<MessageHash> seen = store.seen(self, hashes);
        List<Found> found = messages.stream()
                .filter(message -> !seen.contains(message.hash()))
                .map(message -> new Found(message, opener.open(message)))
                .collect(Collectors.toList());
        if (found.isEmpty()) {
            return;
        }
        Instant forgetAfter = forgetAfter(mailbox);
        List<Arrival> arrivals = found.stream()
                .map(each -> new Arrival(each.stored().hash(), forgetAfter, chat(each.letter())))
                .collect(Collectors.toList());
        Set<MessageHash> fresh = store.append(self, arrivals);
        found.removeIf(each -> !fresh.contains(each.stored().hash()));
        events.dispatch(eventsInOrder(found));
    }

    /** Once the clocks of all nodes say that no mailbox holds it any longer. */
    static Instant forgetAfter(AccountMailbox mailbox) {
        return mailbox.timeNow().plus(AccountMailbox.LIFE).plus(AccountMailbox.LIFE_MARGIN);
    }

    private static @Nullable ChatMessage chat(Letter letter) {
        return letter instanceof Letter.Chat chat ? chat.message() : null;
    }

    private List<SessionEvent> eventsInOrder(List<Found> found) {
        return found.stream()
                .sorted(Comparator.comparing(each -> each.letter().timestamp().orElse(Instant.MAX)))
                .map(this::event)
                .collect(Collectors.toList());
    }

    private SessionEvent event(Found found) {
        Letter letter = found.letter();
        if (letter instanceof Letter.Chat chat) {
            return chat.message().direction() == Direction.OUTGOING
                    ? new MessageSent(chat.message(), true)
                    : new MessageReceived(chat.message());
        }
        if (letter instanceof Letter.Unknown unknown) {
            return new UnknownMessageReceived(
                    unknown.conversation(),
                    unknown.sender(),
                    unknown.sent(),
                    unknown.message(),
                    found.stored().hash());
        }
        return new MessageRefused(
                ((Letter.Refused) letter).reason(), found.stored().hash(), refused.incrementAndGet());
    }

    void connection(ConnectionState now) {
        if (connection.getAndSet(now) != now) {
            events.dispatch(List.of(new ConnectionChanged(now)));
        }
    }

    public ConnectionState connection() {
        return connection.get();
    }

    /** Whether listeners are so far behind that polling should wait for them. */
    boolean isBehind() {
        return events.isBehind();
    }
}
