package org.session4j.testkit.internal.daemon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import org.session4j.testkit.ServerVersion;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.Roster;
import org.session4j.testkit.internal.node.Settings;
import org.session4j.testkit.internal.wire.Json;

/** What a daemon says of a service node (services: oxend RPC). Each is staked by its operator and one other. */
final class NodeDescription {

    private static final long COIN = 1_000_000_000;
    private static final long FULL_STAKE = 15_000 * COIN;
    private static final long OPERATOR_STAKE = 3_750 * COIN;
    private static final int REGISTERED_AGO = 5_000;

    /** A tenth, as a part of 2^64 − 4. */
    private static final BigInteger OPERATOR_PORTIONS = new BigInteger("1844674407370955161");

    private NodeDescription() {}

    static ObjectNode of(Node node, Settings settings) {
        ObjectNode one = Json.object();
        one.put("public_ip", node.ip());
        one.put("pubkey_ed25519", node.key());
        one.put("pubkey_x25519", node.identity().x25519().toString());
        one.put("service_node_pubkey", node.identity().legacy().toString());
        one.put("storage_lmq_port", node.omqPort());
        one.put("storage_port", node.httpsPort());
        one.put("swarm", Long.toHexString(node.swarm()));
        one.put("swarm_id", Roster.unsigned(node.swarm()));
        addVersions(one, settings.version());
        addStanding(one, node, settings);
        addStake(one, node);
        addHealth(one, settings);
        return one;
    }

    private static void addVersions(ObjectNode one, ServerVersion version) {
        one.set("storage_server_version", Json.array(version.major(), version.minor(), version.patch()));
        one.set("service_node_version", Json.array(10, 4, 1));
        one.set("lokinet_version", Json.array(0, 9, 14));
    }

    private static void addStanding(ObjectNode one, Node node, Settings settings) {
        boolean active = node.standing() == Node.Standing.ACTIVE;
        long registered = Math.max(1, settings.height() - REGISTERED_AGO);
        one.put("active", active);
        one.put("funded", true);
        one.put("registration_height", registered);
        one.put("registration_hf_version", settings.hardFork());
        one.put("requested_unlock_height", 0);
        one.put("state_height", active ? registered : settings.height());
        one.put("last_reward_block_height", registered + node.index());
        one.put("decommission_count", active ? 0 : 1);
        one.put("earned_downtime_blocks", active ? 1440 : 720);
        if (!active) {
            one.putObject("decomm_reasons").putArray("all").add("uptime");
        }
    }

    private static void addStake(ObjectNode one, Node node) {
        String operator = address("operator", node.index());
        one.put("staking_requirement", FULL_STAKE);
        one.put("total_contributed", FULL_STAKE);
        one.put("operator_address", operator);
        one.put("operator_fee", 100_000);
        one.put("portions_for_operator", OPERATOR_PORTIONS);
        ArrayNode contributors = one.putArray("contributors");
        contributors.addObject().put("address", operator).put("amount", OPERATOR_STAKE);
        contributors
                .addObject()
                .put("address", address("other", node.index()))
                .put("amount", FULL_STAKE - OPERATOR_STAKE);
    }

    private static void addHealth(ObjectNode one, Settings settings) {
        one.put("last_uptime_proof", settings.clock().instant().getEpochSecond());
        one.put("storage_server_reachable", true);
        one.put("lokinet_reachable", true);
        one.set("quorumnet_tests", Json.array(8, 0));
        one.set("timesync_tests", Json.array(8, 0));
    }

    /** As long as a real one, of digits and letters. */
    private static String address(String who, int index) {
        String name = "L" + who + index;
        return name + "x".repeat(95 - name.length());
    }
}
