package org.session4j.swarm.oxend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.swarm.internal.JsonObject;

/** Reads the answer to {@code get_service_nodes} (services: oxend RPC). Every field of a node may be missing. */
final class ServiceNodeReader {

    private static final int MAX_PORT = 0xffff;
    private static final int MAX_VERSION_PART = 0xffff;
    private static final int MAX_SHORT_TEXT = 64;

    private ServiceNodeReader() {}

    static ServiceNodes read(JsonObject result) throws MalformedDataException {
        List<ServiceNodeState> nodes = new ArrayList<>();
        boolean unchanged = result.flag("unchanged");
        if (!unchanged) {
            for (JsonObject state : result.objects("service_node_states")) {
                nodes.add(readNode(state));
            }
        }
        return new ServiceNodes(
                result.count("height", 0),
                result.count("target_height", 0),
                CoinFields.findHash(result, "block_hash"),
                small(result, "hardfork"),
                small(result, "snode_revision"),
                unchanged,
                nodes);
    }

    private static int small(JsonObject object, String name) throws MalformedDataException {
        return within(object, name, MAX_VERSION_PART);
    }

    private static int within(JsonObject object, String name, int most) throws MalformedDataException {
        long value = object.count(name, 0);
        if (value > most) {
            throw new MalformedDataException("json: expected at most " + most + " in '" + name + "'");
        }
        return (int) value;
    }

    private static ServiceNodeState readNode(JsonObject state) throws MalformedDataException {
        return new ServiceNodeState(
                findKey(state, "service_node_pubkey"),
                findKey(state, "pubkey_ed25519"),
                findX25519(state),
                findShort(state, "public_ip"),
                within(state, "storage_port", MAX_PORT),
                within(state, "storage_lmq_port", MAX_PORT),
                within(state, "quorumnet_port", MAX_PORT),
                state.has("swarm_id") ? state.unsigned("swarm_id") : ServiceNode.NO_SWARM,
                new NodeVersions(
                        findVersion(state, "service_node_version"),
                        findVersion(state, "storage_server_version"),
                        findVersion(state, "lokinet_version")),
                readStanding(state),
                readStake(state),
                new NodeHealth(
                        state.findSeconds("last_uptime_proof"),
                        state.findFlag("storage_server_reachable"),
                        state.findFlag("lokinet_reachable"),
                        findTests(state, "quorumnet_tests"),
                        findTests(state, "timesync_tests")));
    }

    private static NodeStanding readStanding(JsonObject state) throws MalformedDataException {
        Long downtime = state.has("earned_downtime_blocks") ? (Long) state.integer("earned_downtime_blocks") : null;
        return new NodeStanding(
                state.findFlag("active"),
                state.findFlag("funded"),
                state.findCount("registration_height"),
                state.findCount("registration_hf_version"),
                state.findCount("requested_unlock_height"),
                state.findCount("state_height"),
                state.findCount("last_reward_block_height"),
                state.findCount("decommission_count"),
                reasons(state),
                downtime);
    }

    private static List<String> reasons(JsonObject state) throws MalformedDataException {
        if (!state.has("decomm_reasons")) {
            return List.of();
        }
        JsonObject reasons = state.object("decomm_reasons");
        List<String> all = reasons.has("all") ? reasons.strings("all") : List.of();
        for (String reason : all) {
            requireShort("decomm_reasons", reason);
        }
        return all;
    }

    private static NodeStake readStake(JsonObject state) throws MalformedDataException {
        List<NodeStake.Contributor> contributors = new ArrayList<>();
        for (JsonObject one : state.findObjects("contributors")) {
            contributors.add(new NodeStake.Contributor(
                    CoinFields.address(one, "address"),
                    CoinFields.amount(one, "amount"),
                    CoinFields.findAmount(one, "reserved")));
        }
        return new NodeStake(
                CoinFields.findAmount(state, "staking_requirement"),
                CoinFields.findAmount(state, "total_contributed"),
                CoinFields.findAmount(state, "total_reserved"),
                state.findCount("operator_fee"),
                CoinFields.findAddress(state, "operator_address"),
                contributors);
    }

    /** Nodes that have never sent an uptime proof have an empty one. */
    private static @Nullable Ed25519PublicKey findKey(JsonObject state, String name) throws MalformedDataException {
        String hex = state.findString(name).orElse("");
        return hex.isEmpty() ? null : Ed25519PublicKey.parse(hex);
    }

    private static @Nullable X25519PublicKey findX25519(JsonObject state) throws MalformedDataException {
        String hex = state.findString("pubkey_x25519").orElse("");
        return hex.isEmpty() ? null : X25519PublicKey.parse(hex);
    }

    private static @Nullable String findShort(JsonObject state, String name) throws MalformedDataException {
        String text = state.findString(name).orElse(null);
        if (text != null) {
            requireShort(name, text);
        }
        return text;
    }

    private static void requireShort(String name, String text) throws MalformedDataException {
        if (text.length() > MAX_SHORT_TEXT) {
            throw new MalformedDataException(
                    "json: expected at most " + MAX_SHORT_TEXT + " characters in '" + name + "', got " + text.length());
        }
    }

    private static @Nullable NodeVersion findVersion(JsonObject state, String name) throws MalformedDataException {
        if (!state.has(name)) {
            return null;
        }
        int[] parts = new int[3];
        List<JsonNode> numbers = state.array(name);
        if (numbers.size() != parts.length) {
            throw new MalformedDataException("json: expected three numbers in '" + name + "'");
        }
        for (int i = 0; i < parts.length; i++) {
            long part = JsonObject.integer(name, numbers.get(i));
            if (part < 0 || part > MAX_VERSION_PART) {
                throw new MalformedDataException("json: expected a version in '" + name + "'");
            }
            parts[i] = (int) part;
        }
        return new NodeVersion(parts[0], parts[1], parts[2]);
    }

    private static @Nullable TestCount findTests(JsonObject state, String name) throws MalformedDataException {
        if (!state.has(name)) {
            return null;
        }
        List<JsonNode> counts = state.array(name);
        if (counts.size() != 2) {
            throw new MalformedDataException("json: expected two numbers in '" + name + "'");
        }
        return new TestCount(JsonObject.integer(name, counts.get(0)), JsonObject.integer(name, counts.get(1)));
    }
}
