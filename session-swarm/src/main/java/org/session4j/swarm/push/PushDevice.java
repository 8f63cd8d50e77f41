package org.session4j.swarm.push;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A phone, as its push service knows it.
 *
 * @param token what the service has given to the app on this phone
 */
public record PushDevice(PushService service, String token) {

    public PushDevice {
        Objects.requireNonNull(service, "service");
        if (token.isEmpty()) {
            throw new IllegalArgumentException("token: expected one, got an empty text");
        }
    }

    void writeTo(Map<String, Object> request) {
        SortedMap<String, Object> info = new TreeMap<>();
        info.put("token", token);
        request.put("service", service.wireName());
        request.put("service_info", info);
    }

    /** The service only: who has a token can disturb its phone. */
    @Override
    public String toString() {
        return "PushDevice[" + service + "]";
    }
}
