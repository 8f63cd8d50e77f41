package org.session4j.groups.senderkeys;

import org.session4j.protocol.Bytes;

/**
 * A message and the state behind it. The state is stored first, and only then the message is sent: a message that is out
 * under a key which the stored state still holds could be answered by a second one under the same key.
 *
 * @param state to be stored
 * @param message to be sent inside a group message
 */
public record Encrypted(SenderKeyGroup state, Bytes message) {

    /** Shows neither. */
    @Override
    public String toString() {
        return "Encrypted";
    }
}
