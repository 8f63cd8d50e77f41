package org.session4j.testkit.internal.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.session4j.protocol.Hex;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.Roster;
import org.session4j.testkit.internal.node.Settings;
import org.session4j.testkit.internal.wire.Base64Text;
import org.session4j.testkit.internal.wire.Json;

/**
 * The daemon of the network, one for all nodes and the seed: knows who is registered, and the names (network: request
 * to a seed server; daemon requests).
 */
public final class Daemon {

    private static final int NAME_HASH = 32;
    private static final int SESSION_TYPE = 0;

    private final Settings settings;
    private final Roster roster;
    private final Random random;
    private final Map<String, Name> names = new ConcurrentHashMap<>();
    private final Map<Node, Map<String, Name>> namesAtOne = new ConcurrentHashMap<>();
    private volatile State state = State.WORKING;

    /** How the daemons are. */
    public enum State {
        WORKING,
        /** Every request is refused. */
        REFUSING,
        /** What they say is not JSON. */
        UNPARSABLE
    }

    /** A name in the daemon's database; hex. */
    private record Name(String encryptedValue, String nonce) {}

    /** What the daemon says. */
    public sealed interface Answer {

        record Good(ObjectNode json) implements Answer {}

        record Refused(String reason) implements Answer {}

        record Unparsable() implements Answer {}
    }

    public Daemon(Settings settings, Roster roster, long seed) {
        this.settings = settings;
        this.roster = roster;
        this.random = new Random(seed);
    }

    public void state(State other) {
        state = other;
    }

    /**
     * @param nameHash 32 bytes
     */
    public void register(byte[] nameHash, byte[] encryptedValue, byte[] nonce) {
        names.put(Hex.format(nameHash), new Name(Hex.format(encryptedValue), Hex.format(nonce)));
    }

    /** As {@link #register(byte[], byte[], byte[])}, but only this node is told so. */
    public void register(Node only, byte[] nameHash, byte[] encryptedValue, byte[] nonce) {
        namesAtOne
                .computeIfAbsent(only, node -> new ConcurrentHashMap<>())
                .put(Hex.format(nameHash), new Name(Hex.format(encryptedValue), Hex.format(nonce)));
    }

    /** A call that the storage server of a node passes on. */
    public Answer call(Node node, String endpoint, ObjectNode params) {
        return switch (state) {
            case REFUSING -> new Answer.Refused("Unknown oxend error");
            case UNPARSABLE -> new Answer.Unparsable();
            case WORKING ->
                endpoint.equals("ons_resolve")
                        ? resolve(namesAtOne.getOrDefault(node, names), params)
                        : new Answer.Good(serviceNodes(params));
        };
    }

    /** {@code ons_resolve}, of a daemon beside no node. */
    public Answer resolve(ObjectNode params) {
        return resolve(names, params);
    }

    private Answer resolve(Map<String, Name> known, ObjectNode params) {
        byte[] hash = Base64Text.parse(params.path("name_hash").asText("")).orElse(new byte[0]);
        if (hash.length != NAME_HASH) {
            return new Answer.Refused("Invalid name_hash: expected hash as 64 hex digits or 43/44 base64 characters");
        }
        ObjectNode answer = Json.object();
        Name name = known.getOrDefault(Hex.format(hash), names.get(Hex.format(hash)));
        if (name != null && params.path("type").asInt(SESSION_TYPE) == SESSION_TYPE) {
            answer.put("encrypted_value", name.encryptedValue());
            answer.put("nonce", name.nonce());
        }
        return new Answer.Good(answer);
    }

    /** {@code get_service_nodes}, which has two other names at the seeds. */
    public ObjectNode serviceNodes(ObjectNode params) {
        FieldFilter filter = FieldFilter.parse(params.get("fields"));
        ObjectNode answer = Json.object();
        answer.put("block_hash", "0".repeat(64));
        answer.put("hardfork", settings.hardFork());
        answer.put("height", settings.height());
        answer.put("snode_revision", settings.revision());
        answer.put("target_height", settings.height());
        filter.apply(answer);
        ArrayNode states = answer.putArray("service_node_states");
        chosen(params).forEach(node -> states.add(filter.apply(NodeDescription.of(node, settings))));
        return answer.put("status", "OK");
    }

    private List<Node> chosen(ObjectNode params) {
        List<Node> nodes = new ArrayList<>(
                params.path("active_only").asBoolean(false)
                        ? roster.active()
                        : roster.everyone().stream()
                                .filter(node -> node.standing() != Node.Standing.REMOVED)
                                .toList());
        JsonNode keys = params.path("service_node_pubkeys");
        if (keys.isArray() && !keys.isEmpty()) {
            Set<String> wanted = new HashSet<>();
            keys.forEach(key -> wanted.add(key.asText()));
            nodes.removeIf(node -> !wanted.contains(node.identity().legacy().toString()));
        }
        int limit = params.path("limit").asInt(0);
        if (limit > 0 && limit < nodes.size()) {
            synchronized (random) {
                Collections.shuffle(nodes, random);
            }
            return nodes.subList(0, limit);
        }
        return nodes;
    }

    /** The names that everybody knows, as {@code ons_names_to_owners} lists them; each is owned by a key of its own. */
    public List<ObjectNode> registrations() {
        List<ObjectNode> all = new ArrayList<>();
        names.forEach((hash, name) -> {
            ObjectNode one = Json.object();
            one.put("type", SESSION_TYPE);
            one.put("name_hash", Base64Text.format(HexFormat.of().parseHex(hash)));
            one.put("owner", hash);
            one.put("encrypted_value", name.encryptedValue() + name.nonce());
            one.put("update_height", settings.height());
            one.put("txid", new StringBuilder(hash).reverse().toString());
            all.add(one);
        });
        return all;
    }

    public Settings settings() {
        return settings;
    }
}
