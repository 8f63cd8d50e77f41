package org.session4j.onion.internal.path;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.session4j.onion.OnionException;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.EventLoop;
import org.session4j.onion.internal.Exchange;
import org.session4j.onion.internal.OnionFailures;
import org.session4j.onion.internal.node.Standing;
import org.session4j.protocol.Bytes;

/** Tests a path by an onion {@code info} through it, and sees to what follows for its nodes (network: building and testing). */
public final class PathProbe {

    private static final Bytes INFO = Bytes.utf8("{\"method\":\"info\",\"params\":{}}");

    private final EventLoop loop;
    private final Timing timing;
    private final Exchange exchange;
    private final Standing standing;

    public PathProbe(EventLoop loop, Timing timing, Exchange exchange, Standing standing) {
        this.loop = loop;
        this.timing = timing;
        this.exchange = exchange;
        this.standing = standing;
    }

    /**
     * @param isTargetSuspect whether the target may be to blame as well as the path, if nobody is named
     * @param good gets the round trip
     */
    void test(
            List<ServiceNode> path,
            ServiceNode target,
            boolean isTargetSuspect,
            Consumer<Duration> good,
            Consumer<OnionException> bad) {
        long start = loop.nanoTime();
        // Any answer that the target's key opens shows that the path works, whatever the target says.
        exchange.post(path, target, INFO, timing.get(Timing.Span.PATH_TEST))
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    if (failure == null) {
                        succeeded(path, target);
                        good.accept(Duration.ofNanos(loop.nanoTime() - start));
                    } else {
                        OnionException reason = OnionFailures.of(failure);
                        failed(path, target, isTargetSuspect, reason);
                        bad.accept(reason);
                    }
                }));
    }

    private void succeeded(List<ServiceNode> path, ServiceNode target) {
        standing.answered();
        standing.clearStrikes(path.get(0));
        standing.clearStrikes(target);
        standing.clearSuspicions(path);
        standing.clearSuspicions(List.of(target));
    }

    private void failed(List<ServiceNode> path, ServiceNode target, boolean isTargetSuspect, OnionException reason) {
        Optional<ServiceNode> named = standing.blame(reason);
        if (reason.reason() == OnionException.Reason.GUARD_UNREACHABLE) {
            return;
        }
        if (named.isPresent()) {
            standing.suspect(List.of(named.get()));
            return;
        }
        List<ServiceNode> suspects = new ArrayList<>(path);
        if (isTargetSuspect) {
            suspects.add(target);
        }
        standing.suspect(suspects);
    }
}
