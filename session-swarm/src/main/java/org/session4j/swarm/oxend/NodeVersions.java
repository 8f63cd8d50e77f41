package org.session4j.swarm.oxend;

import org.jspecify.annotations.Nullable;

/** What runs on a service node, by its last uptime proof; null if there was none, or it was not asked for. */
public record NodeVersions(
        @Nullable NodeVersion daemon,
        @Nullable NodeVersion storageServer,
        @Nullable NodeVersion lokinet) {}
