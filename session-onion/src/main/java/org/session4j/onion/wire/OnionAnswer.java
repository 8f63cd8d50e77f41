package org.session4j.onion.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * What a destination said, opened with its key.
 *
 * @param status the destination's own
 * @param headers lower-case names; mostly empty for a service node
 * @param body for a service node UTF-8 text, mostly JSON; null if there is none
 */
public record OnionAnswer(
        int status, Map<String, String> headers, @Nullable Bytes body) {

    public OnionAnswer {
        headers = Map.copyOf(headers);
    }
}
