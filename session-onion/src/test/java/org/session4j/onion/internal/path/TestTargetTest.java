package org.session4j.onion.internal.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.node.Suspicions;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

class TestTargetTest {

    private final ServiceNode a = node(1);
    private final ServiceNode b = node(2);
    private final ServiceNode c = node(3);
    private final ServiceNode d = node(4);
    private final List<ServiceNode> pool = List.of(a, b, c, d);

    @Test
    void anUnusedNodeIsPreferredToOneOfAnotherPath() {
        assertThat(choose(List.of(a), List.of(), List.of(b, c), Set.of(), Suspicions.none()))
                .isEqualTo(d);
    }

    @Test
    void anUnsuspectedNodeOfAnotherPathIsPreferredToASuspectedOne() {
        Suspicions suspicions = new Suspicions(Map.of(d.ed25519(), 1, c.ed25519(), 2));
        assertThat(choose(List.of(a), List.of(), List.of(b, c), Set.of(), suspicions))
                .isEqualTo(b);
    }

    @Test
    void aStruckOutNodeIsTheLastResort() {
        assertThat(choose(List.of(a, b), List.of(), List.of(), Set.of(c.ed25519()), Suspicions.none()))
                .isEqualTo(d);
        assertThat(choose(List.of(a, b), List.of(d), List.of(), Set.of(c.ed25519()), Suspicions.none()))
                .isEqualTo(c);
    }

    @Test
    void aNodeOfThePathOrASilentDestinationIsNeverAsked() {
        assertThat(TestTarget.choose(
                        pool, List.of(a, b), List.of(c, d), List.of(), Set.of(), Suspicions.none(), new Random(1)))
                .isEmpty();
    }

    private ServiceNode choose(
            List<ServiceNode> path,
            List<ServiceNode> except,
            List<ServiceNode> inUse,
            Set<Ed25519PublicKey> struckOut,
            Suspicions suspicions) {
        return TestTarget.choose(pool, path, except, inUse, struckOut, suspicions, new Random(1))
                .orElseThrow();
    }

    private static ServiceNode node(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return new ServiceNode(
                Ed25519PublicKey.of(key), X25519PublicKey.of(key), "10.0." + number + ".1", 22021, 22020, 0, null);
    }
}
