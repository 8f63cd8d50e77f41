package org.session4j.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionResponse;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.wire.BatchAnswer;
import org.session4j.swarm.wire.DeleteRequest;
import org.session4j.swarm.wire.ExpireRequest;
import org.session4j.swarm.wire.InfoRequest;
import org.session4j.swarm.wire.RetrieveRequest;
import org.session4j.swarm.wire.StoreRequest;
import org.session4j.swarm.wire.SubAnswer;

/** Requests of an account's owner to a swarm: what is answered, and when they are tried again. */
class RequestTest {

    private final FakeNetwork network = new FakeNetwork();
    private final SwarmClient swarms = network.open();
    private final Account alice = Account.ofSeed(new byte[16]);
    private final Credentials credentials = Credentials.of(alice);
    private final List<FakeNode> members = network.swarmOf(alice.sessionId());

    private MessageHash stored(String text) {
        StoreRequest request =
                StoreRequest.signed(credentials, Namespace.DEFAULT, Bytes.utf8(text), Duration.ofDays(1));
        assertThat(swarms.store(request).join().isStored()).isTrue();
        network.requests.clear();
        return request.hash(Crypto.get());
    }

    private RetrieveRequest retrieve() {
        return RetrieveRequest.signed(credentials, Namespace.DEFAULT, null, 0);
    }

    private void all(FakeNode.Behaviour behaviour) {
        members.forEach(node -> node.behaviour = behaviour);
    }

    /** Answers once like this, and honestly from then on. */
    private void once(FakeNode.Behaviour behaviour) {
        all((node, request) -> {
            all((self, again) -> self.honest(again));
            return behaviour.answer(node, request);
        });
    }

    private static FakeNode.Behaviour altered(UnaryOperator<ObjectNode> change) {
        return (node, request) -> FakeNode.answer(200, change.apply((ObjectNode)
                FakeNode.JSON.readTree(node.honest(request).join().body().toByteArray())));
    }

    private static StorageException refusal(CompletableFuture<?> future) {
        assertThatThrownBy(future::join).isInstanceOf(CompletionException.class);
        return (StorageException) future.handle((value, failure) -> failure).join();
    }

    // --- answers ---

    @Test
    void whatWasStoredIsRetrieved() {
        MessageHash hash = stored("hello");

        RetrievedMessages messages = swarms.retrieve(retrieve()).join();

        assertThat(messages.messages()).singleElement().satisfies(message -> {
            assertThat(message.hash()).isEqualTo(hash);
            assertThat(message.data()).isEqualTo(Bytes.utf8("hello"));
            assertThat(message.timestamp()).isEqualTo(network.time.trueTime());
            assertThat(message.expiration()).isEqualTo(network.time.trueTime().plus(Duration.ofDays(1)));
        });
        assertThat(messages.time()).isEqualTo(network.time.trueTime());
        assertThat(messages.refused()).isZero();
    }

    @Test
    void membersConfirmWhatTheyDeleted() {
        MessageHash here = stored("one");
        MessageHash elsewhere =
                MessageHash.compute(Crypto.get(), alice.sessionId(), Namespace.DEFAULT, Bytes.of((byte) 0));

        SwarmAnswer<List<MessageHash>> answer =
                swarms.delete(credentials, List.of(elsewhere, here)).join();

        assertThat(answer.confirmations()).isEqualTo(5);
        for (FakeNode member : members) {
            assertThat(answer.confirmedBy(member.self.ed25519())).contains(List.of(here));
        }
    }

    @Test
    void membersConfirmThatTheyEmptiedAMailbox() {
        MessageHash hash = stored("one");

        SwarmAnswer<List<MessageHash>> answer = swarms.deleteAll(credentials, NamespaceScope.of(Namespace.DEFAULT))
                .join();

        assertThat(answer.confirmations()).isEqualTo(5);
        assertThat(answer.confirmedBy(members.get(1).self.ed25519())).contains(List.of(hash));
    }

    @Test
    void membersConfirmWhatTheyDeletedUpToATime() {
        MessageHash hash = stored("one");

        SwarmAnswer<List<MessageHash>> answer = swarms.deleteBefore(
                        credentials, Namespace.DEFAULT, network.time.trueTime())
                .join();

        assertThat(answer.confirmedBy(members.get(4).self.ed25519())).contains(List.of(hash));
    }

    @Test
    void membersConfirmNewExpiriesAndThoseTheyLeftAlone() {
        List<MessageHash> hashes = List.of(stored("one"), stored("two"), stored("three"));
        Instant expiry = network.time.trueTime().plus(Duration.ofDays(20));

        SwarmAnswer<ExpiryChange> answer = swarms.expire(credentials, ExpireRequest.Mode.EXTEND, hashes, expiry)
                .join();

        assertThat(answer.confirmations()).isEqualTo(5);
        ExpiryChange change = answer.confirmedBy(members.get(0).self.ed25519()).orElseThrow();
        assertThat(change.updated())
                .hasSize(2)
                .allSatisfy((hash, applied) -> assertThat(applied).isEqualTo(expiry));
        assertThat(change.unchanged())
                .hasSize(1)
                .allSatisfy((hash, kept) -> assertThat(kept).isEqualTo(Instant.ofEpochMilli(77)));
    }

    @Test
    void membersConfirmThatTheyShortenedAllExpiries() {
        MessageHash hash = stored("one");

        SwarmAnswer<List<MessageHash>> answer = swarms.expireAll(
                        credentials, NamespaceScope.of(Namespace.DEFAULT), network.time.trueTime())
                .join();

        assertThat(answer.confirmedBy(members.get(2).self.ed25519())).contains(List.of(hash));
    }

    @Test
    void expiriesAreToldForWhatIsThere() {
        MessageHash here = stored("one");
        MessageHash elsewhere =
                MessageHash.compute(Crypto.get(), alice.sessionId(), Namespace.DEFAULT, Bytes.of((byte) 0));

        assertThat(swarms.getExpiries(credentials, List.of(here, elsewhere)).join())
                .containsOnlyKeys(here);
    }

    @Test
    void membersConfirmRevocations() throws MalformedDataException {
        byte[] token = new byte[SubaccountToken.LENGTH];
        token[0] = 3;
        token[5] = (byte) 0xfe;
        List<SubaccountToken> tokens = List.of(SubaccountToken.decode(token));
        SessionId group = SessionId.of(IdKind.GROUP, alice.ed25519PublicKey().toByteArray());
        Credentials admin = new Credentials.GroupAdmin(group, alice::sign);
        FakeNode member = network.swarmOf(group).get(0);

        assertThat(swarms.revoke(admin, tokens).join().confirmedBy(member.self.ed25519()))
                .contains(OptionalLong.empty());
        assertThat(swarms.unrevoke(admin, tokens).join().confirmedBy(member.self.ed25519()))
                .contains(OptionalLong.of(1));
    }

    @Test
    void aBatchGivesEachRequestItsOwnAnswer() {
        MessageHash hash = stored("one");
        RetrieveRequest good = retrieve();
        RetrieveRequest bad = RetrieveRequest.signed(
                new Credentials.User(alice.sessionId(), alice.ed25519PublicKey(), message -> new byte[64]),
                Namespace.CONTACTS,
                null,
                0);

        BatchAnswer answer = swarms.batch(List.of(good, bad)).join();

        assertThat(answer.of(good))
                .isInstanceOfSatisfying(
                        SubAnswer.Success.class,
                        success -> assertThat(((RetrievedMessages) success.value())
                                        .messages()
                                        .get(0)
                                        .hash())
                                .isEqualTo(hash));
        assertThat(answer.of(bad)).isEqualTo(new SubAnswer.Refused<>(401, "refused with 401"));
    }

    @Test
    void aSequenceThatEndedEarlyLeavesRequestsOut() {
        all(altered(body -> {
            ((ArrayNode) body.get("results")).remove(1);
            return body;
        }));
        RetrieveRequest second = retrieve();

        assertThat(swarms.sequence(List.of(retrieve(), second)).join().of(second))
                .isEqualTo(new SubAnswer.Skipped<>());
    }

    @Test
    void aNodeTellsItsVersion() {
        NodeInfo info = swarms.info(network.nodes.get(7).self).join();

        assertThat(info.version()).containsExactly(2, 8, 0);
        assertThat(info.hardFork()).isEqualTo(new HardFork(19, 4));
        assertThat(network.asked()).containsExactly(network.nodes.get(7));
    }

    // --- trying again ---

    @Test
    void aSilentMemberCostsAPauseAndAnotherMember() {
        once(FakeNetwork.silent());

        swarms.retrieve(retrieve()).join();

        assertThat(network.asked()).hasSize(2).doesNotHaveDuplicates();
        assertThat(network.time.waited()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void threeRetriesAreEnough() {
        all(FakeNetwork.silent());

        CompletableFuture<?> failed = swarms.retrieve(retrieve());

        assertThatThrownBy(failed::join).hasCauseInstanceOf(OnionException.class);
        assertThat(network.asked()).hasSize(4).doesNotHaveDuplicates();
        assertThat(network.time.waited()).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @Test
    void whatCannotWorkIsNotTriedAgain() {
        all(FakeNetwork.fails(OnionException.Reason.PAYLOAD_TOO_LARGE));

        assertThatThrownBy(() -> swarms.retrieve(retrieve()).join()).hasCauseInstanceOf(OnionException.class);
        assertThat(network.requests).hasSize(1);
    }

    @Test
    void anErrorInsideAMemberSendsTheRequestToAnother() {
        once(FakeNetwork.says(500, "request failed"));

        swarms.retrieve(retrieve()).join();

        assertThat(network.asked()).hasSize(2).doesNotHaveDuplicates();
        assertThat(network.time.waited()).isZero();
    }

    @Test
    void aRefusalIsFinal() {
        all(FakeNetwork.says(401, "retrieve signature verification failed"));

        StorageException refusal = refusal(swarms.retrieve(retrieve()));

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.reason()).isEqualTo("retrieve signature verification failed");
        assertThat(refusal).hasMessageNotContaining("verification");
        assertThat(network.requests).hasSize(1);
    }

    @Test
    void nonsenseIsStruckAndAskedElsewhere() {
        once(FakeNetwork.says(200, "{\"messages\":7}"));

        swarms.retrieve(retrieve()).join();

        FakeNode nonsense = network.asked().get(0);
        assertThat(network.strikes(nonsense)).isEqualTo(1);
        assertThat(network.asked()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aDaemonThatIsBrokenStrikesItsNodeOut() {
        for (FakeNode node : network.nodes) {
            node.behaviour = FakeNetwork.says(502, "oxend returned unparsable data");
        }

        refusal(swarms.oxendRequest("get_service_nodes", "{}"));

        assertThat(network.strikes)
                .hasSize(4)
                .allSatisfy((node, strikes) -> assertThat(strikes).isEqualTo(3));
    }

    // --- clock ---

    @Test
    void aWrongClockIsSetAndTheRequestSignedAgain() {
        network.time.setLocalError(Duration.ofHours(-5));

        swarms.retrieve(retrieve()).join();

        assertThat(swarms.clock().offset()).isEqualTo(Duration.ofHours(-5));
        assertThat(network.asked().get(0))
                .isEqualTo(network.asked().get(network.asked().size() - 1));
        assertThat(network.strikes).isEmpty();
    }

    @Test
    void aMemberThatStillComplainsIsStruckOut() {
        FakeNode wrong = members.get(0);
        wrong.clockError = Duration.ofHours(2);
        for (int i = 0; i < 6; i++) {
            swarms.retrieve(retrieve()).join();
        }

        assertThat(network.strikes).containsOnlyKeys(wrong.self.ed25519());
        assertThat(network.strikes(wrong)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aBatchWhosePartsAllComplainIsSignedAgain() {
        network.time.setLocalError(Duration.ofHours(5));
        RetrieveRequest retrieve = retrieve();

        BatchAnswer answer = swarms.batch(List.of(retrieve, retrieve())).join();

        assertThat(answer.of(retrieve)).isInstanceOf(SubAnswer.Success.class);
    }

    // --- wrong swarm ---

    @Test
    void aRedirectIsFollowedOnceAndRemembered() {
        List<FakeNode> others = network.othersOf(alice.sessionId());
        all((node, request) -> FakeNode.answer(421, FakeNode.swarmObject(others)));

        swarms.retrieve(retrieve()).join();
        swarms.retrieve(retrieve()).join();

        assertThat(network.asked()).hasSize(3);
        assertThat(others).containsAll(network.asked().subList(1, 3));
        assertThat(swarms.swarm(alice.sessionId()).join().members())
                .hasSize(5)
                .allMatch(node -> others.contains(network.node(node.ed25519())));
    }

    @Test
    void aRedirectInsideABatchIsFollowed() {
        List<FakeNode> others = network.othersOf(alice.sessionId());
        all((node, request) -> {
            ObjectNode body = FakeNode.JSON.createObjectNode();
            body.putArray("results").addObject().put("code", 421).set("body", FakeNode.swarmObject(others));
            return FakeNode.answer(200, body);
        });

        swarms.batch(List.of(retrieve())).join();

        assertThat(network.asked()).hasSize(2);
        assertThat(others).contains(network.asked().get(1));
    }

    @Test
    void aSecondRedirectIsNotFollowed() {
        for (FakeNode node : network.nodes) {
            node.behaviour =
                    (self, request) -> FakeNode.answer(421, FakeNode.swarmObject(network.othersOf(alice.sessionId())));
        }

        assertThat(refusal(swarms.retrieve(retrieve())).status()).isEqualTo(421);
        assertThat(network.requests).hasSize(2);
    }

    @Test
    void aRedirectToUnknownNodesOnlyDropsTheOneThatSentIt() {
        once((node, request) -> {
            ObjectNode strangers = FakeNode.JSON.createObjectNode();
            strangers.putArray("snodes").addObject().put("pubkey_ed25519", "11".repeat(32));
            return FakeNode.answer(421, strangers);
        });

        swarms.retrieve(retrieve()).join();

        FakeNode rejecting = network.asked().get(0);
        assertThat(swarms.swarm(alice.sessionId()).join().members()).hasSize(4).doesNotContain(rejecting.self);
        assertThat(network.refreshes).isEqualTo(1);
    }

    @Test
    void aNewNodeListMakesOldRedirectsForgotten() {
        all((node, request) -> FakeNode.answer(421, FakeNode.swarmObject(network.othersOf(alice.sessionId()))));
        swarms.retrieve(retrieve()).join();
        network.time.advance(Duration.ofHours(2));
        network.list = network.listOf(network.nodes);

        assertThat(swarms.swarm(alice.sessionId()).join().members())
                .allMatch(node -> members.contains(network.node(node.ed25519())));
    }

    @Test
    void whereTheListDoesNotSayWhichSwarmANodeIsInAnyNodeIsAsked() {
        FakeNetwork unknown = new FakeNetwork(false);
        unknown.nodes.forEach(node -> node.behaviour =
                (self, request) -> request.get("method").asText().equals("get_swarm")
                        ? FakeNode.answer(200, FakeNode.swarmObject(unknown.nodes.subList(0, 5)))
                        : self.honest(request));
        SwarmClient client = unknown.open();

        client.retrieve(retrieve()).join();
        client.retrieve(retrieve()).join();

        assertThat(unknown.requests).hasSize(3);
        assertThat(unknown.nodes.subList(0, 5)).containsAll(unknown.asked().subList(1, 3));
    }

    // --- whose turn it is, and the end ---

    @Test
    void eachMemberHasItsTurnBeforeAnyIsAskedAgain() {
        for (int i = 0; i < 5; i++) {
            swarms.retrieve(retrieve()).join();
        }

        assertThat(network.asked()).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    void closingEndsWhatIsUnderWay() {
        all((node, request) -> new CompletableFuture<OnionResponse>());
        CompletableFuture<?> waiting = swarms.retrieve(retrieve());
        assertThat(waiting).isNotDone();

        swarms.close();

        assertThat(waiting).isCompletedExceptionally();
        assertThat(swarms.retrieve(retrieve())).isCompletedExceptionally();
    }

    @Test
    void requestsTellTheMistakesOfTheirMakers() {
        assertThatThrownBy(() -> DeleteRequest.of(credentials, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        StoreRequest.unsigned(alice.sessionId(), Namespace.CONTACTS, Bytes.empty(), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoreRequest.unsigned(
                        alice.sessionId(), Namespace.DEFAULT, Bytes.of(new byte[76_801]), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(InfoRequest.of().account()).isEmpty();
    }
}
