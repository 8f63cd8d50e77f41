package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestNetworkExtension.class)
@SessionNetwork(nodes = 3, seed = 5)
class TestNetworkExtensionTest {

    private static final List<TestNetwork> SEEN = new ArrayList<>();

    @Test
    void aTestGetsTheNetworkOfItsClass(TestNetwork network) {
        assertThat(network.nodes()).hasSize(3);
        assertThat(network.seed()).isEqualTo(5);
        assertThat(SEEN).doesNotContain(network);
        SEEN.add(network);
    }

    @Test
    @SessionNetwork(nodes = 8, swarms = 2, server = ServerVersion.S212)
    void aTestGetsTheNetworkOfItsMethod(TestNetwork network, TestNetwork same) {
        assertThat(network.nodes()).hasSize(8);
        assertThat(network.swarms()).hasSize(2);
        assertThat(same).isSameAs(network);
        assertThat(SEEN).doesNotContain(network);
        SEEN.add(network);
    }
}
