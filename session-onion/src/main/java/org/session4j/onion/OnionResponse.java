package org.session4j.onion;

import java.util.List;
import java.util.Map;
import org.session4j.protocol.Bytes;

/**
 * An answer that was opened with the key of the destination, so nobody but the destination can have made it.
 *
 * @param status the destination's own status; 421, 406 and the like arrive here, not as an exception
 * @param headers lower-case names; empty for a service node
 * @param body the bytes of the body; for a service node UTF-8 text, mostly JSON
 * @param path the nodes that carried the request, guard first; empty for a zero-hop request
 */
public record OnionResponse(int status, Map<String, String> headers, Bytes body, List<ServiceNode> path) {

    public OnionResponse {
        headers = Map.copyOf(headers);
        path = List.copyOf(path);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
