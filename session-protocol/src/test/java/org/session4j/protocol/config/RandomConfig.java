package org.session4j.protocol.config;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.session4j.protocol.Bytes;

/** Data of documents with few keys, so that changes meet. */
final class RandomConfig {

    private RandomConfig() {}

    static Arbitrary<Bytes> keys() {
        return Arbitraries.of("", "a", "b", "n", "zz").map(Bytes::utf8);
    }

    static Arbitrary<ConfigScalar> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-2, 3).map(ConfigInteger::new),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE).map(ConfigInteger::new),
                Arbitraries.of("", "x", "-", "hello").map(ConfigString::utf8));
    }

    static Arbitrary<ConfigDict> dicts() {
        Arbitrary<ConfigValue> leaves = Arbitraries.oneOf(
                scalars().map(scalar -> (ConfigValue) scalar),
                scalars().list().ofMaxSize(4).map(ConfigSet::of));
        return dict(Arbitraries.recursive(() -> leaves, values -> dict(values).map(dict -> dict), 0, 3));
    }

    private static Arbitrary<ConfigDict> dict(Arbitrary<ConfigValue> values) {
        return Arbitraries.maps(keys(), values).ofMaxSize(4).map(RandomConfig::dict);
    }

    private static ConfigDict dict(Map<Bytes, ConfigValue> entries) {
        return ConfigDict.empty().edit(dict -> entries.forEach(dict::set));
    }

    /** A change at any depth. */
    static Arbitrary<Edit> edits() {
        Arbitrary<List<Bytes>> paths = keys().list().ofMaxSize(2);
        return Combinators.combine(paths, keys(), scalars(), Arbitraries.of(Edit.Kind.values()))
                .as(Edit::new);
    }

    record Edit(List<Bytes> path, Bytes key, ConfigScalar value, Kind kind) {

        enum Kind {
            SET,
            ERASE,
            INSERT,
            REMOVE
        }

        void apply(ConfigEditor data) {
            ConfigEditor dict = data;
            for (Bytes step : path) {
                dict = dict.dict(step);
            }
            switch (kind) {
                case SET -> dict.set(key, value);
                case ERASE -> dict.erase(key);
                case INSERT -> dict.insert(key, List.of(value));
                case REMOVE -> dict.remove(key, List.of(value));
            }
        }
    }
}
