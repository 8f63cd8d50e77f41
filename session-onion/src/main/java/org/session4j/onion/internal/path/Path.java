package org.session4j.onion.internal.path;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Destination;
import org.session4j.onion.OnionPath;
import org.session4j.onion.OnionRequest.Category;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.EventLoop;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** A path that has passed its test. Belongs to the event loop. */
public final class Path {

    private final Category category;
    private final List<ServiceNode> nodes;
    private final Duration roundTrip;
    /** Nodes that have had a strike of their own already for what this path was struck for. */
    private final Set<Ed25519PublicKey> punished = new HashSet<>();
    /** Destinations that were silent, or seemed so, until the test says which. */
    private final List<ServiceNode> silent = new ArrayList<>();

    private int underWay;
    private int strikes;
    private boolean isTroubled;
    private boolean isUnderTest;
    private boolean isUsedSinceRotation;

    private EventLoop.@Nullable Timer rotation;

    Path(Category category, List<ServiceNode> nodes, Duration roundTrip) {
        this.category = category;
        this.nodes = List.copyOf(nodes);
        this.roundTrip = roundTrip;
    }

    public List<ServiceNode> nodes() {
        return nodes;
    }

    Category category() {
        return category;
    }

    ServiceNode guard() {
        return nodes.get(0);
    }

    boolean contains(@Nullable Ed25519PublicKey key) {
        return key != null && nodes.stream().anyMatch(node -> node.ed25519().equals(key));
    }

    int underWay() {
        return underWay;
    }

    int strikes() {
        return strikes;
    }

    /** Whether the last thing heard of this path was a failure; a retry then takes another one. */
    boolean isTroubled() {
        return isTroubled;
    }

    /** Whether nobody knows just now if it works; requests wait, or take another one. */
    boolean isUnderTest() {
        return isUnderTest;
    }

    boolean takeUsedSinceRotation() {
        boolean used = isUsedSinceRotation;
        isUsedSinceRotation = false;
        return used;
    }

    Set<Ed25519PublicKey> punished() {
        return punished;
    }

    public void requestSent() {
        underWay++;
        isUsedSinceRotation = true;
    }

    public void requestEnded() {
        underWay--;
    }

    void worked() {
        isTroubled = false;
    }

    void troubled() {
        isTroubled = true;
    }

    void strike() {
        strikes++;
        isTroubled = true;
    }

    /** Notes that this destination gave no answer. Returns whether a test has to be begun. */
    boolean beginTest(Destination destination) {
        if (destination instanceof ServiceNode node) {
            silent.add(node);
        }
        boolean first = !isUnderTest;
        isUnderTest = true;
        return first;
    }

    List<ServiceNode> silentDestinations() {
        return silent;
    }

    /** Ends the test and hands out the destinations that were silent. */
    @CanIgnoreReturnValue
    List<ServiceNode> endTest() {
        isUnderTest = false;
        List<ServiceNode> destinations = List.copyOf(silent);
        silent.clear();
        return destinations;
    }

    void rotateBy(EventLoop.Timer timer) {
        stopRotation();
        rotation = timer;
    }

    void stopRotation() {
        if (rotation != null) {
            rotation.cancel();
            rotation = null;
        }
    }

    OnionPath snapshot() {
        return new OnionPath(category, nodes, underWay, roundTrip);
    }
}
