package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.OnionPath;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;

class RouterTest {

    @ParameterizedTest
    @ValueSource(ints = {6, 24, 2000})
    void aRequestGoesOverThreeNodesThatAreNotItsDestination(int size) {
        RouterFixture fixture = RouterFixture.open(new FakeNetwork(size));

        for (ServiceNode destination : fixture.fake.list().subList(0, 6)) {
            OnionResponse answer = fixture.ask(destination);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.path()).hasSize(3).doesNotContain(destination).doesNotHaveDuplicates();
        }
    }

    @Test
    void twoPathsAreReadyThatShareNoNode() {
        RouterFixture fixture = RouterFixture.open(new FakeNetwork(24));

        List<OnionPath> paths = fixture.paths(2);

        Set<ServiceNode> nodes = new HashSet<>();
        paths.forEach(path -> nodes.addAll(path.nodes()));
        assertThat(nodes).hasSize(6);
    }

    @Test
    void threeNodesOfADeclaredTestNetworkReachEachOtherOverTheOtherTwo() {
        FakeNetwork fake = new FakeNetwork(3);
        RouterFixture fixture =
                RouterFixture.open(fake, fake.describe().testNetwork(true).build(), NetworkStore.inMemory());

        for (ServiceNode destination : fake.list()) {
            OnionResponse answer = fixture.ask(destination);
            assertThat(answer.path()).hasSize(2).doesNotContain(destination);
        }
    }
}
