package org.session4j.onion;

import java.time.Duration;
import java.util.List;

/**
 * A path that is in use, as it was at the moment of asking.
 *
 * @param nodes guard first
 * @param requestsUnderWay sent and not yet answered
 * @param roundTrip of the {@code info} that tested it
 */
public record OnionPath(
        OnionRequest.Category category, List<ServiceNode> nodes, int requestsUnderWay, Duration roundTrip) {

    public OnionPath {
        nodes = List.copyOf(nodes);
    }
}
