package org.session4j.onion;

import java.time.Duration;
import org.session4j.protocol.Bytes;

/**
 * One request over one onion path.
 *
 * @param destination who answers
 * @param payload for a service node the JSON text {@code {"method":…,"params":{…}}}; for a server a v4 request
 * @param category which kind of path carries it
 * @param timeout for this one attempt
 * @param maxAnswerBytes an answer that is longer, as it comes from the guard, is cut off while reading and refused
 * @param progress hears of the body and the answer
 */
public record OnionRequest(
        Destination destination,
        OnionPayload payload,
        Category category,
        Duration timeout,
        long maxAnswerBytes,
        TransferProgress progress) {

    /** The largest answer of a service node, a retrieve of 7.8 MB, with what base64 adds, and room to spare. */
    public static final long MAX_ANSWER_BYTES = 16L << 20;

    /** Large transfers have paths of their own, so that they do not hold up messages. */
    public enum Category {
        STANDARD,
        FILE
    }

    /** With {@link #MAX_ANSWER_BYTES}, and nobody who hears of the progress. */
    public OnionRequest(Destination destination, OnionPayload payload, Category category, Duration timeout) {
        this(destination, payload, category, timeout, MAX_ANSWER_BYTES, TransferProgress.NONE);
    }

    /** As the other one, of what is encoded already. */
    public OnionRequest(Destination destination, Bytes payload, Category category, Duration timeout) {
        this(destination, OnionPayload.of(payload), category, timeout);
    }
}
