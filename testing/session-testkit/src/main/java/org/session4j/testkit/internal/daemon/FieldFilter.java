package org.session4j.testkit.internal.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a node list are wanted (network: request to a seed server): an array of names, or an object with
 * {@code true} values; {@code all} or nothing gives everything, and a name with a minus takes one away.
 */
final class FieldFilter {

    private final Set<String> wanted = new HashSet<>();
    private final Set<String> unwanted = new HashSet<>();
    private boolean all;

    static FieldFilter parse(@Nullable JsonNode fields) {
        FieldFilter filter = new FieldFilter();
        if (fields != null && fields.isArray()) {
            fields.forEach(field -> filter.add(field.asText()));
        } else if (fields != null && fields.isObject()) {
            fields.properties().forEach(field -> {
                if (field.getValue().asBoolean(false)) {
                    filter.add(field.getKey());
                }
            });
        }
        filter.all |= filter.wanted.isEmpty();
        return filter;
    }

    private void add(String name) {
        if (name.equals("all")) {
            all = true;
        } else if (name.startsWith("-")) {
            unwanted.add(name.substring(1));
        } else {
            wanted.add(name);
        }
    }

    /** Takes away what is not wanted. */
    @CanIgnoreReturnValue
    ObjectNode apply(ObjectNode object) {
        Set<String> drop = new HashSet<>(unwanted);
        object.fieldNames().forEachRemaining(name -> {
            if (!all && !wanted.contains(name)) {
                drop.add(name);
            }
        });
        return object.remove(drop);
    }
}
