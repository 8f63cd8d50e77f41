package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionClient;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.HardFork;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.OnsResult;
import org.session4j.swarm.PollRequest;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.RetrievedMessages;
import org.session4j.swarm.StorageException;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.StoredMessage;
import org.session4j.swarm.SubaccountToken;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.SwarmClient;
import org.session4j.swarm.wire.BatchAnswer;
import org.session4j.swarm.wire.DeleteRequest;
import org.session4j.swarm.wire.ExpireRequest;
import org.session4j.swarm.wire.IfElseRequest;
import org.session4j.swarm.wire.InfoRequest;
import org.session4j.swarm.wire.RetrieveRequest;
import org.session4j.swarm.wire.StoreRequest;
import org.session4j.swarm.wire.SubAnswer;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNode;

/**
 * Every method of the storage server, through three hops, at nodes that were written from the server's document alone and
 * check every signature themselves.
 */
class StorageRpcTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Account alice = Account.generate();
    private final Credentials credentials = Credentials.of(alice);
    private TestNetwork network;
    private OnionClient onion;
    private SwarmClient swarms;

    @BeforeEach
    void open() {
        network = PatientNetwork.builder().nodes(15).swarms(3).start();
        onion = OnionClient.builder(network).open();
        swarms = SwarmClient.builder(onion).timing(network.timing()).open();
    }

    @AfterEach
    void close() {
        swarms.close();
        onion.close();
        network.close();
    }

    private MessageHash store(Namespace namespace, String text) {
        return store(credentials, namespace, text);
    }

    private MessageHash store(Credentials owner, Namespace namespace, String text) {
        StoreRequest request = StoreRequest.signed(owner, namespace, Bytes.utf8(text), DAY);
        StoreResult result = swarms.store(request).join();
        assertThat(result.isStored()).isTrue();
        return result.hash();
    }

    private void confirmedByAll(SwarmAnswer<?> answer, SessionId account) {
        assertThat(answer.confirmations())
                .isEqualTo(network.swarmOf(account).size())
                .isEqualTo(answer.outcomes().size());
    }

    private static int refusal(CompletableFuture<?> future) {
        assertThatThrownBy(future::join).isInstanceOf(CompletionException.class);
        return ((StorageException) future.handle((value, failure) -> failure).join()).status();
    }

    @Test
    void aMessageForSomeoneElseIsHeldByItsWholeSwarm() {
        SessionId bob = Account.generate().sessionId();
        StoreRequest request = StoreRequest.unsigned(bob, Namespace.DEFAULT, Bytes.utf8("sealed"), DAY);

        StoreResult.Stored stored = swarms.store(request).join().stored().orElseThrow();

        confirmedByAll(stored.answer(), bob);
        for (TestNode node : network.swarmOf(bob)) {
            assertThat(node.messages(bob)).hasSize(1);
        }
        assertThat(swarms.store(request)
                        .join()
                        .stored()
                        .orElseThrow()
                        .answer()
                        .outcomes()
                        .values())
                .allSatisfy(outcome -> assertThat(outcome.toString()).contains("already=true"));
    }

    @Test
    void swarmsThatAreWorkedOutAreThoseThatNodesTell() {
        for (int i = 0; i < 10; i++) {
            SessionId account = Account.generate().sessionId();
            assertThat(swarms.swarm(account).join().keys())
                    .isEqualTo(swarms.getSwarm(account).join().keys());
        }
    }

    @Test
    void whatIsStoredIsRetrievedDeletedAndGone() {
        MessageHash one = store(Namespace.USER_PROFILE, "one");
        MessageHash two = store(Namespace.USER_PROFILE, "two");
        RetrieveRequest retrieve = RetrieveRequest.signed(credentials, Namespace.USER_PROFILE, null, 0);

        RetrievedMessages found = swarms.retrieve(retrieve).join();
        assertThat(found.messages()).extracting(StoredMessage::hash).containsExactly(one, two);
        assertThat(found.refused()).isZero();

        SwarmAnswer<List<MessageHash>> deleted =
                swarms.delete(credentials, List.of(two, one)).join();
        confirmedByAll(deleted, alice.sessionId());
        assertThat(deleted.confirmedBy(network.swarmOf(alice.sessionId()).get(0).ed25519()))
                .hasValueSatisfying(hashes -> assertThat(hashes).containsExactlyInAnyOrder(one, two));
        assertThat(swarms.retrieve(retrieve).join().messages()).isEmpty();
    }

    @Test
    void mailboxesAreEmptiedOneByOneOrAllAtOnce() {
        store(Namespace.DEFAULT, "a");
        store(Namespace.CONTACTS, "b");
        store(Namespace.USER_GROUPS, "c");

        confirmedByAll(
                swarms.deleteAll(credentials, NamespaceScope.of(Namespace.CONTACTS))
                        .join(),
                alice.sessionId());
        SwarmAnswer<List<MessageHash>> rest =
                swarms.deleteAll(credentials, NamespaceScope.all()).join();

        confirmedByAll(rest, alice.sessionId());
        assertThat(rest.confirmedBy(network.swarmOf(alice.sessionId()).get(1).ed25519()))
                .hasValueSatisfying(hashes -> assertThat(hashes).hasSize(2).isSorted());
    }

    @Test
    void messagesUpToATimeAreDeleted() {
        MessageHash hash = store(Namespace.DEFAULT, "a");

        SwarmAnswer<List<MessageHash>> answer = swarms.deleteBefore(
                        credentials, Namespace.DEFAULT, swarms.clock().now())
                .join();

        confirmedByAll(answer, alice.sessionId());
        assertThat(answer.confirmedBy(network.swarmOf(alice.sessionId()).get(2).ed25519()))
                .contains(List.of(hash));
    }

    @Test
    void expiriesAreChangedAndTold() {
        MessageHash one = store(Namespace.CONTACTS, "one");
        MessageHash two = store(Namespace.CONTACTS, "two");
        Instant later = swarms.clock().now().plus(Duration.ofDays(3));
        Instant sooner = swarms.clock().now().plus(Duration.ofHours(3));

        SwarmAnswer<ExpiryChange> extended = swarms.expire(
                        credentials, ExpireRequest.Mode.EXTEND, List.of(two, one), later)
                .join();
        confirmedByAll(extended, alice.sessionId());
        assertThat(swarms.getExpiries(credentials, List.of(one, two)).join())
                .containsEntry(one, later)
                .containsEntry(two, later);

        SwarmAnswer<ExpiryChange> unchanged = swarms.expire(
                        credentials, ExpireRequest.Mode.EXTEND, List.of(one), sooner)
                .join();
        confirmedByAll(unchanged, alice.sessionId());
        assertThat(unchanged.confirmedBy(
                        network.swarmOf(alice.sessionId()).get(0).ed25519()))
                .hasValueSatisfying(change -> assertThat(change.unchanged()).containsEntry(one, later));

        SwarmAnswer<ExpiryChange> each = swarms.send(ExpireRequest.of(
                        credentials,
                        ExpireRequest.Mode.SHORTEN,
                        List.of(two, one),
                        List.of(sooner, sooner.plusMillis(5))))
                .join();
        confirmedByAll(each, alice.sessionId());

        confirmedByAll(
                swarms.expireAll(credentials, NamespaceScope.all(), sooner).join(), alice.sessionId());
        assertThat(swarms.getExpiries(credentials, List.of(one, two)).join())
                .containsEntry(one, sooner)
                .containsEntry(two, sooner);
    }

    @Test
    void aMemberOfAGroupActsWithATokenUntilItIsRevoked() throws Exception {
        SessionId group = SessionId.of(IdKind.GROUP, alice.ed25519PublicKey().toByteArray());
        Credentials admin = new Credentials.GroupAdmin(group, alice::sign);
        Account carol = Account.generate();
        byte[] raw = new byte[SubaccountToken.LENGTH];
        raw[0] = IdKind.GROUP.prefix();
        raw[1] = 1 + 2;
        System.arraycopy(carol.ed25519PublicKey().toByteArray(), 0, raw, 4, 32);
        SubaccountToken token = SubaccountToken.decode(raw);
        Credentials member = new Credentials.Subaccount(group, token, Bytes.of(alice.sign(raw)), carol::sign);
        RetrieveRequest retrieve = RetrieveRequest.signed(member, Namespace.GROUP_MESSAGES, null, 0);

        store(member, Namespace.GROUP_MESSAGES, "from carol");
        store(admin, Namespace.GROUP_INFO, "from the admin");
        assertThat(swarms.retrieve(retrieve).join().messages()).hasSize(1);

        confirmedByAll(swarms.revoke(admin, List.of(token)).join(), group);
        assertThat(refusal(swarms.retrieve(retrieve))).isEqualTo(401);

        SwarmAnswer<OptionalLong> back = swarms.unrevoke(admin, List.of(token)).join();
        confirmedByAll(back, group);
        assertThat(back.confirmedBy(network.swarmOf(group).get(0).ed25519())).contains(OptionalLong.of(1));
        assertThat(swarms.retrieve(retrieve).join().messages()).hasSize(1);
    }

    @Test
    void severalRequestsTravelTogether() {
        MessageHash hash = store(Namespace.DEFAULT, "a");
        RetrieveRequest retrieve = RetrieveRequest.signed(credentials, Namespace.DEFAULT, null, 0);
        DeleteRequest delete = DeleteRequest.required(credentials, List.of(hash));
        DeleteRequest again = DeleteRequest.required(credentials, List.of(hash));
        RetrieveRequest after = RetrieveRequest.signed(credentials, Namespace.DEFAULT, null, 0);

        BatchAnswer answer =
                swarms.sequence(List.of(retrieve, delete, again, after)).join();

        assertThat(answer.of(retrieve)).isInstanceOf(SubAnswer.Success.class);
        assertThat(answer.of(delete).code()).isEqualTo(200);
        assertThat(answer.of(again).code()).isEqualTo(404);
        assertThat(answer.of(after)).isInstanceOf(SubAnswer.Skipped.class);
        assertThat(swarms.batch(List.of(InfoRequest.of(), retrieve)).join().answers())
                .allMatch(part -> part instanceof SubAnswer.Success);
    }

    @Test
    void aBranchIsTakenByTheHardFork() {
        IfElseRequest.Answer<?> answer = swarms.ifElse(IfElseRequest.of(
                        IfElseRequest.Condition.hardForkAtLeast(new HardFork(19, 1))
                                .and(IfElseRequest.Condition.versionAtLeast(List.of(2, 0, 0))),
                        InfoRequest.of(),
                        null))
                .join();

        assertThat(answer.condition()).isTrue();
        assertThat(answer.result()).isInstanceOf(SubAnswer.Success.class);
    }

    @Test
    void nodesTellTheTimeAndTheDaemonTheNodes() {
        assertThat(Duration.between(
                                swarms.clock().synchronize().join(),
                                network.clock().instant())
                        .abs())
                .isLessThan(Duration.ofSeconds(5));
        assertThat(swarms.oxendRequest("get_service_nodes", "{\"active_only\":true,\"fields\":{\"swarm_id\":true}}")
                        .join())
                .contains("service_node_states");
        assertThat(refusal(swarms.oxendRequest("get_info", "{}"))).isEqualTo(400);
    }

    @Test
    void aNameLeadsToItsAccount() throws Exception {
        network.registerName("alice", alice.sessionId());

        assertThat(swarms.resolve(OnsName.parse("Alice")).join()).isEqualTo(new OnsResult.Found(alice.sessionId()));
        assertThat(swarms.resolve(OnsName.parse("nobody")).join()).isEqualTo(new OnsResult.NotRegistered());
    }

    @Test
    void aPollFindsWhatIsNewAtEachMember() {
        PollRequest poll = PollRequest.of(credentials, List.of(Namespace.DEFAULT, Namespace.USER_PROFILE));
        MessageHash first = store(Namespace.DEFAULT, "first");
        PollResult before = swarms.poll(poll).join();
        assertThat(before.messages(Namespace.DEFAULT))
                .extracting(StoredMessage::hash)
                .containsExactly(first);
        swarms.acknowledge(before);

        MessageHash second = store(Namespace.DEFAULT, "second");

        PollResult after = swarms.poll(poll, before.member()).join();
        assertThat(after.messages(Namespace.DEFAULT))
                .extracting(StoredMessage::hash)
                .containsExactly(second);
        assertThat(Optional.ofNullable(after.kept())).isEmpty();
    }

    @Test
    void aMoveOfTheSwarmIsFollowedByARedirect() {
        MessageHash hash = store(Namespace.DEFAULT, "a");
        long swarm = network.swarmOf(alice.sessionId()).get(0).swarm();
        long other =
                network.swarms().stream().filter(id -> id != swarm).findFirst().orElseThrow();
        List<TestNode> old = List.copyOf(network.swarmOf(alice.sessionId()));
        old.subList(0, 3).forEach(node -> network.move(node, other));

        for (int i = 0; i < 5; i++) {
            RetrievedMessages found = swarms.retrieve(RetrieveRequest.signed(credentials, Namespace.DEFAULT, null, 0))
                    .join();
            assertThat(found.messages()).extracting(StoredMessage::hash).containsExactly(hash);
        }
        assertThat(hash)
                .isEqualTo(MessageHash.compute(Crypto.get(), alice.sessionId(), Namespace.DEFAULT, Bytes.utf8("a")));
    }
}
