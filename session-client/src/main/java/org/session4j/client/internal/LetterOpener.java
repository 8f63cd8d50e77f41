package org.session4j.client.internal;

import org.session4j.swarm.StoredMessage;

/** Says what is in the bytes that lay in the own mailbox. Safe for use by many threads. */
@FunctionalInterface
public interface LetterOpener {

    /** Never throws: what cannot be opened is {@link Letter.Refused}. */
    Letter open(StoredMessage message);
}
