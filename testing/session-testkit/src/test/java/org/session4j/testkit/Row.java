package org.session4j.testkit;

import java.util.Map;

/**
 * A row of a table: what is asked, and the status and text that come back.
 *
 * @param text the whole body; null where only the status counts
 */
record Row(String name, String method, Map<String, Object> params, int status, String text) {

    static Row invalid(String name, String method, Map<String, Object> params, String message) {
        return new Row(name, method, params, 400, "invalid request: " + message);
    }

    @Override
    public String toString() {
        return name;
    }
}
