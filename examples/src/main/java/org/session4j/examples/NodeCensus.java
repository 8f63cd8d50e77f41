package org.session4j.examples;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.swarm.oxend.NodeVersion;
import org.session4j.swarm.oxend.ServiceNodeState;
import org.session4j.swarm.oxend.ServiceNodes;

/**
 * Service nodes, counted.
 *
 * @param height of the newest block
 * @param versions of the storage server, newest first
 * @param places by the first half of the address, the fullest first
 * @param swarmSizes how many swarms have so many nodes, the smallest first
 */
record NodeCensus(
        long height,
        int nodes,
        Map<String, Integer> versions,
        Map<String, Integer> places,
        Map<Integer, Integer> swarmSizes) {

    private static final String UNKNOWN = "unknown";

    static NodeCensus of(ServiceNodes list) {
        List<ServiceNodeState> nodes = list.nodes();
        Map<NodeVersion, Integer> known = new TreeMap<>(Comparator.reverseOrder());
        int unknown = 0;
        for (ServiceNodeState node : nodes) {
            NodeVersion version = node.versions().storageServer();
            if (version == null) {
                unknown++;
            } else {
                known.merge(version, 1, Integer::sum);
            }
        }
        Map<String, Integer> versions = new LinkedHashMap<>();
        known.forEach((version, count) -> versions.put(version.toString(), count));
        if (unknown > 0) {
            versions.put(UNKNOWN, unknown);
        }
        Map<Long, Integer> swarms = count(
                nodes.stream()
                        .filter(node -> node.swarmId() != ServiceNode.NO_SWARM)
                        .toList(),
                ServiceNodeState::swarmId);
        return new NodeCensus(
                list.height(),
                nodes.size(),
                versions,
                fullestFirst(count(nodes, node -> place(node.ip()))),
                new TreeMap<>(count(swarms.values(), size -> size)));
    }

    /** The list is a stranger's word, so an address is only believed to be one if it looks like it. */
    private static String place(@Nullable String ip) {
        if (ip == null || !ip.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return UNKNOWN;
        }
        return ip.substring(0, ip.indexOf('.', ip.indexOf('.') + 1));
    }

    private static <T, K> Map<K, Integer> count(Collection<T> items, Function<T, K> key) {
        return items.stream().collect(Collectors.groupingBy(key, Collectors.summingInt(item -> 1)));
    }

    private static Map<String, Integer> fullestFirst(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** As tables. */
    String formatText() {
        StringBuilder text = new StringBuilder();
        line(text, "nodes", nodes);
        line(text, "height", height);
        table(text, "version", "nodes", versions);
        table(text, "/16", "nodes", places);
        table(text, "swarm of", "swarms", swarmSizes);
        return text.toString();
    }

    private static void table(StringBuilder text, String head, String counted, Map<?, Integer> rows) {
        text.append(String.format(Locale.ROOT, "%n%-12s %8s%n", head, counted));
        rows.forEach((label, count) -> line(text, String.valueOf(label), count));
    }

    private static void line(StringBuilder text, String label, long count) {
        text.append(String.format(Locale.ROOT, "%-12s %8d%n", label, count));
    }
}
