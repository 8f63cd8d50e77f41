package org.session4j.groups.senderkeys.legacy2020;

/**
 * A message and the state behind it, which is stored before the message is sent.
 *
 * @param state to be stored
 * @param wrapper to be sent
 */
public record Sealed2020(SenderRatchets state, CiphertextWrapper wrapper) {

    /** Shows neither. */
    @Override
    public String toString() {
        return "Sealed2020";
    }
}
