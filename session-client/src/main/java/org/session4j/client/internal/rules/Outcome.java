package org.session4j.client.internal.rules;

/** What became of an arrival. */
public enum Outcome {
    /** It need not be looked at again. */
    DONE,
    /** Its sender is blocked, and it was dropped. */
    BLOCKED,
    /** Its sender is not in the group as far as is known, and it was dropped; it counts if the next list has the sender. */
    NOT_A_MEMBER,
    /**
     * It is about a message that is not known, which may be because members of a swarm hold messages in different orders. It is
     * not remembered as seen, so that it counts when the next member hands it out.
     */
    TOO_EARLY
}
