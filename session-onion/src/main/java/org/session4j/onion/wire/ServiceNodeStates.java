package org.session4j.onion.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * The node list as a daemon gives it, in JSON: the answer of a seed server to {@code get_n_service_nodes}, and of a
 * service node to {@code oxend_request} (network: request to a seed server).
 */
public final class ServiceNodeStates {

    private static final String FIELDS = "[\"pubkey_ed25519\",\"pubkey_x25519\",\"public_ip\",\"storage_port\","
            + "\"storage_lmq_port\",\"swarm_id\",\"storage_server_version\",\"requested_unlock_height\",\"height\"]";

    private static final String PARAMS = "{\"active_only\":true,\"fields\":" + FIELDS + "}";

    /** The body of the POST to {@code json_rpc} of a seed server. */
    public static final Bytes SEED_REQUEST =
            Bytes.utf8("{\"jsonrpc\":\"2.0\",\"method\":\"get_n_service_nodes\",\"params\":" + PARAMS + "}");

    /** The request text for a service node. */
    public static final Bytes NODE_REQUEST = Bytes.utf8("{\"method\":\"oxend_request\",\"params\":"
            + "{\"endpoint\":\"get_service_nodes\",\"params\":" + PARAMS + "}}");

    private static final Duration BLOCK_TIME = Duration.ofMinutes(2);
    private static final int MAX_VERSION_LENGTH = 32;

    private final ServiceNodeKeys keys;
    private final long unlockedAt;
    private final List<ServiceNode> nodes = new ArrayList<>();

    private ServiceNodeStates(ServiceNodeKeys keys, long unlockedAt) {
        this.keys = keys;
        this.unlockedAt = unlockedAt;
    }

    /**
     * Reads the whole answer of a seed server, or the body of the answer of a service node. Skipped are nodes without
     * a good identity, address or HTTPS port, and those whose {@code pubkey_x25519} does not belong to the identity.
     */
    public static NodeListAnswer decode(byte[] json, ServiceNodeKeys keys) throws MalformedDataException {
        ObjectNode result = readResult(json);
        return new ServiceNodeStates(keys, Long.MIN_VALUE).read(result);
    }

    /**
     * Reads a list that was kept with a program; nodes that have asked to be unlocked by now are skipped too.
     *
     * @param age of the list
     */
    public static NodeListAnswer decodeFrozen(byte[] json, Duration age, ServiceNodeKeys keys)
            throws MalformedDataException {
        ObjectNode result = readResult(json);
        long blocks = age.toMillis() / BLOCK_TIME.toMillis();
        return new ServiceNodeStates(keys, readLong(result.get("height")) + blocks).read(result);
    }

    private static ObjectNode readResult(byte[] json) throws MalformedDataException {
        ObjectNode answer = WireJson.readObject("node list", json, 0, json.length);
        if (answer.get("result") instanceof ObjectNode result) {
            return result;
        }
        throw new MalformedDataException("node list: no result");
    }

    private NodeListAnswer read(ObjectNode result) throws MalformedDataException {
        if (!(result.get("service_node_states") instanceof ArrayNode states)) {
            throw new MalformedDataException("node list: no service_node_states");
        }
        for (JsonNode state : states) {
            if (state instanceof ObjectNode object) {
                readNode(object).ifPresent(nodes::add);
            }
        }
        return new NodeListAnswer(nodes, states.size() - nodes.size(), readLong(result.get("height")));
    }

    private Optional<ServiceNode> readNode(ObjectNode state) {
        String ip = text(state.get("public_ip"));
        Integer address = Ipv4.parse(ip);
        int httpsPort = readPort(state.get("storage_port"));
        if (address == null || !Ipv4.isUsable(address) || httpsPort == 0 || isUnlocked(state)) {
            return Optional.empty();
        }
        try {
            Ed25519PublicKey identity = Ed25519PublicKey.parse(text(state.get("pubkey_ed25519")));
            return keys.derive(identity)
                    .filter(key -> isOwnKey(key, state))
                    .map(key -> new ServiceNode(
                            identity,
                            key,
                            ip,
                            httpsPort,
                            readPort(state.get("storage_lmq_port")),
                            readSwarmId(state.get("swarm_id")),
                            readVersion(state.get("storage_server_version"))));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private boolean isUnlocked(ObjectNode state) {
        long height = readLong(state.get("requested_unlock_height"));
        return height != 0 && height <= unlockedAt;
    }

    /** A node whose list entry claims another onion key than its own is not to be talked to. */
    private static boolean isOwnKey(X25519PublicKey derived, ObjectNode state) {
        JsonNode claimed = state.get("pubkey_x25519");
        if (claimed == null || claimed.isNull()) {
            return true;
        }
        try {
            return X25519PublicKey.parse(text(claimed)).equals(derived);
        } catch (MalformedDataException e) {
            return false;
        }
    }

    private static String text(@Nullable JsonNode node) {
        return node == null || !node.isTextual() ? "" : node.textValue();
    }

    private static int readPort(@Nullable JsonNode node) {
        long port = readLong(node);
        return port > 0 && port <= 0xffff ? (int) port : 0;
    }

    /** 0 for what is missing or no number. */
    private static long readLong(@Nullable JsonNode node) {
        return node != null && node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : 0;
    }

    /** An unsigned 64-bit number, which as a double would lose its last bits. */
    private static long readSwarmId(@Nullable JsonNode node) {
        if (node == null || !node.isIntegralNumber()) {
            return ServiceNode.NO_SWARM;
        }
        BigInteger id = node.bigIntegerValue();
        return id.signum() >= 0 && id.bitLength() <= Long.SIZE ? id.longValue() : ServiceNode.NO_SWARM;
    }

    /** Three numbers as a list, or as one string. */
    private static @Nullable String readVersion(@Nullable JsonNode node) {
        if (node instanceof ArrayNode parts && !parts.isEmpty() && parts.size() <= 4) {
            StringBuilder version = new StringBuilder();
            for (JsonNode part : parts) {
                if (!part.isIntegralNumber() || !part.canConvertToInt() || part.intValue() < 0) {
                    return null;
                }
                version.append(version.length() == 0 ? "" : ".").append(part.intValue());
            }
            return version.toString();
        }
        String version = text(node);
        return version.matches("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}") && version.length() <= MAX_VERSION_LENGTH
                ? version
                : null;
    }
}
