package org.session4j.testkit.internal.node;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.session4j.onion.ServiceNode;
import org.session4j.testkit.internal.node.Node.Standing;

/**
 * The nodes of the network and their swarms, as the daemons agree on them. Readers see one consistent state; changes
 * are made one at a time.
 */
public final class Roster {

    private static final BigInteger RING = BigInteger.ONE.shiftLeft(64);

    private volatile State state = new State(List.of(), List.of(), Map.of(), Map.of(), List.of());

    private record State(
            List<Node> everyone,
            List<Node> active,
            Map<String, Node> known,
            Map<Long, List<Node>> members,
            List<BigInteger> swarms) {}

    public synchronized void add(List<Node> nodes) {
        List<Node> everyone = new ArrayList<>(state.everyone());
        everyone.addAll(nodes);
        refresh(everyone);
    }

    public synchronized void standing(Node node, Standing standing) {
        node.standing(standing);
        refresh(state.everyone());
    }

    public synchronized void move(Node node, long swarm) {
        node.swarm(swarm);
        refresh(state.everyone());
    }

    private void refresh(List<Node> everyone) {
        List<Node> active = new ArrayList<>();
        Map<String, Node> known = new HashMap<>();
        Map<Long, List<Node>> members = new HashMap<>();
        for (Node node : everyone) {
            if (node.standing() != Standing.REMOVED) {
                known.put(node.key(), node);
            }
            if (node.swarm() != ServiceNode.NO_SWARM) {
                active.add(node);
                members.computeIfAbsent(node.swarm(), id -> new ArrayList<>()).add(node);
            }
        }
        members.replaceAll((id, nodes) -> List.copyOf(nodes));
        List<BigInteger> swarms =
                members.keySet().stream().map(Roster::unsigned).sorted().toList();
        state = new State(List.copyOf(everyone), List.copyOf(active), Map.copyOf(known), Map.copyOf(members), swarms);
    }

    /** Every node there ever was, in the order of their indexes. */
    public List<Node> everyone() {
        return state.everyone();
    }

    public List<Node> active() {
        return state.active();
    }

    /** A node that is registered, by its Ed25519 key in lower-case hex. */
    public Optional<Node> find(String key) {
        return Optional.ofNullable(state.known().get(key));
    }

    /** Members of a swarm; none if there is no such swarm. */
    public List<Node> members(long swarm) {
        return state.members().getOrDefault(swarm, List.of());
    }

    /** Swarm ids, ascending as unsigned numbers. */
    public List<Long> swarms() {
        return state.swarms().stream().map(BigInteger::longValue).toList();
    }

    /**
     * The swarm of an account: the nearest id on the ring of 2^64, the lower one in a tie (storage server: wrong
     * swarm). {@link ServiceNode#NO_SWARM} if there is none.
     *
     * @param account 33 bytes, the prefix first
     */
    public long swarmOf(byte[] account) {
        BigInteger position = BigInteger.ZERO;
        for (int word = 0; word < 4; word++) {
            position = position.xor(new BigInteger(1, account, 1 + 8 * word, 8));
        }
        BigInteger best = null;
        BigInteger bestDistance = RING;
        for (BigInteger id : state.swarms()) {
            BigInteger above = id.subtract(position).mod(RING);
            BigInteger below = position.subtract(id).mod(RING);
            boolean isBelow = below.compareTo(above) <= 0;
            BigInteger distance = isBelow ? below : above;
            int order = distance.compareTo(bestDistance);
            if (best == null || order < 0 || (order == 0 && isBelow)) {
                best = id;
                bestDistance = distance;
            }
        }
        return best == null ? ServiceNode.NO_SWARM : best.longValue();
    }

    public static BigInteger unsigned(long id) {
        return new BigInteger(Long.toUnsignedString(id));
    }
}
