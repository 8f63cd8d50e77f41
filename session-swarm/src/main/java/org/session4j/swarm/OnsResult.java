package org.session4j.swarm;

import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.wire.OnsRecord;

/** What became of asking for the account behind a name. */
public sealed interface OnsResult {

    /** All nodes that were asked agree, and the record opens with the name. */
    record Found(SessionId account) implements OnsResult {}

    /**
     * All nodes that were asked agree on a record from before 2020. Opening it is left to who wants it, as it takes much
     * memory.
     */
    record FoundOld(OnsName name, OnsRecord record) implements OnsResult {

        /**
         * The account. Takes 256 MiB and about a second; not for a thread of the client.
         *
         * @throws DecryptionException if the record does not open with the name
         * @throws MalformedDataException if it is of no known form
         */
        public SessionId open(Crypto crypto) throws DecryptionException, MalformedDataException {
            return record.open(crypto, name);
        }
    }

    /** All nodes that were asked agree that nobody has the name. */
    record NotRegistered() implements OnsResult {}

    /** The nodes that were asked lead to different results; trying again later, with others, may help. */
    record Disagreement() implements OnsResult {}

    /** All nodes that were asked have a record that is of no known form, or that does not open with the name. */
    record Unreadable() implements OnsResult {}
}
