package org.session4j.swarm.oxend;

import java.util.Comparator;

/** The version of a program on a service node, such as 2.11.0; older ones come first. */
public record NodeVersion(int major, int minor, int patch) implements Comparable<NodeVersion> {

    private static final Comparator<NodeVersion> ORDER = Comparator.comparingInt(NodeVersion::major)
            .thenComparingInt(NodeVersion::minor)
            .thenComparingInt(NodeVersion::patch);

    @Override
    public int compareTo(NodeVersion other) {
        return ORDER.compare(this, other);
    }

    /** With points. */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
