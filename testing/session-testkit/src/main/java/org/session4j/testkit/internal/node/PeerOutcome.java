package org.session4j.testkit.internal.node;

/** How a request to another node ended. */
public sealed interface PeerOutcome {

    record Answered(PeerReply reply) implements PeerOutcome {}

    record TimedOut() implements PeerOutcome {}

    /** Something came that is not an answer. */
    record Malformed() implements PeerOutcome {}
}
