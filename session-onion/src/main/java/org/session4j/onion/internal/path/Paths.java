package org.session4j.onion.internal.path;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Destination;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionPath;
import org.session4j.onion.OnionRequest.Category;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.node.Standing;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * All paths: gives one to each request, and draws the conclusions from how the request ended (network: path-level
 * errors). Belongs to the event loop.
 */
public final class Paths {

    private final PathWorld world;
    private final Standing standing;
    private final Map<Category, PathSet> sets = new EnumMap<>(Category.class);

    public Paths(PathWorld world) {
        this.world = world;
        this.standing = world.standing();
        for (Category category : Category.values()) {
            sets.put(category, new PathSet(category, world, this::nodesInUse));
        }
    }

    /** Begins to build; the node list is known. May be called more than once. */
    public void start() {
        if (!set(Category.STANDARD).isWanted()) {
            set(Category.STANDARD).want(world.timing().get(Timing.Count.STANDARD_PATHS));
        }
    }

    /** A path for a request, now or as soon as there is one; completed on the event loop. */
    public CompletableFuture<Path> acquire(Category category, Destination destination) {
        PathSet set = set(category);
        CompletableFuture<Path> acquired = new CompletableFuture<>();
        set.acquire(keyOf(destination), acquired);
        if (category == Category.FILE && !set.isWanted()) {
            set.want(world.timing().get(Timing.Count.FILE_PATHS));
        }
        return acquired;
    }

    public List<OnionPath> snapshot() {
        List<OnionPath> paths = new ArrayList<>();
        sets.values().forEach(set -> set.ready().forEach(path -> paths.add(path.snapshot())));
        return paths;
    }

    public void succeeded(Path path, Destination destination, OnionResponse response) {
        standing.answered();
        standing.clearStrikes(path.guard());
        standing.clearSuspicions(path.nodes());
        if (destination instanceof ServiceNode node) {
            standing.clearSuspicions(List.of(node));
            if (response.isSuccess()) {
                standing.clearStrikes(node);
            }
        }
        path.worked();
    }

    public void failed(Path path, Destination destination, OnionException failure) {
        standing.blame(failure)
                .filter(named -> path.contains(named.ed25519()))
                .ifPresent(named -> path.punished().add(named.ed25519()));
        if (failure.reason() != OnionException.Reason.PATH_TIMED_OUT
                && failure.reason() != OnionException.Reason.GUARD_UNREACHABLE
                && failure.reason() != OnionException.Reason.CLOSED) {
            standing.answered();
        }
        switch (failure.reason()) {
            case GUARD_UNREACHABLE -> set(path.category()).drop(path);
            case PATH_TIMED_OUT -> examine(path, destination);
            case NODE_UNREACHABLE, INVALID_HOP_RESPONSE, PATH_ERROR, UNAUTHENTICATED, INVALID_RESPONSE -> path.strike();
            case NODE_NOT_READY, RATE_LIMITED, SERVER_UNREACHABLE, ANSWER_TOO_LARGE -> path.troubled();
            default -> {}
        }
        review();
    }

    /** Looks through all paths after strikes, or after the node list has changed. */
    public void review() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (PathSet set : sets.values()) {
                changed |= set.review();
            }
        }
    }

    public void close(OnionException reason) {
        sets.values().forEach(set -> set.close(reason));
    }

    /** Nobody knows whether the path or its destination is silent, so the path is asked something else at once. */
    private void examine(Path path, Destination destination) {
        PathSet set = set(path.category());
        if (!set.isReady(path) || !path.beginTest(destination)) {
            return;
        }
        Optional<ServiceNode> target = TestTarget.choose(
                world.nodes().get().nodes(),
                path.nodes(),
                path.silentDestinations(),
                nodesInUse(),
                standing.struckOut(),
                standing.suspicions(),
                world.random());
        if (!target.isPresent()) {
            path.endTest();
            path.strike();
            return;
        }
        world.probe()
                .test(
                        path.nodes(),
                        target.get(),
                        false,
                        roundTrip -> {
                            path.endTest().forEach(node -> standing.strike(node, 1));
                            path.worked();
                            review();
                            set.serveWaiting();
                        },
                        failure -> {
                            path.endTest();
                            set.drop(path);
                            review();
                        });
    }

    private List<ServiceNode> nodesInUse() {
        List<ServiceNode> nodes = new ArrayList<>();
        sets.values().forEach(set -> set.addNodesInUse(nodes));
        return nodes;
    }

    private PathSet set(Category category) {
        return Objects.requireNonNull(sets.get(category));
    }

    private static @Nullable Ed25519PublicKey keyOf(Destination destination) {
        return destination instanceof ServiceNode node ? node.ed25519() : null;
    }
}
