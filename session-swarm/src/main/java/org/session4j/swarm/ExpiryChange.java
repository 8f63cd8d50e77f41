package org.session4j.swarm;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a member did with the expiries it was asked to change. Messages that it does not hold are in neither map.
 *
 * @param updated the new expiry of those it changed; the member may have cut it to 30 days from now
 * @param unchanged the old expiry of those it left alone
 */
public record ExpiryChange(SortedMap<MessageHash, Instant> updated, SortedMap<MessageHash, Instant> unchanged) {

    public ExpiryChange {
        updated = Collections.unmodifiableSortedMap(new TreeMap<>(updated));
        unchanged = Collections.unmodifiableSortedMap(new TreeMap<>(unchanged));
    }
}
