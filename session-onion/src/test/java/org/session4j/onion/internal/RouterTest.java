package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.onion.Network;
import org.session4j.onion.NetworkBuilder;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionPath;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.ServiceNodeKeys;

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

    @Test
    void givingUpOneRequestDoesNotFailOthersThatWaitForTheSameNodeList() {
        RouterFixture fixture = RouterFixture.open(new FakeNetwork(24));
        ServiceNode destination = fixture.fake.list().get(0);
        CompletableFuture<OnionResponse> givenUp = fixture.router.send(RouterFixture.info(destination));
        CompletableFuture<OnionResponse> other = fixture.router.send(RouterFixture.info(destination));
        fixture.loop.advance(Duration.ofMillis(1));

        assertThat(givenUp.cancel(true)).isTrue();

        assertThat(fixture.loop.await(other).status()).isEqualTo(200);
    }

    @Test
    void nobodyWaitsForTheNodeListForLongerThanForAPath() {
        FakeNetwork fake = new FakeNetwork(24);
        fake.isMute = true;
        NetworkBuilder network = Network.builder("mute");
        for (int i = 0; i < 5; i++) {
            network.insecureSeed(URI.create("http://seed" + i + ".test/"));
        }
        RouterFixture fixture = RouterFixture.open(fake, network.build(), NetworkStore.inMemory());
        CompletableFuture<NodeList> list = fixture.router.nodes();

        assertThat(fixture.askInVain(fake.list().get(0)).reason())
                .isEqualTo(OnionException.Reason.NETWORK_BOOTSTRAP_FAILED);

        assertThat(Duration.ofNanos(fixture.loop.nanoTime()))
                .isEqualTo(Timing.standard().get(Timing.Span.PATH_WAIT));
        assertThat(list).isCompletedExceptionally();
    }

    @Test
    void aRequestEndsWhateverTheConclusionsFromItComeTo() {
        FakeNetwork fake = new FakeNetwork(24);
        Dice dice = new Dice();
        Network network = fake.describe().build();
        Router router = new Router(
                fake.loop,
                network,
                network.timing(),
                fake,
                new OnionExchange(fake.loop, fake, fake.crypto, fake.random, OnionCipher.XCHACHA20),
                new ServiceNodeKeys(fake.crypto),
                NetworkStore.inMemory(),
                dice);
        OnionRequest request = RouterFixture.info(fake.list().get(0));
        assertThat(fake.loop.await(router.send(request)).status()).isEqualTo(200);
        fake.loop.advance(Duration.ofMinutes(1));
        CompletableFuture<OnionResponse> answer = router.send(request);
        fake.nodes.forEach(node -> node.behaviour = FakeNode.Behaviour.DEAD);
        fake.loop.advance(Duration.ofMillis(1));

        // The guard is dead, so another path has to be thought of.
        dice.areLost = true;
        assertThatThrownBy(() -> fake.loop.advance(Duration.ofSeconds(1))).hasMessage("no dice");
        dice.areLost = false;
        fake.loop.advance(Duration.ofSeconds(1));

        assertThat(answer).isCompletedExceptionally();
    }

    /** Chance that can fail. */
    private static final class Dice extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private boolean areLost;

        @Override
        public void nextBytes(byte[] bytes) {
            if (areLost) {
                throw new IllegalStateException("no dice");
            }
            super.nextBytes(bytes);
        }
    }
}
