package org.session4j.onion.wire;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The rule that no two nodes of a path share the first three numbers of their IPv4 (network: rules for the nodes). */
public final class Subnet24 {

    private Subnet24() {}

    /** The first three numbers, such as {@code 203.0.113}. */
    public static String of(String ip) {
        return ip.substring(0, ip.lastIndexOf('.'));
    }

    /** Whether no two of the addresses share a /24; the same address twice does. */
    public static boolean allDistinct(Collection<String> ips) {
        Set<String> seen = new HashSet<>();
        for (String ip : ips) {
            if (!seen.add(of(ip))) {
                return false;
            }
        }
        return true;
    }
}
