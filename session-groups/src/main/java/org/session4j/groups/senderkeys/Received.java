package org.session4j.groups.senderkeys;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;

/** What became of a message that came, and the state behind it. */
public sealed interface Received {

    /** To be stored, before the content is shown or acknowledged. */
    SenderKeyGroup state();

    /**
     * It was opened, and its key is gone.
     *
     * @param content as {@link SenderKeyGroup#encrypt} took it
     */
    record Opened(SenderKeyGroup state, SessionId sender, Bytes content) implements Received {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Opened";
        }
    }

    /**
     * It is one that this device has sent itself.
     *
     * @param restored whether the state does not know of having sent it: then it is an older copy of itself, and sends
     *     nothing before {@link SenderKeyGroup#renewChain}
     */
    record Own(SenderKeyGroup state, boolean restored) implements Received {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Own[restored " + restored + "]";
        }
    }
}
