package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionPath;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.FakeNode.Behaviour;
import org.session4j.protocol.crypto.Ed25519PublicKey;

class RefreshTest {

    private final FakeNetwork fake = new FakeNetwork(24);
    private final VirtualLoop loop = fake.loop;
    private final RouterFixture fixture = RouterFixture.open(fake);

    @CanIgnoreReturnValue
    private NodeList nodes() {
        return loop.await(fixture.router.nodes());
    }

    /** Long enough for any refresh that may be done. */
    private void refresh() {
        fixture.paths(2);
        loop.advance(Duration.ofSeconds(11));
        fixture.router.requestRefresh();
        loop.advance(Duration.ofMinutes(2));
    }

    @Test
    void aListOfTwoHoursIsRefreshedFromThreeNodesThroughOnions() {
        nodes();
        fixture.paths(2);
        int before = asked();
        loop.advance(Duration.ofMinutes(121));
        int rotations = asked() - before;

        NodeList old = nodes();
        loop.advance(Duration.ofSeconds(5));
        NodeList fresh = nodes();

        assertThat(old.refreshed()).isBefore(fresh.refreshed());
        assertThat(fresh.nodes()).containsExactlyInAnyOrderElementsOf(fake.list());
        assertThat(asked() - before - rotations).isEqualTo(3);
        assertThat(fake.seedPosts).hasSize(1);
    }

    @Test
    void oneLyingNodeCanNeitherAddNorHideANode() {
        List<ServiceNode> lie = new ArrayList<>(fake.list().subList(0, 20));
        lie.addAll(new FakeNetwork(new VirtualLoop(), 30, 30).list().subList(24, 30));
        fake.nodes.get(3).lie = lie;

        for (int i = 0; i < 12; i++) {
            refresh();
            assertThat(nodes().nodes()).containsExactlyInAnyOrderElementsOf(fake.list());
        }
        assertThat(fake.seedPosts).hasSize(1);
    }

    @Test
    void nodesThatDoNotAnswerAreReplacedByOthers() {
        fixture.paths(2);
        List<ServiceNode> used = new ArrayList<>();
        fixture.pathsNow().forEach(path -> used.addAll(path.nodes()));
        int bad = 0;
        for (FakeNode node : fake.nodes) {
            if (!used.contains(node.node) && bad < 6) {
                node.status = 500;
                node.lie = List.of(used.get(0));
                node.isOld = true;
                bad++;
            }
        }
        for (int i = 0; i < 5; i++) {
            refresh();
        }

        assertThat(nodes().nodes()).containsExactlyInAnyOrderElementsOf(fake.list());
    }

    @Test
    void nodesOfTheOldKindAreAskedInTheOldWay() {
        fake.nodes.forEach(node -> node.isOld = true);

        refresh();

        assertThat(nodes().nodes()).containsExactlyInAnyOrderElementsOf(fake.list());
        assertThat(nodes().refreshed()).isAfter(VirtualLoop.START.plusSeconds(10));
        assertThat(fake.seedPosts).hasSize(1);
    }

    @Test
    void nodesThatAgreeOnTooLittleSendItBackToTheSeeds() {
        fake.nodes.forEach(node -> node.lie = fake.list().subList(0, 8));

        refresh();

        assertThat(fake.seedPosts).hasSize(2);
        assertThat(nodes().size()).isEqualTo(24);
    }

    @Test
    void aNetworkOfEightIsContentWithHalfOfItselfAndOne() {
        FakeNetwork eight = new FakeNetwork(8);
        RouterFixture small = RouterFixture.open(eight);
        small.paths(2);
        eight.nodes.forEach(node -> node.lie = eight.list().subList(0, 5));
        eight.loop.advance(Duration.ofSeconds(11));
        small.router.requestRefresh();
        eight.loop.advance(Duration.ofMinutes(1));

        assertThat(eight.loop.await(small.router.nodes()).size()).isEqualTo(5);
        assertThat(eight.seedPosts).hasSize(1);
    }

    @Test
    void refreshesComeOneAtATimeAndTenSecondsApart() {
        fixture.paths(2);
        loop.advance(Duration.ofSeconds(11));
        int before = asked();
        for (int i = 0; i < 50; i++) {
            fixture.router.requestRefresh();
            loop.advance(Duration.ofMillis(100));
        }
        assertThat(asked() - before).isEqualTo(3);
        loop.advance(Duration.ofSeconds(10));
        assertThat(asked() - before).isEqualTo(6);
    }

    @Test
    void whenNeitherNodesNorSeedsAnswerTheOldListStays() {
        fixture.paths(2);
        fake.seeds.clear();
        fake.nodes.forEach(node -> node.behaviour = Behaviour.SILENT);
        loop.advance(Duration.ofSeconds(11));
        fixture.router.requestRefresh();
        loop.advance(Duration.ofMinutes(30));

        assertThat(nodes().size()).isEqualTo(24);
    }

    @Test
    void aNodeThatHasLeftIsReplacedInItsPath() {
        OnionPath path = fixture.paths(2).get(0);
        Ed25519PublicKey middle = path.nodes().get(1).ed25519();
        List<ServiceNode> without = new ArrayList<>(fake.list());
        without.removeIf(node -> node.ed25519().equals(middle));
        fake.nodes.forEach(node -> node.lie = without);

        refresh();

        assertThat(fixture.pathsNow()).hasSize(2);
        assertThat(fixture.pathsNow())
                .allSatisfy(now ->
                        assertThat(now.nodes()).noneMatch(node -> node.ed25519().equals(middle)));
        assertThat(fixture.pathsNow())
                .anySatisfy(now -> assertThat(now.nodes())
                        .contains(path.nodes().get(0), path.nodes().get(2)));
    }

    private int asked() {
        return fake.nodes.stream().mapToInt(node -> node.asked).sum();
    }
}
