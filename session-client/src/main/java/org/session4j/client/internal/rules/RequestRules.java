package org.session4j.client.internal.rules;

import org.session4j.client.Conversation;
import org.session4j.client.RequestApproved;
import org.session4j.client.RequestReceived;
import org.session4j.client.store.ConversationState;

/** Who has accepted whom (messages: message requests). */
public final class RequestRules {

    private RequestRules() {}

    /**
     * The peer accepts what this account wrote. Of somebody to whom it has not written as far as is known, this may come before
     * the copy of what another device wrote. Own devices tell each other nothing by it, as it does not say whom they accepted.
     */
    static Outcome apply(Draft draft, Arrival arrival) {
        if (!arrival.isFromPeer()) {
            wrote(draft, arrival.conversation());
            return Outcome.DONE;
        }
        if (!draft.conversation(arrival.conversation()).approved()) {
            return Outcome.TOO_EARLY;
        }
        heard(draft, arrival);
        return Outcome.DONE;
    }

    /** Whoever writes has accepted the one that is written to. In groups nobody needs to. */
    static void heard(Draft draft, Arrival arrival) {
        ConversationState state = draft.conversation(arrival.conversation());
        if (!state.approvedMe() && !(arrival.conversation() instanceof Conversation.Group)) {
            draft.put(state.withApprovedMe(true));
            draft.tell(
                    state.approved()
                            ? new RequestApproved(arrival.conversation(), arrival.sender())
                            : new RequestReceived(arrival.conversation(), arrival.sender()));
        }
    }

    /** Writing accepts, and so does saying so; but an invitation to a group is accepted otherwise. */
    public static void wrote(Draft draft, Conversation conversation) {
        if (conversation instanceof Conversation.Group) {
            return;
        }
        draft.put(draft.conversation(conversation).withApproved(true));
    }
}
