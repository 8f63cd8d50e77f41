package org.session4j.protocol.config;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * A dict in a config document, or the whole data of one. Immutable; {@link #edit} gives another one.
 *
 * <p>It holds no empty dict and no empty set: what becomes empty goes away, and so does what held nothing else (config:
 * bt-encoding). Whoever asks for a dict or a set that is not there, or is of another kind, gets an empty one.
 */
public final class ConfigDict implements ConfigValue {

    private static final ConfigDict EMPTY = new ConfigDict(new TreeMap<>());

    private final SortedMap<Bytes, ConfigValue> entries;

    /**
     * @param own belongs to the result from now on
     */
    private ConfigDict(TreeMap<Bytes, ConfigValue> own) {
        this.entries = Collections.unmodifiableSortedMap(own);
    }

    /**
     * @param pruned belongs to the result from now on, and holds nothing empty
     */
    static ConfigDict ofPruned(TreeMap<Bytes, ConfigValue> pruned) {
        return pruned.isEmpty() ? EMPTY : new ConfigDict(pruned);
    }

    public static ConfigDict empty() {
        return EMPTY;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** All of it, in the order in which it is written. Not modifiable. */
    public SortedMap<Bytes, ConfigValue> entries() {
        return entries;
    }

    public Optional<ConfigValue> get(Bytes key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** For code that asks often; null if there is no such key. */
    @Nullable
    ConfigValue find(Bytes key) {
        return entries.get(key);
    }

    /** The integer of a key, if there is one. */
    public OptionalLong integer(Bytes key) {
        return entries.get(key) instanceof ConfigInteger integer
                ? OptionalLong.of(integer.value())
                : OptionalLong.empty();
    }

    /** The byte string of a key, if there is one. */
    public Optional<Bytes> string(Bytes key) {
        return entries.get(key) instanceof ConfigString string ? Optional.of(string.value()) : Optional.empty();
    }

    /** The set of a key, empty if there is none. */
    public ConfigSet set(Bytes key) {
        return entries.get(key) instanceof ConfigSet set ? set : ConfigSet.empty();
    }

    /** The dict of a key, empty if there is none. */
    public ConfigDict dict(Bytes key) {
        return entries.get(key) instanceof ConfigDict dict ? dict : EMPTY;
    }

    /** This dict with changes. */
    public ConfigDict edit(Consumer<ConfigEditor> change) {
        ConfigEditor editor = new ConfigEditor(this);
        change.accept(editor);
        return editor.result();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof ConfigDict dict && entries.equals(dict.entries));
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** Shows the number of entries only. */
    @Override
    public String toString() {
        return "ConfigDict[" + entries.size() + "]";
    }
}
