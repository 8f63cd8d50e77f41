package org.session4j.protocol.config;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * Changes to a dict. Lives as long as the call of {@link ConfigDict#edit} or {@link ConfigDocument#edit} that made it.
 *
 * <pre>{@code
 * document.edit(data -> {
 *     ConfigEditor contact = data.dict(CONTACTS).dict(id);
 *     contact.set(NAME, Bytes.utf8("Ada"));
 *     contact.erase(NICKNAME);
 * });
 * }</pre>
 *
 * Setting a key to another kind of value takes the old one away. What is empty in the end is not written. Not
 * thread-safe.
 */
public final class ConfigEditor {

    private final ConfigDict before;

    /** What the entries are now but for those in {@link #dicts}; null as long as none was changed. */
    private @Nullable TreeMap<Bytes, ConfigValue> changed;

    /** The dicts that were entered, which hold the truth about their keys. */
    private final Map<Bytes, ConfigEditor> dicts = new TreeMap<>();

    private boolean touched;

    ConfigEditor(ConfigDict before) {
        this.before = before;
    }

    /**
     * The dict of a key, to change it. It comes into being as soon as something is set in it. Once its key was erased or
     * set, it is no part of the document any more; ask again.
     */
    public ConfigEditor dict(Bytes key) {
        return dicts.computeIfAbsent(
                key, absent -> new ConfigEditor(current(key) instanceof ConfigDict dict ? dict : ConfigDict.empty()));
    }

    public void set(Bytes key, long value) {
        set(key, new ConfigInteger(value));
    }

    public void set(Bytes key, Bytes value) {
        set(key, new ConfigString(value));
    }

    public void set(Bytes key, ConfigValue value) {
        touched = true;
        dicts.remove(key);
        entries().put(key, value);
    }

    /** Removes a key, whatever it holds. */
    public void erase(Bytes key) {
        dicts.remove(key);
        if (current(key) != null) {
            touched = true;
            entries().remove(key);
        }
    }

    /** Adds to the set of a key; one that is not there, or is no set, becomes one. */
    public void insert(Bytes key, Collection<? extends ConfigScalar> values) {
        TreeSet<ConfigScalar> set = setOf(key);
        set.addAll(values);
        set(key, ConfigSet.of(set));
    }

    /** Takes out of the set of a key; one that is no set goes away. */
    public void remove(Bytes key, Collection<? extends ConfigScalar> values) {
        TreeSet<ConfigScalar> set = setOf(key);
        set.removeAll(values);
        if (set.isEmpty()) {
            erase(key);
        } else {
            set(key, ConfigSet.of(set));
        }
    }

    /** Enters the dict of a key, and takes away what is there if it is none. */
    ConfigEditor dictInPlaceOfOthers(Bytes key) {
        ConfigEditor entered = dicts.get(key);
        if ((entered == null || !entered.isTouched()) && !(current(key) instanceof ConfigDict)) {
            erase(key);
        }
        return dict(key);
    }

    ConfigDict result() {
        if (!isTouched()) {
            return before;
        }
        TreeMap<Bytes, ConfigValue> result = new TreeMap<>(changed != null ? changed : before.entries());
        for (Map.Entry<Bytes, ConfigEditor> entered : dicts.entrySet()) {
            if (entered.getValue().isTouched()) {
                result.put(entered.getKey(), entered.getValue().result());
            }
        }
        result.values().removeIf(ConfigEditor::isEmpty);
        return ConfigDict.ofPruned(result);
    }

    private boolean isTouched() {
        return touched || dicts.values().stream().anyMatch(ConfigEditor::isTouched);
    }

    private TreeSet<ConfigScalar> setOf(Bytes key) {
        return current(key) instanceof ConfigSet set ? new TreeSet<>(set.values()) : new TreeSet<>();
    }

    private @Nullable ConfigValue current(Bytes key) {
        ConfigEditor entered = dicts.get(key);
        if (entered != null && entered.isTouched()) {
            return entered.result();
        }
        return changed != null ? changed.get(key) : before.find(key);
    }

    private TreeMap<Bytes, ConfigValue> entries() {
        if (changed == null) {
            changed = new TreeMap<>(before.entries());
        }
        return changed;
    }

    private static boolean isEmpty(ConfigValue value) {
        return (value instanceof ConfigDict dict && dict.isEmpty())
                || (value instanceof ConfigSet set && set.isEmpty());
    }
}
