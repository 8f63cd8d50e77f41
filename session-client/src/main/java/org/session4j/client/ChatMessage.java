package org.session4j.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.MessageHash;

/**
 * A message in the history of a conversation. Sender and timestamp together name it everywhere.
 *
 * @param sender the account whose signature the message carries
 * @param timestamp sending time by network time, in whole milliseconds
 * @param message what was sent; null once it was unsent
 * @param expiration after what time it disappears
 * @param hash of the copy in this account's own swarm; null if there is none
 * @param readAt of an incoming message: when this account read it; of an outgoing one: when the peer did, as far as it
 *     says so; null before
 * @param expiresAt when it disappears; null if never, or if nobody has read it yet
 * @param reactions who reacted with which emoji, in the order in which they came; at most a hundred emoji
 */
public record ChatMessage(
        Conversation conversation,
        SessionId sender,
        Instant timestamp,
        Direction direction,
        @Nullable Message message,
        Expiration expiration,
        @Nullable MessageHash hash,
        @Nullable Instant readAt,
        @Nullable Instant expiresAt,
        Map<String, Set<SessionId>> reactions) {

    public ChatMessage {
        reactions = Reactions.copyOf(reactions);
    }

    /** What reactions, quotes and receipts refer to it by. */
    public MessageReference reference() {
        return new MessageReference(sender, timestamp);
    }

    /** The text, cut where every app cuts it (messages: text length); empty if it has none, or was unsent. */
    public String text() {
        return message instanceof TextMessage text ? text.bodyUpTo(TextMessage.PRO_LENGTH) : "";
    }

    /** Files that came along. */
    public List<Attachment> attachments() {
        return message instanceof TextMessage text ? text.attachments() : List.of();
    }

    /** Whether its author took it back. */
    public boolean isUnsent() {
        return message == null;
    }

    /** Whether it is an incoming message that nobody has read yet. */
    public boolean isUnread() {
        return direction == Direction.INCOMING && readAt == null;
    }

    /** Whether someone has put this emoji to it. */
    public boolean hasReaction(SessionId from, String emoji) {
        return reactions.getOrDefault(emoji, Set.of()).contains(from);
    }

    /** The same message with an emoji more, unless it has too many already. */
    public ChatMessage withReaction(SessionId from, String emoji) {
        return with(message, readAt, expiresAt, Reactions.with(reactions, emoji, from));
    }

    /** The same message without someone's emoji. */
    public ChatMessage withoutReaction(SessionId from, String emoji) {
        return with(message, readAt, expiresAt, Reactions.without(reactions, emoji, from));
    }

    /**
     * The same message, read.
     *
     * @param until when it disappears; null for never
     */
    public ChatMessage withRead(Instant at, @Nullable Instant until) {
        return with(message, at, until, reactions);
    }

    /** The same message, disappearing at another time. */
    public ChatMessage withExpiresAt(Instant until) {
        return with(message, readAt, until, reactions);
    }

    /** What is left of it once it was unsent: that it was there. */
    public ChatMessage unsent() {
        return with(null, readAt, expiresAt, Map.of());
    }

    private ChatMessage with(
            @Nullable Message content,
            @Nullable Instant read,
            @Nullable Instant until,
            Map<String, Set<SessionId>> people) {
        return new ChatMessage(
                conversation, sender, timestamp, direction, content, expiration, hash, read, until, people);
    }

    /** Names neither the people nor the text, so that it does no harm in a log. */
    @Override
    public String toString() {
        return "ChatMessage[" + direction + ", " + timestamp + "]";
    }
}
