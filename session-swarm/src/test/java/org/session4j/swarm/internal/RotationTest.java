package org.session4j.swarm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

class RotationTest {

    private static final SessionId ACCOUNT = SessionId.of(IdKind.STANDARD, new byte[32]);

    private long nanos;

    private Rotation rotation(long seed, Set<ServiceNode> struckOut) {
        return new Rotation(new Random(seed), () -> nanos, Duration.ofSeconds(10), struckOut::contains);
    }

    private static List<ServiceNode> nodes(int count) {
        List<ServiceNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[32];
            key[0] = (byte) i;
            nodes.add(new ServiceNode(
                    Ed25519PublicKey.of(key), X25519PublicKey.of(key), "203.0.113." + i, 1, 1, 1, null));
        }
        return nodes;
    }

    @Property
    void inEachRoundEachMemberHasItsTurnOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int count) {
        Rotation rotation = rotation(seed, Set.of());
        List<ServiceNode> members = nodes(count);
        for (int round = 0; round < 3; round++) {
            Set<ServiceNode> chosen = new HashSet<>();
            for (int i = 0; i < count; i++) {
                chosen.add(rotation.next(ACCOUNT, members, Set.of()).orElseThrow());
            }
            assertThat(chosen).containsExactlyInAnyOrderElementsOf(members);
        }
    }

    @Property
    void whoFailedComesLastForAWhile(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 10) int count,
            @ForAll @Size(max = 9) Set<@IntRange(max = 9) Integer> failed) {
        Set<ServiceNode> struckOut = new HashSet<>();
        Rotation rotation = rotation(seed, struckOut);
        List<ServiceNode> members = nodes(count);
        Set<ServiceNode> doubted = new HashSet<>();
        for (int index : failed) {
            if (index < count) {
                doubted.add(members.get(index));
                if (index % 2 == 0) {
                    struckOut.add(members.get(index));
                } else {
                    rotation.suspect(members.get(index).ed25519());
                }
            }
        }
        for (int i = 0; i < 3 * count; i++) {
            ServiceNode next = rotation.next(ACCOUNT, members, Set.of()).orElseThrow();
            assertThat(doubted.contains(next)).isEqualTo(doubted.size() == count);
        }
        nanos += Duration.ofSeconds(10).toNanos();
        struckOut.clear();
        Set<ServiceNode> chosen = new HashSet<>();
        for (int i = 0; i < 2 * count; i++) {
            chosen.add(rotation.next(ACCOUNT, members, Set.of()).orElseThrow());
        }
        assertThat(chosen).hasSize(count);
    }

    @Property
    void whoIsToBeAvoidedIsNeverChosen(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int count) {
        Rotation rotation = rotation(seed, Set.of());
        List<ServiceNode> members = nodes(count);
        Set<Ed25519PublicKey> tried = new HashSet<>();
        for (int i = 0; i < count; i++) {
            ServiceNode next = rotation.next(ACCOUNT, members, tried).orElseThrow();
            assertThat(tried.add(next.ed25519())).isTrue();
        }
        assertThat(rotation.next(ACCOUNT, members, tried)).isEmpty();
        assertThat(rotation.any(members, tried)).isEmpty();
    }
}
