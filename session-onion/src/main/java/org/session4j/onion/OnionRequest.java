package org.session4j.onion;

import java.time.Duration;
import org.session4j.protocol.Bytes;

/**
 * One request over one onion path.
 *
 * @param destination who answers
 * @param payload for a service node the JSON text {@code {"method":…,"params":{…}}}; for a server the encoded v4 request
 * @param category which kind of path carries it
 * @param timeout for this one attempt
 */
public record OnionRequest(Destination destination, Bytes payload, Category category, Duration timeout) {

    /** Large transfers have paths of their own, so that they do not hold up messages. */
    public enum Category {
        STANDARD,
        FILE
    }
}
