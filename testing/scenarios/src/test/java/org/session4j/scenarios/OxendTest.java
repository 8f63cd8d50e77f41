package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.NetworkConnection;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.StorageException;
import org.session4j.swarm.oxend.ChainHash;
import org.session4j.swarm.oxend.CoinAddress;
import org.session4j.swarm.oxend.CoinAmount;
import org.session4j.swarm.oxend.DaemonInfo;
import org.session4j.swarm.oxend.NodeVersion;
import org.session4j.swarm.oxend.OnsRegistration;
import org.session4j.swarm.oxend.OnsType;
import org.session4j.swarm.oxend.OxendDaemon;
import org.session4j.swarm.oxend.OxendException;
import org.session4j.swarm.oxend.OxendException.Reason;
import org.session4j.swarm.oxend.OxendQueries;
import org.session4j.swarm.oxend.OxendRelay;
import org.session4j.swarm.oxend.RpcLogin;
import org.session4j.swarm.oxend.ServiceNodeField;
import org.session4j.swarm.oxend.ServiceNodeState;
import org.session4j.swarm.oxend.ServiceNodes;
import org.session4j.swarm.oxend.ServiceNodesQuery;
import org.session4j.swarm.wire.OnsRecord;
import org.session4j.testkit.RpcMisbehaviour;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNode;
import org.session4j.testkit.TestOxend;
import org.session4j.testkit.TestRpcLogin;

/** A program looks at the node network, through service nodes and by a daemon of its own. */
@Timeout(120)
class OxendTest {

    private TestNetwork network;
    private TestOxend server;
    private OxendDaemon daemon;
    private NetworkConnection connection;
    private OxendRelay relay;

    @BeforeEach
    void open() {
        network = TestNetwork.builder().nodes(12).start();
        server = TestOxend.start(network);
        daemon = OxendDaemon.builder(server.uri()).open();
        connection = NetworkConnection.builder(network).open();
        relay = OxendRelay.through(connection.storage());
    }

    @AfterEach
    void close() {
        connection.close();
        daemon.close();
        server.close();
        network.close();
        assertThat(server.complaints()).isEmpty();
    }

    private static Throwable failure(CompletableFuture<?> future) throws InterruptedException {
        try {
            throw new AssertionError("got " + future.get());
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static Reason reason(CompletableFuture<?> future) throws InterruptedException {
        Throwable failure = failure(future);
        assertThat(failure).isInstanceOf(OxendException.class);
        return ((OxendException) failure).reason();
    }

    private static Set<Ed25519PublicKey> keys(ServiceNodes list) {
        return list.nodes().stream().map(ServiceNodeState::ed25519).collect(Collectors.toSet());
    }

    @Test
    void bothWaysShowTheSameNodes() {
        TestNode away = network.node(3);
        network.decommission(away);
        ServiceNodesQuery all = ServiceNodesQuery.builder().build();
        ServiceNodesQuery active = ServiceNodesQuery.builder().activeOnly().build();
        Set<Ed25519PublicKey> everyone =
                network.nodes().stream().map(TestNode::ed25519).collect(Collectors.toSet());

        for (OxendQueries way : List.of(relay, daemon)) {
            ServiceNodes list = way.serviceNodes(all).join();
            assertThat(keys(list)).isEqualTo(everyone);
            assertThat(list.hardFork()).isPositive();
            ServiceNodeState one = list.nodes().stream()
                    .filter(node -> away.ed25519().equals(node.ed25519()))
                    .findFirst()
                    .orElseThrow();
            assertThat(one.standing().isDecommissioned()).isTrue();
            assertThat(one.standing().decommissionReasons()).containsExactly("uptime");
            assertThat(one.versions().daemon()).isEqualTo(new NodeVersion(10, 4, 1));
            assertThat(one.stake().required()).hasToString("15000");
            assertThat(one.stake().contributors()).hasSize(2);
            assertThat(keys(way.serviceNodes(active).join())).hasSize(11).doesNotContain(away.ed25519());
        }
    }

    @Test
    void onlyWhatIsChosenIsTold() {
        Ed25519PublicKey chosen = relay.serviceNodes(
                        ServiceNodesQuery.builder().limit(1).build())
                .join()
                .nodes()
                .get(0)
                .key();
        ServiceNodesQuery query = ServiceNodesQuery.builder()
                .keys(List.of(chosen))
                .fields(ServiceNodeField.SWARM_ID, ServiceNodeField.PUBLIC_IP)
                .build();
        for (OxendQueries way : List.of(relay, daemon)) {
            ServiceNodes list = way.serviceNodes(query).join();
            assertThat(list.nodes()).hasSize(1);
            ServiceNodeState node = list.nodes().get(0);
            assertThat(node.ip()).startsWith("127.");
            assertThat(network.swarms()).contains(node.swarmId());
            assertThat(node.ed25519()).isNull();
            assertThat(node.standing().active()).isNull();
            assertThat(node.stake().contributors()).isEmpty();
        }
    }

    @Test
    void aListIsNotSentAgainWhileNothingHappens() {
        ChainHash known = daemon.height().join().newest();
        ServiceNodes list = daemon.serviceNodes(
                        ServiceNodesQuery.builder().unlessNewestBlockIs(known).build())
                .join();
        assertThat(list.isUnchanged()).isTrue();
        assertThat(list.nodes()).isEmpty();
    }

    @Test
    void theChainIsTold() throws Exception {
        DaemonInfo info = daemon.info().join();
        assertThat(info.isSynchronized()).isTrue();
        assertThat(info.blockTime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(daemon.height().join().blocks()).isEqualTo(info.blocks());
        assertThat(daemon.stakingRequirement().join().amount()).isEqualTo(CoinAmount.parse("15000"));
        CoinAddress address = CoinAddress.parse("L".repeat(95));
        assertThat(daemon.accruedRewards(List.of(address)).join()).containsEntry(address, CoinAmount.ofAtomicUnits(95));
        assertThat(daemon.call("get_height", "{}").join()).contains("\"immutable_height\"");
        assertThat(server.calls())
                .containsExactly(
                        "get_info", "get_height", "get_staking_requirement", "get_accrued_rewards", "get_height");
    }

    @Test
    void aNameLeadsToItsAccountAndItsOwner() throws Exception {
        SessionId bob = Account.generate().sessionId();
        network.registerName("bob", bob);
        OnsName name = OnsName.parse("bob");
        for (OxendQueries way : List.of(relay, daemon)) {
            OnsRecord record = way.resolve(name).join().orElseThrow();
            assertThat(record.open(Crypto.get(), name)).isEqualTo(bob);
            assertThat(way.resolve(OnsName.parse("nobody")).join()).isEmpty();
        }

        Bytes hash = OnsRecord.nameHash(Crypto.get(), name);
        List<OnsRegistration> found =
                daemon.namesToOwners(List.of(hash), List.of(OnsType.SESSION)).join();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).nameHash()).isEqualTo(hash);
        assertThat(found.get(0).sessionRecord().orElseThrow().open(Crypto.get(), name))
                .isEqualTo(bob);
        assertThat(daemon.ownersToNames(List.of(found.get(0).owner()), false).join())
                .isEqualTo(found);
        assertThat(daemon.namesToOwners(List.of(hash), List.of(OnsType.LOKINET)).join())
                .isEmpty();
    }

    @Test
    void aDaemonBesideANodeThatFailsIsSaidToFail() throws Exception {
        ServiceNodesQuery query = ServiceNodesQuery.builder().build();
        network.daemon(TestNetwork.DaemonState.REFUSING);
        assertThat(failure(relay.serviceNodes(query)))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.status()).isEqualTo(400));
        network.daemon(TestNetwork.DaemonState.WORKING);
        assertThat(relay.serviceNodes(query).join().nodes()).hasSize(12);
    }

    @Test
    void aDaemonThatRefusesIsQuoted() throws Exception {
        OxendException refusal =
                (OxendException) failure(daemon.call("ons_resolve", "{\"type\":0,\"name_hash\":\"x\"}"));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal.code()).isEqualTo(-1);
        assertThat(refusal.detail()).contains("name_hash");
    }

    @Test
    void nobodyIsThere() throws Exception {
        URI gone = server.uri();
        server.close();
        try (OxendDaemon lonely = OxendDaemon.builder(gone).open()) {
            assertThat(failure(lonely.info())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aDaemonMayWantALogin() throws Exception {
        for (TestRpcLogin wanted : List.of(TestRpcLogin.basic("me", "secret"), TestRpcLogin.digest("me", "secret"))) {
            try (TestOxend guarded = TestOxend.start(network, wanted);
                    OxendDaemon stranger = OxendDaemon.builder(guarded.uri()).open();
                    OxendDaemon known = OxendDaemon.builder(guarded.uri())
                            .login(RpcLogin.of("me", "secret".toCharArray()))
                            .open()) {
                assertThat(reason(stranger.height())).isEqualTo(Reason.LOGIN_NEEDED);
                assertThat(known.height().join()).isEqualTo(known.height().join());
                assertThat(guarded.logins()).isEqualTo(2);
                assertThat(guarded.complaints()).isEmpty();
            }
        }
    }

    @Test
    void closingEndsAQuestionThatIsNotAnswered() throws Exception {
        server.misbehave(RpcMisbehaviour.STALL);
        CompletableFuture<?> asked = daemon.height();
        while (server.requests() == 0) {
            Thread.onSpinWait();
        }
        daemon.close();
        assertThat(reason(asked)).isEqualTo(Reason.CLOSED);
        assertThat(reason(daemon.height())).isEqualTo(Reason.CLOSED);
    }
}
