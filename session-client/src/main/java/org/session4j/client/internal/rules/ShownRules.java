package org.session4j.client.internal.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.Direction;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageSent;
import org.session4j.client.store.ConversationState;

/** Texts, files and invitations: what becomes a message of its own in the history (messages: sending, sync to own devices). */
final class ShownRules {

    private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    private ShownRules() {}

    static Outcome apply(Draft draft, Arrival arrival, Instant now) {
        ChatMessage message = arrival.isFromPeer() ? incoming(draft, arrival, now) : outgoing(arrival, now);
        Instant expiry = message.expiresAt();
        if (expiry != null && !expiry.isAfter(now)) {
            // It came when it should have disappeared already.
            return Outcome.DONE;
        }
        show(draft, arrival.conversation());
        if (arrival.isFromPeer()) {
            RequestRules.heard(draft, arrival);
            draft.put(message);
            draft.tell(new MessageReceived(message));
            draft.then(new Errand.HideTyping(arrival.conversation(), arrival.sender()));
        } else {
            RequestRules.wrote(draft, arrival.conversation());
            draft.put(message);
            draft.tell(new MessageSent(message, !arrival.isFromThisDevice()));
        }
        return Outcome.DONE;
    }

    /** What is written in a hidden conversation shows it again (messages: conversations, hiding, blocking). */
    private static void show(Draft draft, Conversation conversation) {
        ConversationState state = draft.conversation(conversation);
        if (state.priority() == ConversationState.HIDDEN) {
            draft.put(state.withPriority(0));
        }
    }

    private static ChatMessage incoming(Draft draft, Arrival arrival, Instant now) {
        ChatMessage unread =
                message(arrival, Direction.INCOMING, arrival.expiration().deadlineOfUnread(start(arrival, now)));
        Instant storedUntil = arrival.storedUntil();
        Optional<ChatMessage> read =
                storedUntil == null ? Optional.empty() : ReadingRules.readElsewhere(unread, storedUntil, now);
        boolean isRead = draft.conversation(arrival.conversation()).isRead(arrival.sent());
        return read.orElseGet(() -> isRead ? ReadingRules.read(unread, now) : unread);
    }

    private static ChatMessage outgoing(Arrival arrival, Instant now) {
        return message(arrival, Direction.OUTGOING, arrival.expiration().deadlineOfSent(start(arrival, now)));
    }

    /** A timestamp far ahead is wrong, or a trick to stay for ever; those of a burst run ahead a little. */
    private static Instant start(Arrival arrival, Instant now) {
        Instant latest = now.plus(MOST_AHEAD);
        return arrival.sent().isBefore(latest) ? arrival.sent() : latest;
    }

    private static ChatMessage message(Arrival arrival, Direction direction, Optional<Instant> expiresAt) {
        return new ChatMessage(
                arrival.conversation(),
                arrival.sender(),
                arrival.sent(),
                direction,
                arrival.message(),
                arrival.expiration(),
                arrival.hash(),
                null,
                expiresAt.orElse(null),
                Map.of());
    }
}
