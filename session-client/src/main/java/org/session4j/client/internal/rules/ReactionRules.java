package org.session4j.client.internal.rules;

import java.util.Optional;
import org.session4j.client.ChatMessage;
import org.session4j.client.ReactionChanged;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.ReactionMessage;

/** Emoji on messages; they are part of the message they are put to (messages: reactions). */
final class ReactionRules {

    private ReactionRules() {}

    static Outcome apply(Draft draft, Arrival arrival, ReactionMessage reaction) {
        Optional<ChatMessage> target = draft.message(reaction.target())
                .filter(message -> message.conversation().equals(arrival.conversation()));
        if (!target.isPresent()) {
            return Outcome.TOO_EARLY;
        }
        ChatMessage message = target.get();
        boolean isThere = message.hasReaction(arrival.sender(), reaction.emoji());
        if (message.isUnsent() || (isThere && !reaction.isRemoval())) {
            return Outcome.DONE;
        }
        if (!isThere && reaction.isRemoval()) {
            return Outcome.TOO_EARLY;
        }
        change(draft, message, arrival.sender(), reaction);
        return Outcome.DONE;
    }

    private static void change(Draft draft, ChatMessage message, SessionId from, ReactionMessage reaction) {
        ChatMessage changed = reaction.isRemoval()
                ? message.withoutReaction(from, reaction.emoji())
                : message.withReaction(from, reaction.emoji());
        if (!changed.equals(message)) {
            draft.put(changed);
            draft.tell(new ReactionChanged(changed, from, reaction.emoji(), !reaction.isRemoval()));
        }
    }
}
