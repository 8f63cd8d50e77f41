package org.session4j.testkit.internal.coin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Predicate;
import org.session4j.testkit.internal.daemon.Daemon;
import org.session4j.testkit.internal.node.Settings;
import org.session4j.testkit.internal.wire.Json;

/** The public part of a daemon's JSON-RPC (services: oxend RPC), about the nodes and names of one network. */
final class DaemonApp implements RpcApp {

    private static final int WRONG_PARAM = -1;
    private static final long FULL_STAKE = 15_000_000_000_000L;
    private static final int MAX_NAMES = 256;
    private static final int MAX_TYPES = 8;
    private static final String FIRST_HASH = "0".repeat(64);

    private static final Map<String, Kind> NODES = Map.of(
            "fields", Kind.TEXTS,
            "service_node_pubkeys", Kind.TEXTS,
            "active_only", Kind.FLAG,
            "limit", Kind.COUNT,
            "poll_block_hash", Kind.TEXT);

    private static final Map<String, Map<String, Kind>> METHODS = Map.of(
            "get_info", Map.of(),
            "get_height", Map.of(),
            "get_staking_requirement", Map.of(),
            "get_service_nodes", NODES,
            "get_accrued_rewards", Map.of("addresses", Kind.TEXTS),
            "ons_resolve", Map.of("type", Kind.COUNT, "name_hash", Kind.TEXT),
            "ons_names_to_owners", Map.of("name_hash", Kind.TEXTS, "type", Kind.COUNTS),
            "ons_owners_to_names", Map.of("entries", Kind.TEXTS, "include_expired", Kind.FLAG));

    private final Daemon daemon;

    DaemonApp(Daemon daemon) {
        this.daemon = daemon;
    }

    @Override
    public Map<String, Map<String, Kind>> methods() {
        return METHODS;
    }

    @Override
    public ObjectNode call(String method, ObjectNode params) throws RpcRefusal {
        return switch (method) {
            case "get_info" -> info();
            case "get_height" ->
                ok().put("height", blocks()).put("hash", FIRST_HASH).put("immutable_height", blocks() - 10);
            case "get_staking_requirement" ->
                ok().put("staking_requirement", FULL_STAKE).put("height", blocks());
            case "get_service_nodes" -> serviceNodes(params);
            case "get_accrued_rewards" -> rewards(params);
            case "ons_resolve" -> resolve(params);
            case "ons_names_to_owners" -> namesToOwners(params);
            default -> ownersToNames(params);
        };
    }

    private static ObjectNode ok() {
        return Json.object().put("status", "OK");
    }

    /** One more than the height of the newest. */
    private long blocks() {
        return daemon.settings().height() + 1;
    }

    private ObjectNode info() {
        Settings settings = daemon.settings();
        ObjectNode info = ok();
        info.put("height", blocks());
        info.put("target_height", blocks());
        info.put("immutable_height", blocks() - 10);
        info.put("hard_fork", settings.hardFork());
        info.put("pulse", true);
        info.put("target", 120);
        info.put("tx_count", 5000);
        info.put("tx_pool_size", 3);
        info.put("mainnet", false);
        info.put("nettype", "fakechain");
        info.put("top_block_hash", FIRST_HASH);
        info.set("ons_counts", Json.array(daemon.registrations().size(), 0, 0));
        info.put("database_size", 1_000_000_000L);
        info.put("version", "10");
        info.put("status_line", "v10; Height: " + blocks());
        return info;
    }

    private ObjectNode serviceNodes(ObjectNode params) {
        if (!params.path("poll_block_hash").asText("").equals(FIRST_HASH)) {
            return daemon.serviceNodes(params);
        }
        return ok().put("unchanged", true)
                .put("block_hash", FIRST_HASH)
                .put("height", daemon.settings().height());
    }

    private static ObjectNode rewards(ObjectNode params) {
        ObjectNode answer = ok();
        ObjectNode balances = answer.putObject("balances");
        params.path("addresses")
                .forEach(address ->
                        balances.put(address.asText(), address.asText().length()));
        return answer;
    }

    private ObjectNode resolve(ObjectNode params) throws RpcRefusal {
        Daemon.Answer answer = daemon.resolve(params);
        if (answer instanceof Daemon.Answer.Good good) {
            return good.json();
        }
        throw new RpcRefusal(WRONG_PARAM, "Unable to resolve ONS address: invalid 'name_hash' value");
    }

    private ObjectNode namesToOwners(ObjectNode params) throws RpcRefusal {
        requireAtMost(params.path("name_hash"), MAX_NAMES);
        requireAtMost(params.path("type"), MAX_TYPES);
        ObjectNode answer = ok();
        answer.set("type", params.path("type"));
        ArrayNode found = answer.putArray("result");
        list(
                found,
                entry -> contains(params.path("name_hash"), entry.path("name_hash"))
                        && contains(params.path("type"), entry.path("type")));
        if (found.isEmpty()) {
            answer.remove("result");
        }
        return answer;
    }

    private ObjectNode ownersToNames(ObjectNode params) throws RpcRefusal {
        requireAtMost(params.path("entries"), MAX_NAMES);
        ObjectNode answer = ok();
        list(answer.putArray("entries"), entry -> contains(params.path("entries"), entry.path("owner")));
        return answer;
    }

    private void list(ArrayNode found, Predicate<ObjectNode> wanted) {
        daemon.registrations().stream().filter(wanted).forEach(found::add);
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return list.valueStream().anyMatch(item -> item.asText().equals(value.asText()));
    }

    private static void requireAtMost(JsonNode list, int most) throws RpcRefusal {
        if (list.size() > most) {
            throw new RpcRefusal(WRONG_PARAM, "Number of requested entries is greater than the allowed limit");
        }
    }
}
