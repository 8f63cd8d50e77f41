package org.session4j.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.session4j.onion.NodeList;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;

/**
 * Which swarm an account belongs to, worked out from the swarm ids in the node list (network: mapping an account to a
 * swarm). Ids and positions are unsigned 64-bit numbers on a ring; the id nearest to an account's position wins, in a
 * tie the one below it. Immutable.
 */
public final class SwarmMap {

    private static final int KEY_LENGTH = 32;

    private final Map<Long, List<ServiceNode>> members;
    private final long[] ids;

    private SwarmMap(Map<Long, List<ServiceNode>> members) {
        this.members = members;
        this.ids = sorted(members.keySet().stream().mapToLong(Long::longValue).toArray());
    }

    public static SwarmMap of(NodeList nodes) {
        Map<Long, List<ServiceNode>> members = new LinkedHashMap<>();
        for (ServiceNode node : nodes.nodes()) {
            if (node.swarmId() != ServiceNode.NO_SWARM) {
                members.computeIfAbsent(node.swarmId(), id -> new ArrayList<>()).add(node);
            }
        }
        return new SwarmMap(members);
    }

    /** Whether no node says which swarm it is in. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** The id of the account's swarm, unsigned; empty if there is no swarm. */
    public OptionalLong swarmId(SessionId account) {
        return nearestSorted(position(account), ids);
    }

    /** The account's swarm; without members if there is none. */
    public Swarm swarm(SessionId account) {
        OptionalLong id = swarmId(account);
        return new Swarm(account, id.isPresent() ? members.getOrDefault(id.getAsLong(), List.of()) : List.of());
    }

    /** The position of an account on the ring. */
    public static long position(SessionId account) {
        return position(account.key());
    }

    /**
     * The position of an account on the ring: the four big-endian words of its key, combined by exclusive or.
     *
     * @param key 32 bytes, without prefix
     */
    public static long position(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("key: expected 32 bytes, got " + key.length);
        }
        ByteBuffer words = ByteBuffer.wrap(key);
        long position = 0;
        while (words.hasRemaining()) {
            position ^= words.getLong();
        }
        return position;
    }

    /**
     * The id that is nearest to a position; empty if there is none.
     *
     * @param swarmIds unsigned, in any order; {@link ServiceNode#NO_SWARM} is no swarm
     */
    public static OptionalLong nearest(long position, long... swarmIds) {
        return nearestSorted(
                position,
                sorted(Arrays.stream(swarmIds)
                        .filter(id -> id != ServiceNode.NO_SWARM)
                        .toArray()));
    }

    private static OptionalLong nearestSorted(long position, long[] ids) {
        if (ids.length == 0) {
            return OptionalLong.empty();
        }
        int index = 0;
        while (index < ids.length && Long.compareUnsigned(ids[index], position) < 0) {
            index++;
        }
        long right = ids[index % ids.length];
        long left = ids[(index + ids.length - 1) % ids.length];
        // Differences wrap around, which is what distances on the ring do.
        return OptionalLong.of(Long.compareUnsigned(right - position, position - left) < 0 ? right : left);
    }

    private static long[] sorted(long[] ids) {
        // Flipping the sign bit makes the signed order the unsigned one.
        return Arrays.stream(ids)
                .map(id -> id ^ Long.MIN_VALUE)
                .sorted()
                .map(id -> id ^ Long.MIN_VALUE)
                .toArray();
    }
}
