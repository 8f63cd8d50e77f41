package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;

class TestNetworkTest {

    private static final TestAccount ALICE = TestAccount.user(1);

    @Test
    void aNetworkHasTwentyFourNodesInFourSwarmsEachInASubnetOfItsOwn() {
        try (TestNetwork network = TestNetwork.start()) {
            assertThat(network.nodes()).hasSize(24);
            assertThat(network.swarms()).hasSize(4);
            network.swarms().forEach(swarm -> assertThat(network.swarm(swarm)).hasSize(6));
            assertThat(network.nodes())
                    .extracting(node -> node.describe().subnet24())
                    .doesNotHaveDuplicates();
            assertThat(network.isTestNetwork()).isTrue();
            assertThat(network.pinnedNodes()).isEmpty();
            assertThat(network.seeds().get(0).url()).isEqualTo(network.secureSeedUri());
        }
    }

    @Test
    void oneSeedMakesTheSameKeysAndSwarms() {
        assertThat(identities(5)).isEqualTo(identities(5));
        assertThat(identities(5)).isNotEqualTo(identities(6));
    }

    private static List<String> identities(long seed) {
        try (TestNetwork network = TestNetwork.builder().nodes(3).seed(seed).start()) {
            return network.nodes().stream()
                    .map(node -> node.ed25519() + " " + node.swarm())
                    .toList();
        }
    }

    @Test
    void startAndCloseLeaveNoThreadAndNoPort() throws Exception {
        Set<Thread> before = threads();
        TestNetwork network = TestNetwork.builder().nodes(6).start();
        TestNode node = network.node(0);
        Rpc open = Rpc.to(node);
        assertThat(open.call("info", Rpc.params()).status()).isEqualTo(200);
        network.close();
        network.close();
        assertThatThrownBy(() -> Rpc.to(node)).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> open.call("info", Rpc.params())).hasCauseInstanceOf(IOException.class);
        // A thread of Netty's own that tells of the end; it ends by itself within a second.
        assertThat(GlobalEventExecutor.INSTANCE.awaitInactivity(10, TimeUnit.SECONDS))
                .isTrue();
        Set<Thread> left = threads();
        left.removeAll(before);
        assertThat(left).isEmpty();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> !thread.getName().startsWith("surefire"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void twoThousandNodesStartAndServe() throws Exception {
        try (TestNetwork network = TestNetwork.builder().nodes(2000).swarms(286).start()) {
            assertThat(network.nodes()).extracting(TestNode::ip).doesNotHaveDuplicates();
            assertThat(Rpc.ask(network.node(1999), "info", Rpc.params()).status())
                    .isEqualTo(200);
            try (RawHttp http = RawHttp.plain("127.0.0.1", network.seedUri().getPort())) {
                String list = http.post("/json_rpc", "{\"method\":\"get_n_service_nodes\",\"params\":{}}")
                        .text();
                assertThat(Rpc.parse(list).path("result").path("service_node_states"))
                        .hasSize(2000);
            }
        }
    }

    @Test
    void aNewMemberGetsTheMessagesOfItsSwarmAndOldServersLoseTheNamespaceOnTheWay() {
        for (ServerVersion version : ServerVersion.values()) {
            try (Scene scene = new Scene(version)) {
                scene.ask(ALICE, "store", Scene.storeSigned(ALICE, 2, "own"));
                TestNode added = scene.network.addNode(scene.home(ALICE).swarm());
                assertThat(added.messages())
                        .extracting(StoredMessage::namespace)
                        .containsExactly(version == ServerVersion.S212 ? 2 : 0);
                assertThat(scene.swarmOf(ALICE)).hasSize(4).contains(added);
            }
        }
    }

    @Test
    void anAccountMovesToASwarmThatComesNearer() throws Exception {
        try (Scene scene = new Scene(ServerVersion.S212)) {
            scene.ask(ALICE, "store", Scene.store(ALICE, "x"));
            SessionId id = SessionId.parse(ALICE.id());
            long before = scene.home(ALICE).swarm();
            for (int i = 0; scene.home(ALICE).swarm() == before && i < 200; i++) {
                scene.network.addSwarm(1);
            }
            assertThat(scene.home(ALICE).swarm()).isNotEqualTo(before);
            assertThat(scene.home(ALICE).messages(id)).hasSize(1);
        }
    }

    @Test
    void nodesMoveLeaveAndComeBack() {
        try (Scene scene = new Scene(ServerVersion.S28)) {
            scene.ask(ALICE, "store", Scene.store(ALICE, "x"));
            TestNode stranger = scene.stranger(ALICE);
            scene.network.move(stranger, scene.home(ALICE).swarm());
            assertThat(stranger.messages()).hasSize(1);
            scene.network.remove(stranger);
            assertThat(stranger.swarm()).isEqualTo(ServiceNode.NO_SWARM);
            assertThat(scene.swarmOf(ALICE)).hasSize(3);
            scene.network.recommission(stranger);
            assertThat(scene.swarmOf(ALICE)).hasSize(4);
        }
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatThrownBy(() -> TestNetwork.builder().nodes(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestNetwork.builder().nodes(2).swarms(3).start())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestNetwork.builder().timeScale(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
