package org.session4j.testkit.internal.front;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Addresses for nodes: 127.S.N.1 with S the number of the swarm and N that of the node in it, both from 1, so that each
 * node has a /24 of its own. More than 254 swarms share the numbers.
 */
final class Addresses {

    private static final int MAX = 254;

    private final boolean spread;
    private final Map<Integer, Integer> last = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * @param spread false where only 127.0.0.1 can be bound
     */
    Addresses(boolean spread) {
        this.spread = spread;
    }

    /**
     * @param swarm number of the swarm, from 0
     */
    synchronized String next(int swarm) {
        if (!spread) {
            return "127.0.0.1";
        }
        int s = swarm % MAX;
        for (int tries = 0; tries < MAX; tries++) {
            int n = last.merge(s, 1, Integer::sum);
            String ip = "127." + (s + 1) + "." + n + ".1";
            if (n <= MAX && taken.add(ip)) {
                return ip;
            }
            s = (s + 1) % MAX;
        }
        throw new IllegalStateException("no address is left: expected at most " + MAX * MAX + " nodes");
    }
}
