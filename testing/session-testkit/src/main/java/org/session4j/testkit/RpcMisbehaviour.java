package org.session4j.testkit;

/** What a {@link TestOxend} or a {@link TestWallet} may do instead of answering. */
public enum RpcMisbehaviour {
    /** The answer is no JSON. */
    NO_JSON,
    /** The answer is JSON, of another form than any answer has. */
    OTHER_JSON,
    /** The answer is for another question. */
    OTHER_ID,
    /** The answer says beforehand that it is longer than any may be, and is. */
    HUGE,
    /** The answer is as long, and does not say so before. */
    HUGE_UNANNOUNCED,
    /** The question is read and never answered. */
    STALL,
    /** The connection ends without an answer. */
    HANG_UP,
    /** The answer ends in its middle. */
    HALF,
    /** Every login is refused. */
    REFUSE_LOGIN,
    /** Every login is asked for in a way that nobody knows. */
    STRANGE_LOGIN,
    /** The answer is elsewhere: 302. */
    REDIRECT,
    /** Something is broken: 500. */
    BROKEN
}
