package org.session4j.client.internal.rules;

import org.session4j.client.Conversation;
import org.session4j.client.TimerChanged;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.TimerChange;

/**
 * Changes of how messages disappear. Each side has a setting of its own: that of the peer is only told, that of this account
 * is the same on all of its devices (messages: disappearing messages).
 */
final class TimerRules {

    private TimerRules() {}

    static Outcome apply(Draft draft, Arrival arrival, TimerChange change) {
        Conversation conversation = arrival.conversation();
        Expiration setting = conversation instanceof Conversation.NoteToSelf
                ? change.expiration().inNoteToSelf()
                : change.expiration();
        if (!arrival.isFromPeer()) {
            draft.put(draft.conversation(conversation).withTimer(setting));
        }
        draft.tell(new TimerChanged(conversation, arrival.sender(), setting));
        return Outcome.DONE;
    }
}
