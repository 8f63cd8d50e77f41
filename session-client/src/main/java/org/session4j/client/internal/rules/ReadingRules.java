package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.session4j.client.ChatMessage;
import org.session4j.client.MessageExpired;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.message.ExpirationType;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;

/** Reading, and the disappearing that begins with it or with sending (messages: disappearing messages). */
public final class ReadingRules {

    private ReadingRules() {}

    /**
     * Marks messages of one conversation as read, and has the other devices told: how far was read, and at once of those
     * whose clock starts by it.
     */
    public static List<ChatMessage> read(Draft draft, List<ChatMessage> unread, Instant now) {
        List<ChatMessage> read = new ArrayList<>();
        Map<Instant, List<ChatMessage>> toShorten = new TreeMap<>();
        for (ChatMessage each : unread) {
            ChatMessage message = read(each, now);
            read.add(message);
            draft.put(message);
            Instant expiry = message.expiresAt();
            if (expiry != null && startsWithReading(message) && message.hash() != null) {
                toShorten.computeIfAbsent(expiry, key -> new ArrayList<>()).add(message);
            }
        }
        toShorten.forEach((expiry, messages) -> draft.then(new Errand.ShortenCopies(messages, expiry)));
        read.forEach(message -> reach(draft, message, now));
        return read;
    }

    /** A message from the future does not make all that follow it look read. */
    private static void reach(Draft draft, ChatMessage message, Instant now) {
        ConversationState state = draft.conversation(message.conversation());
        Instant reached = message.timestamp().isBefore(now) ? message.timestamp() : now;
        if (!state.isRead(reached)) {
            draft.put(state.withReadUpTo(reached));
        }
    }

    static ChatMessage read(ChatMessage message, Instant at) {
        Instant until = startsWithReading(message)
                ? message.expiration().deadlineOfRead(message.timestamp(), at).orElse(null)
                : message.expiresAt();
        return message.withRead(at, until);
    }

    /**
     * The message as another device has read it, if one has: that device shortened the life of the copy in the swarm. A copy
     * that still lives as long as its sender asked has not been read, however short the time that is left; and no honest member
     * hands out one whose time is over.
     *
     * @param storedUntil when the swarm will delete its copy
     */
    public static Optional<ChatMessage> readElsewhere(ChatMessage unread, Instant storedUntil, Instant now) {
        boolean isShortened = storedUntil.isAfter(now) && storedUntil.isBefore(storedUntilUnlessRead(unread));
        return isShortened
                ? unread.expiration().readElsewhere(storedUntil, now).map(readAt -> read(unread, readAt))
                : Optional.empty();
    }

    /** Whether the swarm would still hold the copy of a message if nobody had read it. */
    public static boolean wouldBeStoredUnlessRead(ChatMessage message, Instant now) {
        return startsWithReading(message) && now.isBefore(storedUntilUnlessRead(message));
    }

    private static Instant storedUntilUnlessRead(ChatMessage message) {
        Message content = message.message();
        MessageKind kind = content == null ? MessageKind.TEXT : content.kind();
        return message.timestamp().plus(kind.peerLifetime(message.expiration()));
    }

    /** Whether the clock of a message starts when it is read. */
    public static boolean startsWithReading(ChatMessage message) {
        return message.expiration().type() == ExpirationType.DELETE_AFTER_READ;
    }

    /** Deletes what is due, whatever its read state. */
    public static void expire(Draft draft, List<ChatMessage> due, Instant now) {
        for (ChatMessage message : due) {
            draft.remove(message.reference());
            draft.see(Names.of(message.reference()), now);
            draft.tell(new MessageExpired(message.conversation(), message.reference()));
        }
    }
}
