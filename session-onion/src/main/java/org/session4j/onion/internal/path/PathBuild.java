package org.session4j.onion.internal.path;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionRequest.Category;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The making of one path: candidates are chosen and tested one after another, with pauses that double, until one works
 * or there were enough of them (network: building and testing). Belongs to the event loop.
 */
final class PathBuild {

    /**
     * What is to be built.
     *
     * @param fixed nodes that stay where they are; 0 is the guard
     * @param destination of the request that needs the path, which must not be in it
     * @param replaces the path whose place the new one takes
     * @param tries candidates at most
     */
    record Plan(
            Category category,
            Map<Integer, ServiceNode> fixed,
            @Nullable Ed25519PublicKey destination,
            @Nullable Path replaces,
            int tries) {}

    /** Who waits for the path. */
    interface Owner {
        void built(PathBuild build, Path path);

        void failed(PathBuild build, OnionException last);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PathBuild.class);

    private final PathWorld world;
    private final Plan plan;
    private final Supplier<List<ServiceNode>> inUse;
    private final Owner owner;
    private List<ServiceNode> candidate = List.of();
    private int tried;
    private boolean isEnded;

    /**
     * @param inUse nodes of all other live and half-built paths, asked before each try
     */
    PathBuild(PathWorld world, Plan plan, Supplier<List<ServiceNode>> inUse, Owner owner) {
        this.world = world;
        this.plan = plan;
        this.inUse = inUse;
        this.owner = owner;
    }

    Plan plan() {
        return plan;
    }

    /** The nodes under test now; empty between tries. */
    List<ServiceNode> candidate() {
        return candidate;
    }

    /** Whether a request to this destination could go over what is being built, as far as is known. */
    boolean mayServe(@Nullable Ed25519PublicKey destination) {
        return destination == null
                || Objects.equals(destination, plan.destination())
                || candidate.stream().noneMatch(node -> node.ed25519().equals(destination));
    }

    void start() {
        tryNext();
    }

    void cancel() {
        isEnded = true;
    }

    private void tryNext() {
        if (isEnded) {
            return;
        }
        tried++;
        candidate = List.of();
        Optional<PathChoice> choice = PathChooser.choose(wanted(), world.random());
        if (!choice.isPresent()) {
            world.requestRefresh().run();
            failed(new OnionException(OnionException.Reason.NO_PATH, "too few usable nodes for a path"));
            return;
        }
        candidate = choice.get().nodes();
        if (choice.get().relaxation() != PathChoice.Relaxation.NONE) {
            LOG.debug("small network: path with relaxation {}", choice.get().relaxation());
        }
        Optional<ServiceNode> target = testTarget();
        if (!target.isPresent()) {
            failed(new OnionException(OnionException.Reason.NO_PATH, "no node outside the path to test it with"));
            return;
        }
        world.probe().test(candidate, target.get(), true, this::succeeded, this::failed);
    }

    private PathWanted wanted() {
        return new PathWanted(
                world.nodes().get().nodes(),
                world.pathLength(),
                world.standing().struckOut(),
                world.standing().suspicions(),
                inUse.get(),
                world.standing().keptGuards(),
                plan.fixed(),
                plan.destination());
    }

    private Optional<ServiceNode> testTarget() {
        return TestTarget.choose(
                world.nodes().get().nodes(),
                candidate,
                List.of(),
                inUse.get(),
                world.standing().struckOut(),
                world.standing().suspicions(),
                world.random());
    }

    private void succeeded(Duration roundTrip) {
        if (!isEnded) {
            isEnded = true;
            owner.built(this, new Path(plan.category(), candidate, roundTrip));
        }
    }

    private void failed(OnionException reason) {
        if (isEnded) {
            return;
        }
        LOG.debug("path candidate {} of {} failed: {}", tried, plan.tries(), reason.reason());
        if (tried >= plan.tries()) {
            isEnded = true;
            owner.failed(this, reason);
            return;
        }
        candidate = List.of();
        world.loop()
                .schedule(
                        world.timing().backOff(Timing.Span.PATH_BUILD_PAUSE, Timing.Span.PATH_BUILD_PAUSE_CAP, tried),
                        this::tryNext);
    }
}
