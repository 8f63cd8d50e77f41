package org.session4j.client;

import java.time.Instant;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/**
 * A message that was delivered: the node that was asked and at least one other of the recipient's swarm have signed that
 * they hold it.
 *
 * @param reference what quotes, reactions and receipts refer to it by
 * @param deliveredAs its name in the recipient's mailbox
 * @param confirmations how many members of the recipient's swarm have given a good signature
 */
public record SentMessage(
        Conversation conversation, MessageReference reference, MessageHash deliveredAs, int confirmations) {

    /** Sending time, see {@link ChatMessage#timestamp()}. */
    public Instant timestamp() {
        return reference.timestamp();
    }
}
