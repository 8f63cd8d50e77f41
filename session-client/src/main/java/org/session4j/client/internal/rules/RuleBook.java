package org.session4j.client.internal.rules;

import java.time.Instant;
import org.session4j.client.Conversation;
import org.session4j.groups.v2.GroupControl;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.OtherMessage;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.ReadReceipt;
import org.session4j.protocol.message.RequestAccepted;
import org.session4j.protocol.message.SenderKeyFrame;
import org.session4j.protocol.message.TimerChange;
import org.session4j.protocol.message.TypingIndicator;
import org.session4j.protocol.message.Unsend;

/**
 * What a message changes, whoever sent it: somebody else, another device of this account, or this client, whose own messages
 * count once they are delivered. The same rules for all of them are what keeps devices alike (messages: behaviour).
 *
 * <pre>
 *   blocked? ─▶ seen before? ─▶ the rules of its kind ─▶ the sender's profile ─▶ remembered as seen
 * </pre>
 */
public final class RuleBook {

    private RuleBook() {}

    /**
     * Writes into the draft what a message changes.
     *
     * @param now network time
     */
    public static Outcome apply(Draft draft, Arrival arrival, Instant now) {
        if (isBlocked(draft, arrival)) {
            return Outcome.BLOCKED;
        }
        if (isDuplicate(draft, arrival)) {
            return Outcome.DONE;
        }
        Outcome outcome = applyKind(draft, arrival, now);
        if (outcome == Outcome.DONE) {
            ProfileRules.apply(draft, arrival);
            remember(draft, arrival, now);
        }
        return outcome;
    }

    /** Dropped after decryption, but for what concerns a group (messages: conversations, hiding, blocking). */
    private static boolean isBlocked(Draft draft, Arrival arrival) {
        boolean accepted = arrival.message() instanceof SenderKeyFrame
                || (arrival.message() instanceof OtherMessage other
                        && MessageKind.isAcceptedFromBlocked(other.content()));
        return arrival.isFromPeer()
                && !accepted
                && !(arrival.conversation() instanceof Conversation.Group && arrival.control() != null)
                && draft.conversation(arrival.withSender()).blocked();
    }

    /** By sender and timestamp; reactions may share theirs with another message (messages: de-duplication). */
    private static boolean isDuplicate(Draft draft, Arrival arrival) {
        boolean isReaction = arrival.message() instanceof ReactionMessage;
        return (!isReaction && draft.message(arrival.reference()).isPresent()) || draft.isSeen(Names.of(arrival));
    }

    /** What is in the history is known by that; who typed is not worth it, and a frame has the name of what is in it. */
    private static void remember(Draft draft, Arrival arrival, Instant now) {
        boolean isInHistory = draft.message(arrival.reference()).isPresent();
        if (!arrival.isFromThisDevice() && !isInHistory && isWorthIt(arrival.message())) {
            draft.see(Names.of(arrival), now);
        }
    }

    private static boolean isWorthIt(Message message) {
        return !(message instanceof TypingIndicator || message instanceof SenderKeyFrame);
    }

    private static Outcome applyKind(Draft draft, Arrival arrival, Instant now) {
        Message message = arrival.message();
        if (arrival.conversation() instanceof Conversation.Group group) {
            return GroupRules.apply(draft, arrival, group, now);
        }
        if (arrival.control() instanceof GroupControl.Direct control) {
            return InvitationRules.apply(draft, arrival, control, now);
        }
        if (message.kind().isShown()) {
            return ShownRules.apply(draft, arrival, now);
        }
        if (message instanceof ReactionMessage reaction) {
            return ReactionRules.apply(draft, arrival, reaction);
        }
        if (message instanceof Unsend unsend) {
            return UnsendRules.apply(draft, unsend, now);
        }
        if (message instanceof TimerChange change) {
            return TimerRules.apply(draft, arrival, change);
        }
        if (message instanceof RequestAccepted) {
            return RequestRules.apply(draft, arrival);
        }
        if (arrival.isFromThisDevice()) {
            return Outcome.DONE;
        }
        if (message instanceof SenderKeyFrame frame) {
            return SenderKeyRules.apply(draft, arrival, frame, now);
        }
        if (message instanceof ReadReceipt receipt) {
            return ReceiptRules.apply(draft, arrival, receipt);
        }
        if (message instanceof TypingIndicator typing) {
            return TypingRules.apply(draft, arrival, typing, now);
        }
        return NoticeRules.apply(draft, arrival);
    }
}
