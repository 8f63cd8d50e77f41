package org.session4j.protocol.v2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * What is known of another account's published keys, and what may be done with it (messages: cache of other accounts'
 * keys). A fetch that fails says nothing and changes nothing here.
 *
 * <p>Immutable. Times are the caller's clock.
 */
public final class PeerKeys {

    /** What may be done at a time. */
    public enum State {
        /** Nothing is known: ask first. */
        UNKNOWN,
        /** The keys are used. */
        FRESH,
        /** The keys are used, and asked for again. */
        STALE,
        /** The keys are too old to be used: ask first. */
        EXPIRED,
        /** The account had no keys a moment ago, and is not asked again. */
        NO_KEYS
    }

    /** As many replaced keys are remembered as an account makes while a swarm keeps a record. */
    private static final int REMEMBERED =
            (int) (V2Choices.RECORD_TTL.toHours() / V2Choices.ROTATION_START.toHours()) + 1;

    private static final PeerKeys UNKNOWN = new PeerKeys(null, null, null, List.of());

    private final @Nullable HybridPublicKey keys;
    private final @Nullable Instant fetchedAt;
    private final @Nullable Instant missedAt;
    private final List<X25519PublicKey> replaced;

    private PeerKeys(
            @Nullable HybridPublicKey keys,
            @Nullable Instant fetchedAt,
            @Nullable Instant missedAt,
            List<X25519PublicKey> replaced) {
        this.keys = keys;
        this.fetchedAt = fetchedAt;
        this.missedAt = missedAt;
        this.replaced = replaced;
    }

    /** Of an account that was never asked. */
    public static PeerKeys unknown() {
        return UNKNOWN;
    }

    /**
     * What was kept, to be used again.
     *
     * @param keys the last ones that were fetched, or null
     * @param fetchedAt when; null if there are none
     * @param missedAt when a fetch last found none, or null
     * @param replaced keys that were replaced, the last one last
     */
    public static PeerKeys of(
            @Nullable HybridPublicKey keys,
            @Nullable Instant fetchedAt,
            @Nullable Instant missedAt,
            List<X25519PublicKey> replaced) {
        if ((keys == null) != (fetchedAt == null)) {
            throw new IllegalArgumentException("keys and the time of their fetch go together");
        }
        return new PeerKeys(keys, fetchedAt, missedAt, List.copyOf(replaced));
    }

    /**
     * After a fetch that found a good record. One that was replaced before changes nothing: a swarm that serves it again
     * holds back what came after.
     */
    public PeerKeys fetched(HybridPublicKey found, Instant now) {
        if (isReplaced(found)) {
            return this;
        }
        List<X25519PublicKey> before = new ArrayList<>(replaced);
        if (keys != null && !keys.equals(found)) {
            before.add(keys.x25519());
        }
        int from = Math.max(0, before.size() - REMEMBERED);
        return new PeerKeys(found, now, null, List.copyOf(before.subList(from, before.size())));
    }

    /** After a fetch that found no good record. Keys that are held stay usable until they expire. */
    public PeerKeys fetchedNone(Instant now) {
        return new PeerKeys(keys, fetchedAt, now, replaced);
    }

    /** Whether these keys were published before the ones that are held. */
    public boolean isReplaced(HybridPublicKey found) {
        return replaced.contains(found.x25519());
    }

    public State at(Instant now) {
        Instant fetched = fetchedAt;
        if (fetched != null && isWithin(fetched, now, V2Choices.USABLE)) {
            return Duration.between(fetched, now).compareTo(V2Choices.FRESH) < 0 ? State.FRESH : State.STALE;
        }
        Instant missed = missedAt;
        if (missed != null && Duration.between(missed, now).compareTo(V2Choices.NO_KEYS) < 0) {
            return State.NO_KEYS;
        }
        return fetched == null ? State.UNKNOWN : State.EXPIRED;
    }

    private static boolean isWithin(Instant since, Instant now, Duration limit) {
        return Duration.between(since, now).compareTo(limit) <= 0;
    }

    /** The keys to encrypt with, while they may be used. */
    public Optional<HybridPublicKey> usable(Instant now) {
        State state = at(now);
        return state == State.FRESH || state == State.STALE ? Optional.ofNullable(keys) : Optional.empty();
    }

    /** Whether this account has ever published keys: less than forward secrecy is then worth a word to the user. */
    public boolean hasPublished() {
        return keys != null;
    }

    /** The last ones that were fetched, however old. */
    public Optional<HybridPublicKey> lastKeys() {
        return Optional.ofNullable(keys);
    }

    /** When the last ones were fetched. */
    public Optional<Instant> fetchedAt() {
        return Optional.ofNullable(fetchedAt);
    }

    /** When a fetch since then has found none. */
    public Optional<Instant> missedAt() {
        return Optional.ofNullable(missedAt);
    }

    /** X25519 halves of keys that were replaced, the last one last. */
    public List<X25519PublicKey> replaced() {
        return replaced;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "PeerKeys";
    }
}
