package org.session4j.protocol.config;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A set in a config document. An empty one stands for a set that is not there; no dict holds it.
 *
 * @param values in the order in which they are written
 */
public record ConfigSet(SortedSet<ConfigScalar> values) implements ConfigValue {

    private static final ConfigSet EMPTY = new ConfigSet(new TreeSet<>());

    public ConfigSet {
        // A copy in the order of the scalars, whatever order the set had.
        values = Collections.unmodifiableSortedSet(new TreeSet<>((Collection<ConfigScalar>) values));
    }

    public static ConfigSet of(Collection<? extends ConfigScalar> values) {
        return values.isEmpty() ? EMPTY : new ConfigSet(new TreeSet<>(values));
    }

    public static ConfigSet empty() {
        return EMPTY;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean contains(ConfigScalar value) {
        return values.contains(value);
    }

    /** Shows the size only. */
    @Override
    public String toString() {
        return "ConfigSet[" + values.size() + "]";
    }
}
