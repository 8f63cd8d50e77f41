package org.session4j.client.internal.rules;

import java.time.Instant;
import org.session4j.protocol.message.TypingIndicator;

/** Who is typing; never kept, and honoured only while typing indicators are switched on (messages: typing indicators). */
final class TypingRules {

    private TypingRules() {}

    static Outcome apply(Draft draft, Arrival arrival, TypingIndicator typing, Instant now) {
        boolean isHonoured = draft.settings().typingIndicators()
                && draft.conversation(arrival.conversation()).isMutual();
        Instant began = arrival.sent().isBefore(now) ? arrival.sent() : now;
        Instant until = began.plus(TypingIndicator.SHOWN_FOR);
        if (isHonoured && !typing.isStarted()) {
            draft.then(new Errand.HideTyping(arrival.conversation(), arrival.sender()));
        } else if (isHonoured && until.isAfter(now)) {
            draft.then(new Errand.ShowTyping(arrival.conversation(), arrival.sender(), until));
        }
        return Outcome.DONE;
    }
}
