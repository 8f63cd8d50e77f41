package org.session4j.protocol.config;

/** An integer or a byte string. Integers stand before byte strings, each in ascending order. */
public sealed interface ConfigScalar extends ConfigValue, Comparable<ConfigScalar> permits ConfigInteger, ConfigString {

    @Override
    default int compareTo(ConfigScalar other) {
        if (this instanceof ConfigInteger mine) {
            return other instanceof ConfigInteger its ? Long.compare(mine.value(), its.value()) : -1;
        }
        ConfigString mine = (ConfigString) this;
        return other instanceof ConfigString its ? mine.value().compareTo(its.value()) : 1;
    }
}
