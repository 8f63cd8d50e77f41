package org.session4j.client;

import java.time.Instant;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Call;

/**
 * A step of a call. This library passes it on and makes no calls (messages: calls).
 *
 * @param conversation with whom the call is; notes to self for what another device of this account answered or ended, of
 *     which only {@link Call#callId} says which call it was
 * @param sender this account for what another of its devices did
 */
public record CallReceived(Conversation conversation, SessionId sender, Instant timestamp, Call call)
        implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "CallReceived";
    }
}
