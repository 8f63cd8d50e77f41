package org.session4j.protocol.config;

/** What a diff says about one key. */
sealed interface ConfigChange permits ConfigChange.OfScalar, ConfigChange.OfSet, ConfigDiff {

    /** A scalar was set, or taken away. */
    enum OfScalar implements ConfigChange {
        SET,
        REMOVED
    }

    /** Scalars were put into a set and taken out of it. */
    record OfSet(ConfigSet added, ConfigSet removed) implements ConfigChange {}
}
