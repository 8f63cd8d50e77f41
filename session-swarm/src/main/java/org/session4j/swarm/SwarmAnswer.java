package org.session4j.swarm;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * What the members of a swarm did, as told by one of them. Only members that this client itself counts to the swarm
 * appear, so that a node cannot vouch for itself with keys of its own making.
 *
 * @param outcomes by the key of the member
 * @param time the answering member's clock; null if it did not say
 * @param hardFork null if it did not say
 * @param <T> what a member did
 */
public record SwarmAnswer<T>(
        Map<Ed25519PublicKey, NodeOutcome<T>> outcomes,
        @Nullable Instant time,
        @Nullable HardFork hardFork) {

    public SwarmAnswer {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /** What this member did, if its signature over it holds. */
    public Optional<T> confirmedBy(Ed25519PublicKey member) {
        return outcomes.get(member) instanceof NodeOutcome.Confirmed<T> confirmed
                ? Optional.of(confirmed.value())
                : Optional.empty();
    }

    /** How many members have given a good signature. */
    public int confirmations() {
        return (int) outcomes.values().stream().filter(NodeOutcome::isConfirmed).count();
    }
}
