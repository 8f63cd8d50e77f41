package org.session4j.groups.senderkeys.legacy2020;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;

/**
 * A message that was opened, and the state behind it.
 *
 * @param state to be stored, before the content is shown
 * @param sender whose chain it was under; every member who knows that chain can have written it
 * @param content the wire form of a content
 */
public record Opened2020(SenderRatchets state, SessionId sender, Bytes content) {

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "Opened2020";
    }
}
