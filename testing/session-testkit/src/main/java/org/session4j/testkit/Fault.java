package org.session4j.testkit;

import java.time.Duration;

/**
 * What can go wrong at a node, or at the file server. A test switches faults on for one node
 * ({@link TestNode#fault(Fault)}) or for a share of what happens at any ({@link TestNetwork#fault(Fault, double)});
 * they then hold for what clients send and for what other nodes send alike, and each time one strikes it is counted
 * under its {@link Kind} ({@link TestNetwork#hits(Kind)}). The file server has its own
 * ({@link TestFileServer#fault(Fault)}). What cannot happen at a place is refused there.
 */
public sealed interface Fault {

    /** Which one it is. */
    Kind kind();

    /** The kinds, and what each does to one request. */
    enum Kind {
        /**
         * Nobody is there. Of a whole node: its port is closed, so that connections are refused (by the operating
         * system, hence not counted), and what other nodes send is lost (counted). Of a share of requests: the
         * connection ends without an answer and nothing is done.
         */
        DEAD,
        /** The request is done at once, the answer comes late. */
        SLOW,
        /** The connection is accepted and the request read; nothing is done and nothing answered. */
        HANGING,
        /** The request is done, then the connection ends without an answer. */
        DROPPED_REPLY,
        /** The request is done, and the answer ends in its middle. */
        HALF_REPLY,
        /** The request is done, and one bit of the answer's body is flipped. */
        TAMPERED_REPLY,
        /** {@code store}, or an upload, is answered as if done, signature and all, and the data thrown away. */
        LYING,
        /** Accounts are taken for those of another swarm: 421, and {@code get_swarm} names the wrong nodes. */
        WRONG_SWARM,
        /** The clock of the node or server is off. */
        WRONG_CLOCK,
        /** The answer is an HTTP status of 500 or more and nothing is done. */
        ERROR_5XX,
        /** {@code store} fails in the node's database; an upload is answered with 500. */
        DISK_FULL,
        /** The file server names a wrong size, and hands out as many bytes as it says. */
        WRONG_SIZE,
        /** The file server hands out other bytes than it was given, as many of them. */
        WRONG_BYTES
    }

    /** {@link Kind#DEAD}. */
    record Dead() implements Fault {
        @Override
        public Kind kind() {
            return Kind.DEAD;
        }
    }

    /**
     * {@link Kind#SLOW}.
     *
     * @param delay from the end of the work to the answer, in real time
     */
    record Slow(Duration delay) implements Fault {
        @Override
        public Kind kind() {
            return Kind.SLOW;
        }
    }

    /** {@link Kind#HANGING}. */
    record Hanging() implements Fault {
        @Override
        public Kind kind() {
            return Kind.HANGING;
        }
    }

    /** {@link Kind#DROPPED_REPLY}. */
    record DroppedReply() implements Fault {
        @Override
        public Kind kind() {
            return Kind.DROPPED_REPLY;
        }
    }

    /** {@link Kind#HALF_REPLY}. */
    record HalfReply() implements Fault {
        @Override
        public Kind kind() {
            return Kind.HALF_REPLY;
        }
    }

    /** {@link Kind#TAMPERED_REPLY}. */
    record TamperedReply() implements Fault {
        @Override
        public Kind kind() {
            return Kind.TAMPERED_REPLY;
        }
    }

    /** {@link Kind#LYING}. */
    record Lying() implements Fault {
        @Override
        public Kind kind() {
            return Kind.LYING;
        }
    }

    /** {@link Kind#WRONG_SWARM}. */
    record WrongSwarm() implements Fault {
        @Override
        public Kind kind() {
            return Kind.WRONG_SWARM;
        }
    }

    /**
     * {@link Kind#WRONG_CLOCK}.
     *
     * @param offset what the node's clock shows too much; negative if it is slow
     */
    record WrongClock(Duration offset) implements Fault {
        @Override
        public Kind kind() {
            return Kind.WRONG_CLOCK;
        }
    }

    /**
     * {@link Kind#ERROR_5XX}.
     *
     * @param status 500 to 599
     */
    record ServerError(int status) implements Fault {
        public ServerError {
            if (status < 500 || status > 599) {
                throw new IllegalArgumentException("status: expected 500 to 599, got " + status);
            }
        }

        @Override
        public Kind kind() {
            return Kind.ERROR_5XX;
        }
    }

    /** {@link Kind#DISK_FULL}. */
    record DiskFull() implements Fault {
        @Override
        public Kind kind() {
            return Kind.DISK_FULL;
        }
    }

    /**
     * {@link Kind#WRONG_SIZE}.
     *
     * @param difference by how many bytes it is too large; negative if it is too small
     */
    record WrongSize(int difference) implements Fault {
        @Override
        public Kind kind() {
            return Kind.WRONG_SIZE;
        }
    }

    /** {@link Kind#WRONG_BYTES}. */
    record WrongBytes() implements Fault {
        @Override
        public Kind kind() {
            return Kind.WRONG_BYTES;
        }
    }
}
