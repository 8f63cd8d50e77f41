package org.session4j.onion.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.onion.NodeList;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.FakeNetwork;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;

class NetworkStateTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_760_000_000_123L);
    private static final ServiceNodeKeys KEYS = new ServiceNodeKeys(Crypto.get());
    private static final List<ServiceNode> NODES = new FakeNetwork(5).list();
    private static final NetworkState STATE = state();

    private static NetworkState state() {
        ServiceNode first = NODES.get(0);
        ServiceNode outside = new ServiceNode(
                first.ed25519(), first.x25519(), first.ip(), first.httpsPort(), 0, ServiceNode.NO_SWARM, null);
        List<ServiceNode> nodes = List.of(outside, NODES.get(1), NODES.get(2), NODES.get(3), NODES.get(4));
        return new NetworkState(
                NodeList.of(nodes, TIME),
                24,
                Map.of(NODES.get(1).ed25519(), List.of(TIME, TIME.plusSeconds(1))),
                new Guards(List.of(new Guards.Guard(NODES.get(2).ed25519(), TIME))),
                Duration.ofMillis(-1234));
    }

    @Test
    void everythingComesBack() throws MalformedDataException {
        NetworkState back = NetworkState.decode(STATE.encode(), KEYS);

        assertThat(back.nodes().nodes()).isEqualTo(STATE.nodes().nodes());
        assertThat(back.nodes().refreshed()).isEqualTo(TIME);
        assertThat(back.seedListSize()).isEqualTo(24);
        assertThat(back.strikes()).isEqualTo(STATE.strikes());
        assertThat(back.guards()).isEqualTo(STATE.guards());
        assertThat(back.clockOffset()).isEqualTo(Duration.ofMillis(-1234));
        assertThat(back.encode()).isEqualTo(STATE.encode());
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> NetworkState.decode(Bytes.utf8("session4j-network 2\n"), KEYS))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> NetworkState.decode(Bytes.empty(), KEYS)).isInstanceOf(MalformedDataException.class);
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        readOrRefuse(bytes);
        byte[] head = "session4j-network 1\n".getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, both, head.length, bytes.length);
        readOrRefuse(both);
    }

    @Property
    void aChangedBitIsReadOrRefused(@ForAll @IntRange(max = 1 << 20) int where, @ForAll @IntRange(max = 7) int bit) {
        byte[] bytes = STATE.encode().toByteArray();
        bytes[where % bytes.length] ^= (byte) (1 << bit);
        readOrRefuse(bytes);
    }

    @Property
    void aCutOffStateIsReadOrRefused(@ForAll @IntRange(max = 1 << 20) int where) {
        byte[] bytes = STATE.encode().toByteArray();
        readOrRefuse(Arrays.copyOf(bytes, where % bytes.length));
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(NetworkState.decode(Bytes.of(bytes), KEYS).encode()).isNotNull();
        } catch (MalformedDataException expected) {
            assertThat(expected).hasMessageContaining("");
        }
    }
}
