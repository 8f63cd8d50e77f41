package org.session4j.swarm;

import org.session4j.protocol.SessionId;

/** What became of asking for the account behind a name. */
public sealed interface OnsResult {

    /** All nodes that were asked agree, and the record opens with the name. */
    record Found(SessionId account) implements OnsResult {}

    /** All nodes that were asked agree that nobody has the name. */
    record NotRegistered() implements OnsResult {}

    /** The nodes that were asked say different things; trying again later, with others, may help. */
    record Disagreement() implements OnsResult {}

    /** A record that is of no known form, of one no longer in use, or that does not open with the name. */
    record Unreadable() implements OnsResult {}
}
