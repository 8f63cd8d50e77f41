package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.Optional;
import org.session4j.client.ChatMessage;
import org.session4j.client.MessageRead;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.ReadReceipt;

/** The peer says which messages it has read; honoured only while receipts are switched on (messages: read receipts). */
final class ReceiptRules {

    private ReceiptRules() {}

    static Outcome apply(Draft draft, Arrival arrival, ReadReceipt receipt) {
        boolean isHonoured = draft.settings().readReceipts()
                && draft.conversation(arrival.conversation()).isMutual();
        if (!isHonoured) {
            return Outcome.DONE;
        }
        Outcome outcome = Outcome.DONE;
        for (Instant timestamp : receipt.timestamps()) {
            Optional<ChatMessage> message = draft.message(new MessageReference(draft.account(), timestamp));
            if (message.isPresent()) {
                read(draft, arrival, message.get());
            } else {
                outcome = Outcome.TOO_EARLY;
            }
        }
        return outcome;
    }

    /** The clock of an own message runs since it was sent, so that reading it changes nothing of that. */
    private static void read(Draft draft, Arrival arrival, ChatMessage message) {
        if (message.conversation().equals(arrival.conversation()) && message.readAt() == null) {
            ChatMessage read = message.withRead(arrival.sent(), message.expiresAt());
            draft.put(read);
            draft.tell(new MessageRead(read, arrival.sender()));
        }
    }
}
