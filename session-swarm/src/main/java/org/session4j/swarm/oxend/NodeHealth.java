package org.session4j.swarm.oxend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a service node does, as the daemon that was asked has seen it. What was not asked for, or is not known, is null.
 *
 * @param lastUptimeProof when it last said that it is there
 * @param storageServerReachable whether its storage server answers, or has not answered for less than an hour
 * @param lokinetReachable as before, of its router
 * @param quorumnetTests whether its port for other nodes answered
 * @param timesyncTests whether its clock was right
 */
public record NodeHealth(
        @Nullable Instant lastUptimeProof,
        @Nullable Boolean storageServerReachable,
        @Nullable Boolean lokinetReachable,
        @Nullable TestCount quorumnetTests,
        @Nullable TestCount timesyncTests) {}
