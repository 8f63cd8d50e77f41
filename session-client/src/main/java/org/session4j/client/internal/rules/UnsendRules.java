package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.MessageUnsent;
import org.session4j.protocol.message.Unsend;

/**
 * Messages that are taken back. That only an author, or oneself, may do so was checked when the request was opened (messages:
 * unsend).
 */
final class UnsendRules {

    private UnsendRules() {}

    static Outcome apply(Draft draft, Unsend unsend, Instant now) {
        Optional<ChatMessage> target = draft.message(unsend.target());
        if (!target.isPresent()) {
            // It may still come, and is known then as something that was dealt with.
            draft.see(Names.of(unsend.target()), now);
        } else if (!target.get().isUnsent()) {
            take(draft, target.get(), now);
        }
        return Outcome.DONE;
    }

    /** What lies in the mailbox of a group is for those to delete who may. */
    static void take(Draft draft, ChatMessage message, Instant now) {
        ChatMessage rest = (message.isUnread() ? ReadingRules.read(message, now) : message).unsent();
        if (message.conversation() instanceof Conversation.NoteToSelf) {
            draft.remove(message.reference());
            draft.see(Names.of(message.reference()), now);
        } else {
            draft.put(rest);
        }
        draft.tell(new MessageUnsent(rest));
        if (message.hash() != null && !(message.conversation() instanceof Conversation.Group)) {
            draft.then(new Errand.DeleteCopies(List.of(message.hash())));
        }
    }
}
