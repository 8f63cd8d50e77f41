package org.session4j.onion.internal.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * The nodes that have been guards, so that the same few see this device's address, also after a restart (network:
 * building and testing). An immutable value.
 *
 * @param kept oldest first
 */
public record Guards(List<Guard> kept) {

    /**
     * @param firstUse from when on the time counts that it may be used
     */
    public record Guard(Ed25519PublicKey key, Instant firstUse) {}

    public Guards {
        kept = List.copyOf(kept);
    }

    public static Guards none() {
        return new Guards(List.of());
    }

    /** With one more that is in use now; of too many the newest go, as the oldest are known best. */
    public Guards remember(Ed25519PublicKey key, Instant now, Duration reuse, int limit) {
        List<Guard> next = new ArrayList<>(usable(now, reuse));
        if (next.stream().noneMatch(guard -> guard.key().equals(key))) {
            if (next.size() >= limit) {
                next.remove(next.size() - 1);
            }
            next.add(new Guard(key, now));
        }
        next.sort(Comparator.comparing(Guard::firstUse));
        return new Guards(next);
    }

    public Guards forget(Ed25519PublicKey key) {
        List<Guard> next = new ArrayList<>(kept);
        next.removeIf(guard -> guard.key().equals(key));
        return next.size() == kept.size() ? this : new Guards(next);
    }

    /** Those that may be used still. */
    public List<Guard> usable(Instant now, Duration reuse) {
        List<Guard> usable = new ArrayList<>(kept);
        usable.removeIf(guard -> now.isAfter(guard.firstUse().plus(reuse)));
        return usable;
    }

    public Optional<Guard> find(Ed25519PublicKey key) {
        return kept.stream().filter(guard -> guard.key().equals(key)).findFirst();
    }
}
