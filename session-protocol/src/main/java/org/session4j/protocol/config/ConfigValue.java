package org.session4j.protocol.config;

/** What a config document is made of: scalars, sets of scalars, and dicts (config: bt-encoding). Immutable. */
public sealed interface ConfigValue permits ConfigScalar, ConfigSet, ConfigDict {}
