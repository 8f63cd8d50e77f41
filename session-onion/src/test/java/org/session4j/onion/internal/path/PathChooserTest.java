package org.session4j.onion.internal.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.node.Suspicions;
import org.session4j.onion.internal.path.PathChoice.Relaxation;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

class PathChooserTest {

    /** An invented pool of 3 to 500 nodes in one to many /24, with everything that can be the matter with nodes. */
    @Provide
    Arbitrary<PathWanted> situations() {
        return Combinators.combine(
                        Arbitraries.integers().between(3, 500),
                        Arbitraries.integers().between(1, 500),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.longs())
                .as(PathChooserTest::invent);
    }

    private static PathWanted invent(
            int size, int subnets, int length, int struckPercent, int suspectedPercent, int inUseCount, long seed) {
        Random random = new Random(seed);
        List<ServiceNode> pool = pool(size, subnets);
        Set<Ed25519PublicKey> struckOut = new HashSet<>();
        Map<Ed25519PublicKey, Integer> suspected = new HashMap<>();
        for (ServiceNode node : pool) {
            if (random.nextInt(200) < struckPercent) {
                struckOut.add(node.ed25519());
            }
            if (random.nextInt(100) < suspectedPercent) {
                suspected.put(node.ed25519(), 1 + random.nextInt(3));
            }
        }
        List<ServiceNode> shuffled = new ArrayList<>(pool);
        Collections.shuffle(shuffled, random);
        List<ServiceNode> inUse = shuffled.subList(0, Math.min(inUseCount, size));
        List<Ed25519PublicKey> guards = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            guards.add(pool.get(random.nextInt(size)).ed25519());
        }
        Ed25519PublicKey destination =
                random.nextBoolean() ? pool.get(random.nextInt(size)).ed25519() : null;
        return new PathWanted(pool, length, struckOut, new Suspicions(suspected), inUse, guards, Map.of(), destination);
    }

    private static List<ServiceNode> pool(int size, int subnets) {
        List<ServiceNode> pool = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] key = new byte[32];
            key[0] = (byte) i;
            key[1] = (byte) (i >> 8);
            int subnet = i % subnets;
            pool.add(new ServiceNode(
                    Ed25519PublicKey.of(key),
                    X25519PublicKey.of(key),
                    "10." + subnet / 256 + "." + subnet % 256 + "." + i / subnets % 256,
                    22021,
                    22020,
                    0,
                    null));
        }
        return pool;
    }

    @Property
    void theRulesThatAreNeverGivenUpHold(@ForAll("situations") PathWanted wanted, @ForAll Random random) {
        Optional<PathChoice> choice = PathChooser.choose(wanted, random);

        assertThat(choice.isPresent())
                .isEqualTo(eligible(wanted, Integer.MAX_VALUE).size() >= wanted.length());
        choice.ifPresent(path -> {
            assertThat(path.nodes()).hasSize(wanted.length()).doesNotHaveDuplicates();
            assertThat(eligible(wanted, Integer.MAX_VALUE)).containsAll(path.nodes());
        });
    }

    @Property
    void aPathKeepsAllRulesButThoseItSaysItGaveUp(@ForAll("situations") PathWanted wanted, @ForAll Random random) {
        PathChooser.choose(wanted, random).ifPresent(path -> {
            Set<String> usedSubnets = subnets(wanted.inUse());
            switch (path.relaxation()) {
                case NONE -> assertThat(path.nodes()).noneMatch(node -> usedSubnets.contains(node.subnet24()));
                case SUBNET_ACROSS_PATHS -> assertThat(path.nodes()).doesNotContainAnyElementsOf(wanted.inUse());
                default -> {}
            }
            if (path.relaxation() != Relaxation.SUBNET_WITHIN_PATH) {
                assertThat(subnets(path.nodes())).hasSize(wanted.length());
            }
        });
    }

    @Property
    void noRuleIsGivenUpThatCouldBeKept(@ForAll("situations") PathWanted wanted, @ForAll Random random) {
        PathChooser.choose(wanted, random).ifPresent(path -> {
            int suspicion = highestSuspicion(wanted, path.nodes());
            List<ServiceNode> eligible = eligible(wanted, suspicion);
            for (Relaxation stricter : Relaxation.values()) {
                if (stricter.compareTo(path.relaxation()) < 0) {
                    assertThat(mostThatKeep(stricter, eligible, wanted)).isLessThan(wanted.length());
                }
            }
        });
    }

    @Property
    void suspectedNodesAreTakenOnlyWhenTheOthersDoNotMakeAPathByAnyRelaxation(
            @ForAll("situations") PathWanted wanted, @ForAll Random random) {
        PathChooser.choose(wanted, random).ifPresent(path -> {
            int suspicion = highestSuspicion(wanted, path.nodes());
            assertThat(eligible(wanted, suspicion - 1).size()).isLessThan(wanted.length());
        });
    }

    @Property
    void aKeptGuardIsTheGuardWhereNothingSpeaksAgainstIt(
            @ForAll("situations") PathWanted wanted, @ForAll Random random) {
        PathChooser.choose(wanted, random).ifPresent(path -> {
            Set<String> usedSubnets = subnets(wanted.inUse());
            eligible(wanted, 0).stream()
                    .filter(node -> wanted.keptGuards().contains(node.ed25519()))
                    .filter(node -> !usedSubnets.contains(node.subnet24()))
                    .findAny()
                    .ifPresent(kept -> assertThat(wanted.keptGuards()
                                    .contains(path.nodes().get(0).ed25519()))
                            .isTrue());
        });
    }

    @Property
    void fixedNodesStayInTheirPlaces(@ForAll("situations") PathWanted base, @ForAll Random random) {
        ServiceNode guard = base.pool().get(random.nextInt(base.pool().size()));
        PathWanted wanted = new PathWanted(
                base.pool(),
                base.length(),
                base.struckOut(),
                base.suspicions(),
                base.inUse(),
                base.keptGuards(),
                Map.of(0, guard),
                null);

        PathChooser.choose(wanted, random).ifPresent(path -> {
            assertThat(path.nodes().get(0)).isEqualTo(guard);
            assertThat(path.nodes()).hasSize(wanted.length()).doesNotHaveDuplicates();
        });
    }

    @Test
    void everyNodeIsChosenForEveryPlaceAboutEquallyOften() {
        List<ServiceNode> pool = pool(10, 10);
        PathWanted wanted = new PathWanted(pool, 3, Set.of(), Suspicions.none(), List.of(), List.of(), Map.of(), null);
        Random random = new Random(4);
        int[][] counts = new int[3][10];
        for (int i = 0; i < 10_000; i++) {
            List<ServiceNode> nodes =
                    PathChooser.choose(wanted, random).orElseThrow().nodes();
            for (int place = 0; place < 3; place++) {
                counts[place][pool.indexOf(nodes.get(place))]++;
            }
        }
        for (int[] place : counts) {
            // 1,000 each; five standard deviations are 150.
            for (int count : place) {
                assertThat(count).isBetween(850, 1150);
            }
        }
    }

    /** By another way than the chooser's: which nodes may be in the path at all. */
    private static List<ServiceNode> eligible(PathWanted wanted, int suspicion) {
        List<ServiceNode> eligible = new ArrayList<>(wanted.pool());
        eligible.removeIf(node -> wanted.struckOut().contains(node.ed25519())
                || Objects.equals(node.ed25519(), wanted.destination())
                || wanted.suspicions().of(node) > suspicion);
        return eligible;
    }

    /** By another way than the chooser's: how long a path could be at most. */
    private static int mostThatKeep(Relaxation level, List<ServiceNode> eligible, PathWanted wanted) {
        List<ServiceNode> left = new ArrayList<>(eligible);
        if (level == Relaxation.NONE || level == Relaxation.SUBNET_ACROSS_PATHS) {
            left.removeAll(wanted.inUse());
        }
        Set<String> subnets = subnets(left);
        if (level == Relaxation.NONE) {
            subnets.removeAll(subnets(wanted.inUse()));
        }
        return subnets.size();
    }

    private static int highestSuspicion(PathWanted wanted, List<ServiceNode> nodes) {
        return nodes.stream().mapToInt(wanted.suspicions()::of).max().orElse(0);
    }

    private static Set<String> subnets(List<ServiceNode> nodes) {
        Set<String> subnets = new HashSet<>();
        nodes.forEach(node -> subnets.add(node.subnet24()));
        return subnets;
    }
}
