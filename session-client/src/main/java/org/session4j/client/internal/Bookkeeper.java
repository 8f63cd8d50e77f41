package org.session4j.client.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.client.internal.rules.Draft;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.swarm.MessageHash;

/** Says what a message of one's own changes in what the account remembers, once it is delivered. */
@FunctionalInterface
interface Bookkeeper {

    /**
     * @param copy its name in the own mailbox; null if it has none there
     */
    void sent(
            Draft draft,
            Conversation conversation,
            Message message,
            Expiration expiration,
            Instant timestamp,
            @Nullable MessageHash copy);
}
