package org.session4j.conformance.vector;

import static org.session4j.conformance.vector.SectionedFormat.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.session4j.conformance.operation.NotRunnableException;

/** The {@code swarm-*} files. */
final class SwarmFormats {

    private static final String CASES = "cases";

    private SwarmFormats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        formats.put("swarm-map", map());
        formats.put("swarm-nodes", nodes());
        formats.put(
                "swarm-redirect",
                family("swarm-redirect")
                        .section(CASES, "redirect", "redirects", "unattributed", "uniform_batch_error"));
        formats.put("swarm-poll", poll());
        formats.put("swarm-ons", ons());
        formats.put(
                "swarm-delete-all",
                family("swarm-delete-all")
                        .section(
                                "vectors",
                                "sign",
                                "pubkey",
                                "request_message",
                                "request_signature",
                                "confirm_message"));
        return formats;
    }

    /** {@code select}: every element has its own {@code swarm_ids} and a list of cases for them. */
    private static VectorFormat map() {
        SectionedFormat format = family("swarm-map")
                .section("space", "space", "space", "space_hex")
                .section("select", "select", "swarm_id");
        return file -> {
            if (!(file instanceof ObjectNode object)) {
                throw new NotRunnableException("not an object with lists of cases");
            }
            ObjectNode flat = object.deepCopy();
            ArrayNode cases = flat.putArray("select");
            for (JsonNode network : object.path("select")) {
                for (JsonNode vector : network.path(CASES)) {
                    ObjectNode fields = vector.isObject() ? vector.deepCopy() : flat.objectNode();
                    cases.add(fields.set("swarm_ids", network.path("swarm_ids")));
                }
            }
            return format.cases(flat);
        };
    }

    private static VectorFormat nodes() {
        return family("swarm-nodes")
                .section("active_nodes_bin", "read-active", "nodes", "skipped")
                .refusing("active_nodes_bin_refuse", "read-active")
                .section("service_node_lists", "read-states", "height", "nodes", "dropped")
                .refusing("service_node_lists_refuse", "read-states")
                .section("quorum", "agree", "at_least_2", "in_all_3")
                .sets("at_least_2", "in_all_3")
                .section("subnet24", "distinct-subnets", "ok");
    }

    private static VectorFormat poll() {
        return family("swarm-poll")
                .section("max_size", "max-size", "max_size")
                .section(CASES, "request", "session_id", "signed", "request")
                .jsonTexts("request");
    }

    private static VectorFormat ons() {
        return family("swarm-ons")
                .whereAbsent("valid", BooleanNode.TRUE)
                .texts("valid_names", "name")
                .section("valid_names", "name", "valid")
                .texts("invalid_names", "name")
                .refusing("invalid_names", "name")
                .section(CASES, "resolve", "name_hash_base64", "name_hash_hex", "key", "request", "session_id")
                .jsonTexts("request")
                .refusing("refuse", "resolve");
    }
}
