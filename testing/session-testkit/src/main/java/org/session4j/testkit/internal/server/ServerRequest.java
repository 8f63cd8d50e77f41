package org.session4j.testkit.internal.server;

import java.util.Map;
import java.util.Optional;
import org.session4j.testkit.internal.http.Body;

/**
 * A request as it was in the onion.
 *
 * @param endpoint path with the query, as sent
 * @param headers names in lower case
 * @param body empty if there was none
 */
public record ServerRequest(String method, String endpoint, Map<String, String> headers, Body body) {

    /** The endpoint without the query. */
    public String path() {
        int question = endpoint.indexOf('?');
        return question < 0 ? endpoint : endpoint.substring(0, question);
    }

    /** The first value of a name in the query, as sent. */
    public Optional<String> query(String name) {
        int question = endpoint.indexOf('?');
        String query = question < 0 ? "" : endpoint.substring(question + 1);
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /**
     * The value of a header.
     *
     * @param name in lower case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
