package org.session4j.client.internal;

import java.time.Instant;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/** Makes the bytes that are stored in mailboxes. Safe for use by many threads. */
public interface LetterSealer {

    /**
     * A text for somebody's mailbox.
     *
     * @param timestamp in whole milliseconds
     */
    Bytes seal(SessionId recipient, String text, Instant timestamp);

    /** The copy of a text to {@code peer} for the own mailbox (messages: sync to own devices). */
    Bytes sealCopy(SessionId peer, String text, Instant timestamp);

    /** The name that a copy has in the own mailbox. */
    MessageHash hashOfCopy(Bytes copy);
}
