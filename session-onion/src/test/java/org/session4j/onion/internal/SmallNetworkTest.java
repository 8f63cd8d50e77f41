package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.OnionException.Reason;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.FakeNode.Behaviour;

/** Networks that are too small for all rules (docs/decisions/0003-small-networks.md). */
class SmallNetworkTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 8})
    void everyNodeOfATestNetworkCanBeReached(int size) {
        FakeNetwork fake = new FakeNetwork(new VirtualLoop(), size, 1);
        RouterFixture fixture =
                RouterFixture.open(fake, fake.describe().testNetwork(true).build(), NetworkStore.inMemory());

        for (int round = 0; round < 3; round++) {
            for (ServiceNode destination : fake.list()) {
                OnionResponse answer = fixture.ask(destination);
                assertThat(answer.path())
                        .hasSize(Math.min(3, size - 1))
                        .doesNotContain(destination)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aNetworkOfThreeThatNobodyDeclaredATestNetworkHasNoPath() {
        RouterFixture fixture = RouterFixture.open(new FakeNetwork(3));

        assertThat(fixture.askInVain(fixture.fake.list().get(0)).reason()).isEqualTo(Reason.NO_PATH);
    }

    @Test
    void sixNodesInOneSubnetWorkWithEveryRuleButTheLastOnes() {
        FakeNetwork fake = new FakeNetwork(new VirtualLoop(), 6, 1);
        RouterFixture fixture = RouterFixture.open(fake);

        for (ServiceNode destination : fake.list()) {
            assertThat(fixture.ask(destination).path()).hasSize(3).doesNotContain(destination);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"DEAD", "SILENT", "TAMPERING", "WRONG_KEY", "NOT_READY"})
    void fiveOfSixNodesGoOnWhenOneIsBad(Behaviour behaviour) {
        FakeNetwork fake = new FakeNetwork(6);
        RouterFixture fixture = RouterFixture.open(fake);
        fixture.paths(2);
        fake.nodes.get(0).behaviour = behaviour;

        // The first requests may be lost; after that the bad node is found out or avoided.
        for (int i = 0; i < 12; i++) {
            tryToAsk(fixture, fake.list().get(1 + i % 5));
        }
        Set<ServiceNode> carriers = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            OnionResponse answer = askUntilAnswered(fixture, fake.list().get(1 + i % 5), 3);
            assertThat(answer.path()).hasSize(3);
            carriers.addAll(answer.path());
        }
        assertThat(carriers).doesNotContain(fake.list().get(0));
    }

    private static void tryToAsk(RouterFixture fixture, ServiceNode destination) {
        fixture.loop.runUntil(fixture.router.send(RouterFixture.info(destination))::isDone);
    }

    private static OnionResponse askUntilAnswered(RouterFixture fixture, ServiceNode destination, int tries) {
        for (int i = 0; i < tries; i++) {
            CompletableFuture<OnionResponse> answer =
                    fixture.loop.finish(fixture.router.send(RouterFixture.info(destination)));
            if (!answer.isCompletedExceptionally()) {
                return answer.join();
            }
        }
        throw new AssertionError("no answer in " + tries + " tries");
    }
}
