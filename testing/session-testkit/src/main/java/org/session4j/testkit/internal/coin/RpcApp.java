package org.session4j.testkit.internal.coin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What answers behind an {@link RpcFront}. */
interface RpcApp {

    /** The methods, and of each the parameters that it knows. */
    Map<String, Map<String, Kind>> methods();

    ObjectNode call(String method, ObjectNode params) throws RpcRefusal;

    /** What a parameter has to be. */
    enum Kind {
        COUNT,
        FLAG,
        TEXT,
        TEXTS,
        COUNTS,
        OBJECTS
    }
}
