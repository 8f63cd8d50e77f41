package org.session4j.client.internal;

import java.time.Instant;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.swarm.MessageHash;

/** Makes the bytes that are stored in mailboxes. Safe for use by many threads. */
public interface LetterSealer {

    /**
     * A message for somebody's mailbox.
     *
     * @param timestamp in whole milliseconds
     * @throws org.session4j.client.MessageTooLargeException if no mailbox would take it
     * @throws IllegalArgumentException if the recipient's id is the key of no account
     */
    Bytes seal(SessionId recipient, Message message, Expiration expiration, Instant timestamp);

    /** The name that a copy has in the own mailbox. */
    MessageHash hashOfCopy(Bytes copy);
}
