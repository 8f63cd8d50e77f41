package org.session4j.protocol.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * Which keys a message changes (config: diff), as a tree like the data. What they are changed to stands in the data of the
 * message that carries it. Immutable.
 */
public final class ConfigDiff implements ConfigChange {

    private static final ConfigDiff NOTHING = new ConfigDiff(new TreeMap<>());

    private final SortedMap<Bytes, ConfigChange> changes;

    /**
     * @param own belongs to the result from now on
     */
    private ConfigDiff(TreeMap<Bytes, ConfigChange> own) {
        this.changes = Collections.unmodifiableSortedMap(own);
    }

    static ConfigDiff of(TreeMap<Bytes, ConfigChange> own) {
        return own.isEmpty() ? NOTHING : new ConfigDiff(own);
    }

    static ConfigDiff nothing() {
        return NOTHING;
    }

    /** From one state of the data to the next. */
    public static ConfigDiff between(ConfigDict old, ConfigDict now) {
        if (old == now) {
            return NOTHING;
        }
        TreeMap<Bytes, ConfigChange> changes = new TreeMap<>();
        Iterator<Map.Entry<Bytes, ConfigValue>> olds = old.entries().entrySet().iterator();
        Iterator<Map.Entry<Bytes, ConfigValue>> nows = now.entries().entrySet().iterator();
        Map.Entry<Bytes, ConfigValue> before = next(olds);
        Map.Entry<Bytes, ConfigValue> after = next(nows);
        // Both are in the order of their keys: what stands at the smaller one, or at both, comes next.
        while (before != null || after != null) {
            int order = order(before, after);
            Bytes key = order <= 0
                    ? requireNonNull(before).getKey()
                    : requireNonNull(after).getKey();
            ConfigChange change = between(
                    order <= 0 ? requireNonNull(before).getValue() : null,
                    order >= 0 ? requireNonNull(after).getValue() : null);
            if (change != null) {
                changes.put(key, change);
            }
            before = order <= 0 ? next(olds) : before;
            after = order >= 0 ? next(nows) : after;
        }
        return of(changes);
    }

    private static <T> @Nullable T next(Iterator<T> all) {
        return all.hasNext() ? all.next() : null;
    }

    /** What has come to its end is behind everything. */
    private static int order(
            Map.@Nullable Entry<Bytes, ConfigValue> before, Map.@Nullable Entry<Bytes, ConfigValue> after) {
        if (before == null || after == null) {
            return before == null ? 1 : -1;
        }
        return before.getKey().compareTo(after.getKey());
    }

    /** Null if there is no change. Of a value that changed its kind the old one leaves no trace. */
    private static @Nullable ConfigChange between(@Nullable ConfigValue old, @Nullable ConfigValue now) {
        ConfigValue decisive = now != null ? now : old;
        if (decisive instanceof ConfigDict) {
            ConfigDiff change = between(
                    old instanceof ConfigDict dict ? dict : ConfigDict.empty(),
                    now instanceof ConfigDict dict ? dict : ConfigDict.empty());
            return change.isEmpty() ? null : change;
        }
        if (decisive instanceof ConfigSet) {
            return between(
                    old instanceof ConfigSet set ? set : ConfigSet.empty(),
                    now instanceof ConfigSet set ? set : ConfigSet.empty());
        }
        if (now == null) {
            return OfScalar.REMOVED;
        }
        return now.equals(old) ? null : OfScalar.SET;
    }

    private static @Nullable ConfigChange between(ConfigSet old, ConfigSet now) {
        return old.equals(now) ? null : new OfSet(without(now, old), without(old, now));
    }

    private static ConfigSet without(ConfigSet set, ConfigSet other) {
        TreeSet<ConfigScalar> rest = new TreeSet<>(set.values());
        rest.removeAll(other.values());
        return ConfigSet.of(rest);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The keys at the top that are changed. */
    public SortedSet<Bytes> keys() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(changes.keySet()));
    }

    SortedMap<Bytes, ConfigChange> changes() {
        return changes;
    }

    /**
     * Does to the target what was done to the source when it was written. What has gone from the source since, or is of
     * another kind there, goes from the target as well.
     */
    void apply(ConfigDict source, ConfigEditor target) {
        for (Map.Entry<Bytes, ConfigChange> entry : changes.entrySet()) {
            Bytes key = entry.getKey();
            ConfigChange change = entry.getValue();
            ConfigValue present = source.find(key);
            if (change instanceof ConfigDiff within && present instanceof ConfigDict dict) {
                within.apply(dict, target.dictInPlaceOfOthers(key));
            } else if (change instanceof OfSet set && present instanceof ConfigSet) {
                target.insert(key, set.added().values());
                target.remove(key, set.removed().values());
            } else if (change == OfScalar.SET && present instanceof ConfigScalar scalar) {
                target.set(key, scalar);
            } else {
                target.erase(key);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigDiff diff && changes.equals(diff.changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }

    /** Shows the number of changed keys only. */
    @Override
    public String toString() {
        return "ConfigDiff[" + changes.size() + "]";
    }
}
