package org.session4j.onion.internal.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionException;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.EventLoop;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * How every node stands: its strikes and suspicions now, and which have been guards. Belongs to the event loop.
 */
public final class Standing {

    /** A guard that could not be connected to while nobody else answered: perhaps there is just no network. */
    private record Unproven(ServiceNode guard, Instant at) {}

    private final EventLoop loop;
    private final Timing timing;
    private final Runnable onChange;
    /** Read by other threads too. */
    private volatile Strikes strikes;

    private Suspicions suspicions = Suspicions.none();
    private Guards guards = Guards.none();
    private final List<Unproven> unproven = new ArrayList<>();
    private @Nullable Instant lastAnswer;

    /**
     * @param onChange called after what is stored has changed
     */
    public Standing(EventLoop loop, Timing timing, Runnable onChange) {
        this.loop = loop;
        this.timing = timing;
        this.onChange = onChange;
        this.strikes = Strikes.none(timing.get(Timing.Span.STRIKE_EXPIRY), timing.get(Timing.Count.NODE_STRIKES));
    }

    /** Takes over what an earlier run knew. */
    public void restore(Map<Ed25519PublicKey, List<Instant>> storedStrikes, Guards storedGuards) {
        strikes = new Strikes(storedStrikes, strikes.expiry(), strikes.limit());
        guards = storedGuards;
    }

    public Strikes strikes() {
        return strikes;
    }

    public Suspicions suspicions() {
        return suspicions;
    }

    public Guards guards() {
        return guards;
    }

    public Set<Ed25519PublicKey> struckOut() {
        return strikes.struckOut(loop.now());
    }

    public boolean isStruckOut(ServiceNode node) {
        return strikes.isStruckOut(node.ed25519(), loop.now());
    }

    /** Guards that may be used again, best known first. */
    public List<Ed25519PublicKey> keptGuards() {
        List<Ed25519PublicKey> keys = new ArrayList<>();
        guards.usable(loop.now(), timing.get(Timing.Span.GUARD_REUSE)).forEach(guard -> keys.add(guard.key()));
        return keys;
    }

    public boolean isTooOldAGuard(ServiceNode node) {
        return guards.find(node.ed25519()).isPresent() && !keptGuards().contains(node.ed25519());
    }

    public void strike(ServiceNode node, int count) {
        strikes = strikes.add(node.ed25519(), count, loop.now());
        if (isStruckOut(node)) {
            guards = guards.forget(node.ed25519());
        }
        onChange.run();
    }

    /** A node has shown that it works, as destination or as guard. */
    public void clearStrikes(ServiceNode node) {
        Strikes before = strikes;
        strikes = strikes.clear(node.ed25519());
        if (!strikes.equals(before)) {
            onChange.run();
        }
    }

    /**
     * Punishes the node that a failure names, if it names one (network: path-level errors).
     *
     * @return that node
     */
    public Optional<ServiceNode> blame(OnionException failure) {
        Optional<ServiceNode> offender = failure.offender();
        offender.ifPresent(node -> {
            switch (failure.reason()) {
                case NODE_UNREACHABLE, DESTINATION_UNREACHABLE -> strike(node, strikes.limit());
                case NODE_NOT_READY -> strike(node, 1);
                case GUARD_UNREACHABLE -> guardUnreachable(node);
                default -> {}
            }
        });
        return offender;
    }

    public void suspect(Iterable<ServiceNode> nodes) {
        suspicions = suspicions.suspect(nodes);
    }

    public void clearSuspicions(Iterable<ServiceNode> nodes) {
        suspicions = suspicions.clear(nodes);
    }

    public void rememberGuard(ServiceNode guard) {
        Guards before = guards;
        guards = guards.remember(
                guard.ed25519(), loop.now(), timing.get(Timing.Span.GUARD_REUSE), timing.get(Timing.Count.KEPT_GUARDS));
        if (!guards.equals(before)) {
            onChange.run();
        }
    }

    /**
     * A guard could not be connected to. It is suspected at once, but struck only if somebody answers at about the same
     * time: without a network every guard looks dead (network: path-level errors).
     */
    public void guardUnreachable(ServiceNode guard) {
        suspect(List.of(guard));
        Instant now = loop.now();
        if (lastAnswer != null && isClose(lastAnswer, now)) {
            strike(guard, 1);
        } else {
            unproven.removeIf(earlier -> !isClose(earlier.at(), now));
            unproven.add(new Unproven(guard, now));
        }
    }

    /** Somebody out there answered something, so there is a network. */
    public void answered() {
        Instant now = loop.now();
        lastAnswer = now;
        for (Unproven failure : unproven) {
            if (isClose(failure.at(), now)) {
                strike(failure.guard(), 1);
            }
        }
        unproven.clear();
    }

    private boolean isClose(Instant earlier, Instant later) {
        Duration proof = timing.get(Timing.Span.ONLINE_PROOF);
        return Duration.between(earlier, later).abs().compareTo(proof) <= 0;
    }
}
