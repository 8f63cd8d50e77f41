package org.session4j.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.session4j.protocol.Account;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/** Which swarm an account belongs to, against a definition that is as plain as can be. */
class SwarmMapTest {

    private static final BigInteger RING = BigInteger.ONE.shiftLeft(64);

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    /** The nearest id on the ring, and of two equally near ones that below the position. */
    private static OptionalLong naive(long position, List<Long> ids) {
        BigInteger space = unsigned(position);
        OptionalLong best = OptionalLong.empty();
        BigInteger bestDistance = RING;
        boolean bestIsBelow = false;
        for (long id : ids) {
            if (id == -1) {
                continue;
            }
            BigInteger above = unsigned(id).subtract(space).mod(RING);
            BigInteger below = space.subtract(unsigned(id)).mod(RING);
            BigInteger distance = above.min(below);
            boolean isBelow = below.compareTo(above) <= 0;
            int compared = distance.compareTo(bestDistance);
            if (compared < 0 || compared == 0 && isBelow && !bestIsBelow) {
                best = OptionalLong.of(id);
                bestDistance = distance;
                bestIsBelow = isBelow;
            }
        }
        return best;
    }

    private static long[] array(List<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    @Property
    void theNearestSwarmIsChosen(@ForAll long position, @ForAll @Size(max = 12) @UniqueElements List<Long> ids) {
        assertThat(SwarmMap.nearest(position, array(ids))).isEqualTo(naive(position, ids));
    }

    @Property
    void tiesGoDown(@ForAll long low, @ForAll int half) {
        long span = Integer.toUnsignedLong(half);
        List<Long> ids = new ArrayList<>(List.of(low, low + 2 * span));

        assertThat(SwarmMap.nearest(low + span, array(ids))).isEqualTo(naive(low + span, ids));
        if (low != -1) {
            assertThat(SwarmMap.nearest(low + span, low, low + 2 * span)).hasValue(low);
        }
    }

    @Property
    void positionsAreTheFourWordsCombined(@ForAll @Size(32) byte[] key) {
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 32; i += 8) {
            expected = expected.xor(new BigInteger(1, Arrays.copyOfRange(key, i, i + 8)));
        }
        assertThat(unsigned(SwarmMap.position(key))).isEqualTo(expected);
    }

    @Example
    void thePrefixTakesNoPart() throws MalformedDataException {
        SessionId id = SessionId.parse("053506f4a71324b7dd114eddbf4e311f39dde243e1f2cb97c40db1961f70ebaae8");

        assertThat(Hex.format(
                        ByteBuffer.allocate(8).putLong(SwarmMap.position(id)).array()))
                .isEqualTo("f41bfce6df3595c8");
    }

    @Example
    void aSwarmIsMadeOfItsNodesInTheListsOrder() {
        FakeNetwork network = new FakeNetwork();
        SessionId account = Account.ofSeed(new byte[16]).sessionId();

        Swarm swarm = SwarmMap.of(network.list).swarm(account);

        assertThat(swarm.members())
                .containsExactlyElementsOf(
                        network.swarmOf(account).stream().map(node -> node.self).toList());
    }

    @Example
    void aListWithoutSwarmsHasNone() {
        SwarmMap map = SwarmMap.of(new FakeNetwork(false).list);

        assertThat(map.isEmpty()).isTrue();
        assertThat(map.swarm(Account.ofSeed(new byte[16]).sessionId()).members())
                .isEmpty();
    }

    @Example
    void aKeyOfAnotherLengthIsAMistake() {
        assertThatThrownBy(() -> SwarmMap.position(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }
}
