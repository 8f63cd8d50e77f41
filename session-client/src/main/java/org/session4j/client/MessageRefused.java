package org.session4j.client;

import org.session4j.swarm.MessageHash;

/**
 * Something in the mailbox was no message for this account. Anyone may put anything into a mailbox, so this happens; each
 * thing is reported once.
 *
 * @param hash its name in the mailbox
 * @param count how many were refused since the client was opened, this one included
 */
public record MessageRefused(Reason reason, MessageHash hash, long count) implements SessionEvent {

    /** Why it was refused. */
    public enum Reason {
        /** Its bytes are not of the promised form. */
        MALFORMED,
        /** It is of a format that this version does not read. */
        UNKNOWN_FORMAT,
        /** This account's key does not open it. */
        UNDECRYPTABLE,
        /** The signature of its sender is bad. */
        BAD_SIGNATURE,
        /** It breaks a rule on who may say what, or when (messages: timestamps, sync to own devices). */
        FORBIDDEN,
        /** Its sender is blocked. */
        BLOCKED,
        /** In a group: its sender is not in the list of members. */
        NOT_A_MEMBER,
        /** In a group: only an admin may say so. */
        NOT_ADMIN,
        /** In a group: the sender key that opens it has not come, and it cannot wait any longer. */
        NO_KEY,
        /** In a group: its sender key was used before, or a later one has come. */
        REPLAYED
    }
}
