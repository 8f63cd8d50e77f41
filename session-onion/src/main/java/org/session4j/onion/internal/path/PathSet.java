package org.session4j.onion.internal.path;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionRequest.Category;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.EventLoop;
import org.session4j.onion.internal.path.PathBuild.Plan;
import org.session4j.onion.internal.path.Waiters.Waiter;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paths of one category: as many as are wanted are kept ready, each changes its nodes from time to time, what breaks
 * is mended or replaced, and requests wait here for the first one (network: choice for a request, rotation and repair).
 * Belongs to the event loop.
 */
final class PathSet implements PathBuild.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(PathSet.class);

    private final Category category;
    private final PathWorld world;
    private final Supplier<List<ServiceNode>> inUseEverywhere;
    private final List<Path> ready = new ArrayList<>();
    private final List<PathBuild> builds = new ArrayList<>();
    private final Waiters waiters = new Waiters();
    private int wanted;
    /** Until then nothing is built that no request waits for. */
    private EventLoop.@Nullable Timer pause;

    PathSet(Category category, PathWorld world, Supplier<List<ServiceNode>> inUseEverywhere) {
        this.category = category;
        this.world = world;
        this.inUseEverywhere = inUseEverywhere;
    }

    /** Keeps so many paths ready from now on. */
    void want(int count) {
        wanted = count;
        buildMissing();
    }

    boolean isWanted() {
        return wanted > 0;
    }

    List<Path> ready() {
        return List.copyOf(ready);
    }

    boolean isReady(Path path) {
        return ready.contains(path);
    }

    /** The nodes of all paths and of those being built. */
    void addNodesInUse(List<ServiceNode> nodes) {
        ready.forEach(path -> nodes.addAll(path.nodes()));
        builds.forEach(build -> {
            nodes.addAll(build.candidate());
            nodes.addAll(build.plan().fixed().values());
        });
    }

    /** Completes the future with a path for a request to the destination, now or when there is one. */
    void acquire(@Nullable Ed25519PublicKey destination, CompletableFuture<Path> future) {
        Path path = choose(destination);
        if (path != null) {
            future.complete(path);
            return;
        }
        EventLoop.Timer patience = world.loop()
                .schedule(
                        world.timing().get(Timing.Span.PATH_WAIT),
                        () -> future.completeExceptionally(noPath(new OnionException(
                                OnionException.Reason.PATH_TIMED_OUT, "waited in vain for a path"))));
        waiters.add(new Waiter(destination, future, patience));
        serveWaiting();
    }

    /** The one with the fewest requests under way of those that are suitable, untroubled ones first. */
    private @Nullable Path choose(@Nullable Ed25519PublicKey destination) {
        List<Path> suitable = new ArrayList<>(ready);
        suitable.removeIf(path -> path.isUnderTest() || path.contains(destination));
        Collections.shuffle(suitable, world.random());
        return suitable.stream()
                .min(Comparator.comparing(Path::isTroubled)
                        .thenComparingInt(Path::strikes)
                        .thenComparingInt(Path::underWay))
                .orElse(null);
    }

    /** Gives paths to those that wait, and begins to build where nothing on the way would do. */
    void serveWaiting() {
        for (Waiter waiter : waiters.waiting()) {
            Path path = choose(waiter.destination());
            if (path != null) {
                waiters.serve(waiter, path);
            } else if (!isOnTheWay(waiter.destination())) {
                buildFor(waiter.destination());
            }
        }
    }

    private boolean isOnTheWay(@Nullable Ed25519PublicKey destination) {
        return builds.stream().anyMatch(build -> build.mayServe(destination))
                || ready.stream().anyMatch(path -> path.isUnderTest() && !path.contains(destination));
    }

    private void buildFor(@Nullable Ed25519PublicKey destination) {
        if (ready.size() + builds.size() >= world.timing().get(Timing.Count.MAX_PATHS)) {
            // All of them hold the destination, so the idlest can go.
            ready.stream().min(Comparator.comparingInt(Path::underWay)).ifPresent(this::retire);
        }
        if (ready.size() + builds.size() < world.timing().get(Timing.Count.MAX_PATHS)) {
            start(new Plan(category, Map.of(), destination, null, world.timing().get(Timing.Count.PATH_BUILD_TRIES)));
        }
    }

    private void buildMissing() {
        while (pause == null && ready.size() + coming() < wanted) {
            start(new Plan(category, Map.of(), null, null, world.timing().get(Timing.Count.PATH_BUILD_TRIES)));
        }
    }

    /** Paths being built that will be more than there are now. */
    private long coming() {
        return builds.stream()
                .filter(build -> build.plan().replaces() == null
                        || !ready.contains(build.plan().replaces()))
                .count();
    }

    private void start(Plan plan) {
        PathBuild build = new PathBuild(world, plan, inUseEverywhere, this);
        builds.add(build);
        build.start();
    }

    @Override
    public void built(PathBuild build, Path path) {
        builds.remove(build);
        Path replaced = build.plan().replaces();
        if (replaced != null && !retire(replaced) && ready.size() >= wanted) {
            // The old one is gone and others have taken its place meanwhile.
            serveWaiting();
            return;
        }
        ready.add(path);
        world.standing().rememberGuard(path.guard());
        path.rotateBy(world.loop().schedule(world.timing().get(Timing.Span.PATH_ROTATION), () -> rotate(path)));
        serveWaiting();
        buildMissing();
    }

    @Override
    public void failed(PathBuild build, OnionException last) {
        builds.remove(build);
        Path replaced = build.plan().replaces();
        if (replaced != null) {
            if (ready.contains(replaced)) {
                Duration retry = world.timing().get(Timing.Span.PATH_ROTATION_RETRY);
                replaced.rotateBy(world.loop().schedule(retry, () -> rotate(replaced)));
            }
            serveWaiting();
            buildMissing();
            return;
        }
        LOG.warn("no {} path could be built: {}", category, last.reason());
        for (Waiter waiter : waiters.waiting()) {
            if (choose(waiter.destination()) == null && !isOnTheWay(waiter.destination())) {
                waiters.fail(waiter, noPath(last));
            }
        }
        serveWaiting();
        pauseBackground();
    }

    private void pauseBackground() {
        if (pause == null) {
            pause = world.loop().schedule(world.timing().get(Timing.Span.BACKGROUND_BUILD_PAUSE), () -> {
                pause = null;
                buildMissing();
            });
        }
    }

    private static OnionException noPath(OnionException cause) {
        return new OnionException(OnionException.Reason.NO_PATH, "no path could be built", null, null, cause);
    }

    /** New nodes behind the same guard; requests under way end on the old path. */
    private void rotate(Path path) {
        if (!ready.contains(path)) {
            return;
        }
        boolean isUsed = path.takeUsedSinceRotation();
        boolean isSpare = ready.size() > wanted || (category == Category.FILE && !isUsed);
        if (isSpare && path.underWay() == 0) {
            retire(path);
            wanted = category == Category.FILE ? ready.size() : wanted;
            return;
        }
        Map<Integer, ServiceNode> fixed =
                world.standing().isTooOldAGuard(path.guard()) ? Map.of() : Map.of(0, path.guard());
        start(new Plan(category, fixed, null, path, 1));
    }

    /** Takes a path out of use because it is broken, and sees to another one. */
    void drop(Path path) {
        if (retire(path)) {
            serveWaiting();
            buildMissing();
        }
    }

    /** Takes a path out of use; what is under way on it goes on. Returns whether it was in use. */
    @CanIgnoreReturnValue
    private boolean retire(Path path) {
        path.stopRotation();
        return ready.remove(path);
    }

    /**
     * Drops or mends paths with nodes that are struck out or have left, and drops those struck too often.
     *
     * @return whether there was anything to do, which may have put other paths into the same case
     */
    boolean review() {
        boolean changed = false;
        for (Path path : List.copyOf(ready)) {
            if (path.strikes() >= world.timing().get(Timing.Count.PATH_STRIKES)) {
                changed = true;
                punish(path);
                drop(path);
            } else if (path.nodes().stream().anyMatch(this::isUnusable)) {
                changed = true;
                mend(path);
            }
        }
        return changed;
    }

    private void punish(Path path) {
        for (ServiceNode node : path.nodes()) {
            if (!path.punished().contains(node.ed25519())) {
                world.standing().strike(node, 1);
            }
        }
    }

    private boolean isUnusable(ServiceNode node) {
        NodeList list = world.nodes().get();
        return world.standing().isStruckOut(node)
                || !list.find(node.ed25519())
                        .filter(now -> now.ip().equals(node.ip()) && now.httpsPort() == node.httpsPort())
                        .isPresent();
    }

    /** Replaces bad nodes behind a good guard; a path with a bad guard goes. */
    private void mend(Path path) {
        if (isUnusable(path.guard())) {
            drop(path);
            return;
        }
        retire(path);
        Map<Integer, ServiceNode> good = new HashMap<>();
        for (int place = 0; place < path.nodes().size(); place++) {
            if (!isUnusable(path.nodes().get(place))) {
                good.put(place, path.nodes().get(place));
            }
        }
        start(new Plan(category, good, null, path, 1));
        serveWaiting();
    }

    void close(OnionException reason) {
        if (pause != null) {
            pause.cancel();
        }
        builds.forEach(PathBuild::cancel);
        ready.forEach(Path::stopRotation);
        waiters.waiting().forEach(waiter -> waiters.fail(waiter, reason));
    }
}
