package org.session4j.client;

import java.time.Instant;
import org.session4j.protocol.Bytes;

/**
 * A message that may have been delivered or not, see {@link DeliveryUncertainException}. It may be kept, and handed to
 * {@link SessionClient#resend} of the same account later: the recipient gets it once, as its bytes stay the same.
 *
 * @param timestamp sending time, which is part of {@code sealed}
 * @param sealed what is stored in the recipient's mailbox
 */
public record PendingMessage(Conversation conversation, String text, Instant timestamp, Bytes sealed) {

    /** Names neither the people nor the text, so that it does no harm in a log. */
    @Override
    public String toString() {
        return "PendingMessage[" + timestamp + "]";
    }
}
