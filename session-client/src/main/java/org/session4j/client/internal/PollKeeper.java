package org.session4j.client.internal;

import org.session4j.client.ConnectionState;
import org.session4j.swarm.PollResult;

/** What becomes of what a {@link Poller} finds. Used by one thread at a time. */
interface PollKeeper {

    /** Whether the member has said what it holds. */
    boolean isAnswer(PollResult result);

    /** Returns when everything is kept; throws what the store throws, and has then told nobody anything. */
    void record(PollResult result);

    /** All that one member had is kept. Waits for nothing. */
    void polled();

    /** How the last polls went. */
    void connection(ConnectionState now);

    /** Whether listeners are so far behind that polling should wait for them. */
    boolean isBehind();
}
