package org.session4j.groups.senderkeys;

import java.util.Set;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.SecretBytes;

/** What became of an epoch change or of a renewal of one's own chain. */
public sealed interface Renewed {

    /**
     * There is a new chain.
     *
     * @param state to be stored before the distribution is sent
     * @param distribution the wire form of a {@link KeyDistribution}, the same for all
     * @param recipients each to get it one-to-one; one's own other devices among them
     */
    record Chain(SenderKeyGroup state, SecretBytes distribution, Set<SessionId> recipients) implements Renewed {

        public Chain {
            recipients = Set.copyOf(recipients);
        }

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Chain[" + recipients.size() + " recipients]";
        }
    }

    /**
     * One is no member any more: every key has been wiped, and there is no state left to keep.
     *
     * @param epoch by which one was removed
     */
    record Removed(EpochChange epoch) implements Renewed {}
}
