package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.onion.FrozenNodeList;
import org.session4j.onion.Network;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionException.Reason;
import org.session4j.onion.internal.FakeNode.Behaviour;
import org.session4j.protocol.Bytes;

class BootstrapTest {

    private final FakeNetwork fake = new FakeNetwork(24);
    private final VirtualLoop loop = fake.loop;

    private static URI seed(int number) {
        return URI.create("http://seed" + number + ".test/");
    }

    private Network threeSeeds() {
        return Network.builder("fake")
                .insecureSeed(seed(1))
                .insecureSeed(seed(2))
                .insecureSeed(seed(3))
                .build();
    }

    @Test
    void seedsThatCannotBeReachedArePassedOver() {
        RouterFixture fixture = RouterFixture.open(fake, threeSeeds(), NetworkStore.inMemory());

        assertThat(loop.await(fixture.router.nodes()).nodes()).containsExactlyInAnyOrderElementsOf(fake.list());
        assertThat(fake.seedPosts).contains("seed1.test");
    }

    @Test
    void aListWithoutAnyNodeIsNoAnswer() {
        fake.seeds.put("seed2.test", List.of());
        fake.seeds.put("seed3.test", List.of());
        RouterFixture fixture = RouterFixture.open(fake, threeSeeds(), NetworkStore.inMemory());

        assertThat(loop.await(fixture.router.nodes()).size()).isEqualTo(24);
    }

    @Test
    void whoeverAsksForTheListMeanwhileWaitsForTheSameBootstrap() {
        RouterFixture fixture = RouterFixture.open(fake);
        CompletableFuture<NodeList> first = fixture.router.nodes();
        CompletableFuture<NodeList> second = fixture.router.nodes();

        assertThat(loop.await(first)).isSameAs(loop.await(second));
        assertThat(fake.seedPosts).hasSize(1);
    }

    @Test
    void afterFourRoundsTheBootstrapFails() {
        fake.seeds.clear();
        RouterFixture fixture = RouterFixture.open(fake, threeSeeds(), NetworkStore.inMemory());

        assertThat(fixture.askInVain(fake.list().get(0)).reason()).isEqualTo(Reason.NETWORK_BOOTSTRAP_FAILED);
        assertThat(fake.seedPosts).hasSize(12);
        assertThat(Duration.ofNanos(loop.nanoTime())).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
    }

    @Test
    void aTransportThatThrowsIsLikeASeedThatFails() {
        fake.bug = new IllegalStateException("bug");
        RouterFixture fixture = RouterFixture.open(fake, threeSeeds(), NetworkStore.inMemory());

        assertThat(fixture.askInVain(fake.list().get(0)).reason()).isEqualTo(Reason.NETWORK_BOOTSTRAP_FAILED);
        fake.bug = null;

        assertThat(fixture.ask(fake.list().get(0)).status()).isEqualTo(200);
    }

    @Test
    void aFailedBootstrapIsTriedAgainByTheNextRequest() {
        fake.seeds.clear();
        RouterFixture fixture = RouterFixture.open(fake);
        assertThat(fixture.askInVain(fake.list().get(0)).reason()).isEqualTo(Reason.NETWORK_BOOTSTRAP_FAILED);
        fake.seeds.put("seed1.test", fake.list());

        assertThat(fixture.ask(fake.list().get(0)).status()).isEqualTo(200);
    }

    @Test
    void aPinnedNodeGivesTheListByZeroHopOnionWhenNoSeedDoes() {
        fake.seeds.clear();
        FakeNode pinned = fake.nodes.get(7);
        fake.nodes.get(8).behaviour = Behaviour.TAMPERING;
        Network network = fake.describe()
                .pinnedNode(fake.nodes.get(8).node)
                .pinnedNode(pinned.node)
                .build();
        RouterFixture fixture = RouterFixture.open(fake, network, NetworkStore.inMemory());

        assertThat(loop.await(fixture.router.nodes()).size()).isEqualTo(24);
        assertThat(pinned.asked).isEqualTo(1);
        assertThat(pinned.relayed).isZero();
    }

    @Test
    void aPinnedNodeOfTheOldKindIsAskedInTheOldWay() {
        fake.seeds.clear();
        FakeNode pinned = fake.nodes.get(7);
        pinned.isOld = true;
        RouterFixture fixture =
                RouterFixture.open(fake, fake.describe().pinnedNode(pinned.node).build(), NetworkStore.inMemory());

        assertThat(loop.await(fixture.router.nodes()).size()).isEqualTo(24);
        assertThat(pinned.asked).isEqualTo(2);
    }

    @Test
    void theFrozenListIsTheLastResort() {
        fake.seeds.clear();
        FrozenNodeList frozen = new FrozenNodeList(
                Bytes.utf8(new String(FakeNetwork.states(fake.list()), StandardCharsets.UTF_8)),
                VirtualLoop.START.minus(Duration.ofDays(3)));
        RouterFixture fixture =
                RouterFixture.open(fake, fake.describe().frozenNodes(frozen).build(), NetworkStore.inMemory());

        NodeList list = loop.await(fixture.router.nodes());

        assertThat(list.size()).isEqualTo(24);
        assertThat(list.refreshed()).isEqualTo(frozen.made());
    }
}
