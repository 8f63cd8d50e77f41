package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.OnionPath;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.FakeNode.Behaviour;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Ed25519PublicKey;

class RotationTest {

    private final FakeNetwork fake = new FakeNetwork(24);
    private final VirtualLoop loop = fake.loop;

    private static List<Ed25519PublicKey> guards(RouterFixture fixture) {
        List<Ed25519PublicKey> guards = new ArrayList<>();
        fixture.pathsNow().forEach(path -> guards.add(path.nodes().get(0).ed25519()));
        return guards;
    }

    @Test
    void everyTenMinutesAPathKeepsItsGuardAndChangesTheRest() {
        RouterFixture fixture = RouterFixture.open(fake);
        List<OnionPath> before = fixture.paths(2);
        List<Ed25519PublicKey> guards = guards(fixture);

        loop.advance(Duration.ofMinutes(10).plusSeconds(5));

        assertThat(fixture.pathsNow()).hasSize(2);
        assertThat(guards(fixture)).containsExactlyInAnyOrderElementsOf(guards);
        for (OnionPath path : before) {
            assertThat(fixture.pathsNow())
                    .allSatisfy(now -> assertThat(now.nodes().subList(1, 3)).doesNotContainAnyElementsOf(path.nodes()));
        }
    }

    @Test
    void aRotationThatFailsLeavesTheOldPathAndIsTriedAgainAMinuteLater() {
        RouterFixture fixture = RouterFixture.openWithOnePath(fake);
        List<ServiceNode> before = fixture.paths(1).get(0).nodes();
        fake.nodes.forEach(node -> {
            if (!before.contains(node.node)) {
                node.behaviour = Behaviour.SILENT;
            }
        });

        loop.advance(Duration.ofMinutes(10).plusSeconds(10));
        assertThat(fixture.pathsNow()).extracting(OnionPath::nodes).containsExactly(before);
        fake.nodes.forEach(node -> node.behaviour = Behaviour.GOOD);
        loop.advance(Duration.ofMinutes(1));

        assertThat(fixture.pathsNow().get(0).nodes().get(0)).isEqualTo(before.get(0));
        assertThat(fixture.pathsNow().get(0).nodes()).isNotEqualTo(before);
    }

    @Test
    void anAnswerThatComesAfterTheRotationIsDeliveredStill() {
        RouterFixture fixture = RouterFixture.openWithOnePath(fake);
        List<ServiceNode> before = fixture.paths(1).get(0).nodes();
        ServiceNode destination = fixture.outside();
        loop.advance(Duration.ofMinutes(10).minusMillis(10));
        fake.find(destination).answerDelay = Duration.ofSeconds(10);

        CompletableFuture<OnionResponse> answer = fixture.router.send(RouterFixture.info(destination));
        loop.advance(Duration.ofSeconds(5));
        assertThat(answer).isNotDone();
        assertThat(fixture.pathsNow()).extracting(OnionPath::nodes).doesNotContain(before);

        assertThat(loop.await(answer).path()).isEqualTo(before);
    }

    @Test
    void aGuardIsGivenUpAfterTenDays() {
        RouterFixture fixture = RouterFixture.open(fake);
        fixture.paths(2);
        List<Ed25519PublicKey> guards = guards(fixture);
        loop.advance(Duration.ofDays(9));
        assertThat(guards(fixture)).containsExactlyInAnyOrderElementsOf(guards);

        loop.advance(Duration.ofDays(2));

        assertThat(guards(fixture)).hasSize(2).isNotEqualTo(guards);
    }

    @Test
    void guardsAreUsedAgainAfterARestart() {
        NetworkStore store = NetworkStore.inMemory();
        RouterFixture first = RouterFixture.open(fake, fake.describe().build(), store);
        first.paths(2);
        List<Ed25519PublicKey> guards = guards(first);
        loop.advance(Duration.ofSeconds(5));
        int seedPosts = fake.seedPosts.size();

        RouterFixture second = RouterFixture.open(fake, fake.describe().build(), store);
        second.paths(2);

        assertThat(guards(second)).containsExactlyInAnyOrderElementsOf(guards);
        assertThat(fake.seedPosts).hasSize(seedPosts);
    }

    @Test
    void aKeptGuardThatHangsIsPassedOver() {
        NetworkStore store = NetworkStore.inMemory();
        RouterFixture first = RouterFixture.open(fake, fake.describe().build(), store);
        ServiceNode guard = first.paths(2).get(0).nodes().get(0);
        loop.advance(Duration.ofSeconds(5));
        fake.find(guard).behaviour = Behaviour.SILENT;

        RouterFixture second = RouterFixture.open(fake, fake.describe().build(), store);
        List<OnionPath> paths = second.paths(2);

        assertThat(paths).allSatisfy(path -> assertThat(path.nodes()).doesNotContain(guard));
    }

    @Test
    void strikesAndTheClockOffsetSurviveARestart() {
        NetworkStore store = NetworkStore.inMemory();
        RouterFixture first = RouterFixture.open(fake, fake.describe().build(), store);
        first.paths(2);
        ServiceNode struck = first.outside();
        first.router.strike(struck, 3);
        first.router.rememberClockOffset(Duration.ofMillis(-321));
        loop.advance(Duration.ofSeconds(5));

        RouterFixture second = RouterFixture.open(fake, fake.describe().build(), store);
        loop.advance(Duration.ofMillis(1));

        assertThat(second.router.isStruckOut(struck)).isTrue();
        assertThat(second.router.clockOffset()).contains(Duration.ofMillis(-321));
    }

    @Test
    void whatIsNotSavedYetIsSavedAtTheEnd() {
        NetworkStore store = NetworkStore.inMemory();
        RouterFixture first = RouterFixture.open(fake, fake.describe().build(), store);
        first.paths(2);
        ServiceNode struck = first.outside();
        loop.advance(Duration.ofSeconds(5));
        first.router.strike(struck, 3);
        loop.advance(Duration.ofMillis(1));
        first.router.shut();
        loop.advance(Duration.ofMillis(1));

        RouterFixture second = RouterFixture.open(fake, fake.describe().build(), store);
        loop.advance(Duration.ofMillis(1));

        assertThat(second.router.isStruckOut(struck)).isTrue();
    }

    @Test
    void aStoredListOfMoreThanThirtyDaysOnlyServesToAskForANewOne() {
        NetworkStore store = NetworkStore.inMemory();
        RouterFixture first = RouterFixture.open(fake, fake.describe().build(), store);
        first.paths(2);
        loop.advance(Duration.ofSeconds(5));
        first.router.shut();
        loop.advance(Duration.ofDays(31));
        int seedPosts = fake.seedPosts.size();

        RouterFixture second = RouterFixture.open(fake, fake.describe().build(), store);
        assertThat(loop.await(second.router.nodes()).refreshed()).isAfter(VirtualLoop.START.plus(Duration.ofDays(31)));

        assertThat(fake.seedPosts).hasSize(seedPosts);
    }

    @Test
    void aStoreThatCannotBeReadCostsOnlyABootstrap() throws Exception {
        NetworkStore store = NetworkStore.inMemory();
        store.save(Bytes.utf8("rubbish"));

        RouterFixture fixture = RouterFixture.open(fake, fake.describe().build(), store);

        assertThat(fixture.ask(fake.list().get(0)).status()).isEqualTo(200);
        assertThat(fake.seedPosts).hasSize(1);
    }

    @Test
    void filesHaveAPathOfTheirOwnThatGoesWhenItIsNotUsed() {
        RouterFixture fixture = RouterFixture.open(fake);
        List<OnionPath> standard = fixture.paths(2);
        ServiceNode destination = fixture.outside();
        OnionResponse answer = loop.await(fixture.router.send(
                new OnionRequest(destination, RouterFixture.INFO, OnionRequest.Category.FILE, Duration.ofSeconds(60))));

        assertThat(standard).extracting(OnionPath::nodes).doesNotContain(answer.path());
        assertThat(fixture.pathsNow()).hasSize(3);
        loop.advance(Duration.ofMinutes(21));
        assertThat(fixture.pathsNow()).hasSize(2).allMatch(path -> path.category() == OnionRequest.Category.STANDARD);
    }

    @Test
    void extraPathsGoWhenTheyAreNotUsed() {
        RouterFixture fixture = RouterFixture.openWithOnePath(fake);
        ServiceNode inPath = fixture.paths(1).get(0).nodes().get(1);
        assertThat(fixture.ask(inPath).status()).isEqualTo(200);
        assertThat(fixture.pathsNow()).hasSize(2);

        loop.advance(Duration.ofMinutes(25));

        assertThat(fixture.pathsNow()).hasSize(1);
    }
}
