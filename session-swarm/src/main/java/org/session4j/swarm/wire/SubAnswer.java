package org.session4j.swarm.wire;

/**
 * What became of one request inside another.
 *
 * @param <R> what its answer says
 */
public sealed interface SubAnswer<R> {

    /** The status; 0 if it was not carried out. */
    int code();

    /** It was carried out. */
    record Success<R>(int code, R value) implements SubAnswer<R> {}

    /**
     * It was not, or not wholly.
     *
     * @param body the node's words or JSON, untrusted; they may name an account
     */
    record Refused<R>(int code, String body) implements SubAnswer<R> {
        @Override
        public String toString() {
            return "Refused[code=" + code + "]";
        }
    }

    /** The node says that it was carried out, in a form that cannot be read. */
    record Malformed<R>(int code) implements SubAnswer<R> {}

    /** A {@code sequence} ended before it, or its branch was not taken. */
    record Skipped<R>() implements SubAnswer<R> {
        @Override
        public int code() {
            return 0;
        }
    }
}
