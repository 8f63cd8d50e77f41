package org.session4j.protocol.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/**
 * An emoji put to a message, or taken back (messages: reactions). It becomes no message of its own in the conversation.
 *
 * @param target the message reacted to
 * @param emoji 1 to 64 bytes of UTF-8 without white space; whoever takes a reaction back names the same one
 * @param action whether it is put or taken back
 * @param profile of the sender, if the message says something about it
 * @param syncTarget on the copy that one sends to one's own devices: to whom the message went
 */
public record ReactionMessage(
        MessageReference target,
        String emoji,
        Reaction.Action action,
        @Nullable Profile profile,
        @Nullable SessionId syncTarget)
        implements Message {

    /** Longer than the longest emoji there is, which has 35 bytes. */
    private static final int MAX_EMOJI_LENGTH = 64;

    public ReactionMessage {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(action, "action");
        int length = emoji.getBytes(StandardCharsets.UTF_8).length;
        RuleViolation.require(
                length > 0 && length <= MAX_EMOJI_LENGTH,
                "emoji: expected 1 to " + MAX_EMOJI_LENGTH + " bytes, got " + length);
        RuleViolation.require(
                emoji.codePoints().allMatch(c -> CleanText.isShown(c) && !Character.isWhitespace(c)),
                "emoji: expected no white space or control characters");
        ContentFrame.requireUser(syncTarget);
    }

    /** Puts an emoji to a message. */
    public static ReactionMessage add(MessageReference target, String emoji) {
        return new ReactionMessage(target, emoji, Reaction.Action.REACT, null, null);
    }

    /** Takes an emoji back. */
    public static ReactionMessage remove(MessageReference target, String emoji) {
        return new ReactionMessage(target, emoji, Reaction.Action.REMOVE, null, null);
    }

    /** The same with a profile of the sender. */
    public ReactionMessage withProfile(Profile profile) {
        return new ReactionMessage(target, emoji, action, profile, syncTarget);
    }

    static ReactionMessage of(DataMessage data, Reaction reaction) throws MalformedDataException {
        return new ReactionMessage(
                MessageReference.of(reaction.author(), reaction.id()),
                reaction.emoji() == null ? "" : reaction.emoji(),
                reaction.action(),
                Profile.of(data.profile(), data.profileKey()),
                ContentFrame.syncTarget(data));
    }

    @Override
    public MessageKind kind() {
        return MessageKind.REACTION;
    }

    public boolean isRemoval() {
        return action == Reaction.Action.REMOVE;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        Reaction reaction =
                new Reaction(target.timestamp().toEpochMilli(), target.author().toString(), emoji, action);
        DataMessage.Builder data = ContentFrame.beginData(profile, syncTarget).reaction(reaction);
        return ContentFrame.data(kind(), data, timestamp, expiration);
    }

    @Override
    public Optional<Message> syncCopy(SessionId peer) {
        return Optional.of(new ReactionMessage(target, emoji, action, null, peer));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ReactionMessage";
    }
}
