package org.session4j.protocol.config.documents;

import java.util.List;
import java.util.function.Consumer;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/**
 * One of the things that a document lists: what it is about, and what is said about it. It holds the keys that we know, in
 * the form in which they are written; what else the document says about the same thing stays there.
 *
 * @param <T> the kind of entry
 */
abstract class Entry<T extends Entry<T>> {

    private final ConfigDict values;

    Entry(ConfigDict values) {
        this.values = values;
    }

    /** What an entry of a document says by these fields. */
    static ConfigDict read(ConfigDict from, List<? extends Field> fields) {
        return ConfigDict.empty().edit(to -> fields.forEach(field -> field.copy(from, to)));
    }

    /** What tells this entry from others. */
    abstract Object about();

    abstract List<? extends Field> fields();

    /** An entry about the same that says something else. */
    abstract T saying(ConfigDict newValues);

    ConfigDict values() {
        return values;
    }

    T edit(Consumer<ConfigEditor> change) {
        return saying(values.edit(change));
    }

    void writeTo(ConfigEditor target) {
        fields().forEach(field -> field.copy(values, target));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry<?> entry
                && getClass() == entry.getClass()
                && about().equals(entry.about())
                && values.equals(entry.values);
    }

    @Override
    public int hashCode() {
        return 31 * about().hashCode() + values.hashCode();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return getClass().getSimpleName();
    }
}
