package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.internal.JsonObject;

/**
 * The swarm of an account as a node sees it, from {@code get_swarm} and with status 421 (storage server: the swarm
 * object):
 *
 * <pre>
 * {"snodes": [{"pubkey_ed25519": hex, "ip": …, "port_https": …, …}, …], "swarm": hex, "t": ms, "hf": [major, minor]}
 * </pre>
 *
 * <p>Only the Ed25519 keys are taken. Addresses come from the own node list, so that a single node cannot hand out
 * addresses of its choosing (network: get_swarm).
 *
 * @param members what is no key is left out
 */
public record SwarmObject(List<Ed25519PublicKey> members) {

    public SwarmObject {
        members = List.copyOf(members);
    }

    static SwarmObject read(JsonObject object) throws MalformedDataException {
        List<Ed25519PublicKey> members = new ArrayList<>();
        for (JsonNode node : object.array("snodes")) {
            key(node).ifPresent(members::add);
        }
        return new SwarmObject(members);
    }

    private static Optional<Ed25519PublicKey> key(JsonNode node) {
        JsonNode hex = node.get("pubkey_ed25519");
        if (hex == null || !hex.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Ed25519PublicKey.parse(hex.textValue()));
        } catch (MalformedDataException e) {
            return Optional.empty(); // no node of ours has such a key
        }
    }
}
