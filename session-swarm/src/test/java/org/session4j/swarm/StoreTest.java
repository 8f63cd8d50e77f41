package org.session4j.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionException;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.wire.StoreRequest;

/** A message on its way into a swarm whose members may be dead, wrong, or liars. */
class StoreTest {

    private static final Duration TTL = Duration.ofDays(14);

    private final FakeNetwork network = new FakeNetwork();
    private final SwarmClient swarms = network.open();
    private final SessionId bob = Account.ofSeed(new byte[16]).sessionId();
    private final List<FakeNode> members = network.swarmOf(bob);
    private final StoreRequest request = StoreRequest.unsigned(bob, Namespace.DEFAULT, Bytes.utf8("sealed"), TTL);
    private final MessageHash hash = request.hash(Crypto.get());

    private StoreResult store() {
        return swarms.store(request).join();
    }

    private long holders() {
        return members.stream()
                .filter(node -> node.mailboxes.values().stream().anyMatch(box -> box.containsKey(hash.toString())))
                .count();
    }

    @Test
    void allMembersHoldAMessageAfterOneRequest() {
        StoreResult.Stored stored = store().stored().orElseThrow();

        assertThat(stored.hash()).isEqualTo(hash);
        assertThat(stored.answer().confirmations()).isEqualTo(5);
        assertThat(holders()).isEqualTo(5);
        assertThat(network.requests).hasSize(1);
        assertThat(stored.answer().hardFork()).isEqualTo(new HardFork(19, 4));
    }

    @Test
    void storedOnFourOfFiveIsAResult() {
        FakeNode dead = members.get(2);
        members.stream()
                .filter(node -> node != dead)
                .forEach(node -> node.behaviour = (self, json) -> {
                    ObjectNode body = (ObjectNode) FakeNode.JSON.readTree(
                            self.honest(json).join().body().toByteArray());
                    ((ObjectNode) body.get("swarm"))
                            .putObject(dead.self.ed25519().toString())
                            .put("failed", true)
                            .put("timeout", true);
                    return FakeNode.answer(200, body);
                });
        dead.behaviour = FakeNetwork.silent();

        StoreResult.Stored stored = store().stored().orElseThrow();

        assertThat(stored.answer().confirmations()).isEqualTo(4);
        assertThat(stored.answer().outcomes())
                .containsEntry(dead.self.ed25519(), new NodeOutcome.Failed<>(NodeOutcome.Reason.TIMED_OUT, 0));
    }

    @Test
    void aSilentMemberCostsOneMoreRequestToAnother() {
        members.subList(0, 4).forEach(node -> node.behaviour = FakeNetwork.silent());

        assertThat(store().isStored()).isTrue();
        assertThat(network.asked()).doesNotHaveDuplicates();
        assertThat(network.asked().get(network.asked().size() - 1)).isEqualTo(members.get(4));
    }

    @Test
    void pausesBetweenSilencesDouble() {
        members.forEach(node -> node.behaviour = FakeNetwork.silent());

        assertThat(store()).isInstanceOf(StoreResult.Unconfirmed.class);
        assertThat(network.requests).hasSize(StorePolicy.standard().maxMembers());
        assertThat(network.time.waited()).isEqualTo(Duration.ofSeconds(1 + 2 + 4 + 8 + 16));
    }

    /** Signs for itself alone and keeps nothing. */
    private void lie(FakeNode node) {
        node.behaviour = (self, json) -> {
            FakeNode.Stored message = FakeNode.message(json.get("params"));
            ObjectNode body = FakeNode.JSON.createObjectNode();
            body.putObject("swarm")
                    .putObject(self.self.ed25519().toString())
                    .put("hash", message.hash())
                    .put("signature", self.sign(message.hash()));
            return FakeNode.answer(200, body);
        };
    }

    @Test
    void aMemberThatVouchesForItselfAloneIsNotBelieved() {
        lie(members.get(0));
        lie(members.get(1));

        // Two liars in a row do not add up to two confirmations.
        for (int i = 0; i < 20; i++) {
            members.forEach(node -> node.mailboxes.clear());
            assertThat(store().isStored()).isTrue();
            assertThat(holders()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void whereAllVouchForThemselvesAloneTheMessageIsUnconfirmed() {
        members.forEach(this::lie);

        StoreResult.Unconfirmed result = (StoreResult.Unconfirmed) store();

        assertThat(result.outcomes().values()).allMatch(NodeOutcome::isConfirmed);
        assertThat(network.requests).hasSize(6);
    }

    @Test
    void signaturesOfNodesOutsideTheSwarmDoNotCount() {
        List<FakeNode> strangers = network.othersOf(bob);
        members.forEach(node -> node.behaviour = (self, json) -> {
            FakeNode.Stored message = FakeNode.message(json.get("params"));
            ObjectNode body = FakeNode.JSON.createObjectNode();
            ObjectNode entries = body.putObject("swarm");
            for (FakeNode signer : List.of(self, strangers.get(0), strangers.get(1))) {
                entries.putObject(signer.self.ed25519().toString())
                        .put("hash", message.hash())
                        .put("signature", signer.sign(message.hash()));
            }
            return FakeNode.answer(200, body);
        });

        assertThat(store()).isInstanceOf(StoreResult.Unconfirmed.class);
    }

    @Test
    void aSignatureOverAnotherMessageIsBad() {
        FakeNode.Behaviour other = (self, json) -> {
            ObjectNode forged = json.deepCopy();
            ((ObjectNode) forged.get("params")).put("data", "b3RoZXI=");
            return self.honest(forged);
        };
        members.forEach(node -> node.behaviour = other);

        StoreResult.Unconfirmed result = (StoreResult.Unconfirmed) store();

        assertThat(result.outcomes().values()).allMatch(outcome -> outcome instanceof NodeOutcome.BadSignature);
        assertThat(network.strikes).isNotEmpty();
    }

    @Test
    void aForgedSignatureIsBad() {
        FakeNode forger = members.get(0);
        members.forEach(node -> node.behaviour = (self, json) -> {
            ObjectNode body = (ObjectNode)
                    FakeNode.JSON.readTree(self.honest(json).join().body().toByteArray());
            ((ObjectNode) body.get("swarm").get(forger.self.ed25519().toString())).put("signature", "A".repeat(86));
            return FakeNode.answer(200, body);
        });

        StoreResult.Stored stored = store().stored().orElseThrow();

        assertThat(stored.answeredBy()).isNotEqualTo(forger.self.ed25519());
        assertThat(stored.answer().outcomes().get(forger.self.ed25519())).isInstanceOf(NodeOutcome.BadSignature.class);
    }

    @Test
    void aRedirectLeadsToTheOtherSwarmOnce() {
        List<FakeNode> others = network.othersOf(bob);
        members.forEach(node -> node.behaviour = (self, json) -> FakeNode.answer(421, FakeNode.swarmObject(others)));

        StoreResult.Stored stored = store().stored().orElseThrow();

        assertThat(others).extracting(node -> node.self.ed25519()).contains(stored.answeredBy());
        assertThat(network.requests).hasSize(2);
        assertThat(network.refreshes).isEqualTo(1);
    }

    @Test
    void aClockThatWasWrongIsSetAndTheMessageRefusedSoThatItIsMadeAnew() {
        network.time.setLocalError(Duration.ofMinutes(3));

        StoreResult.Refused refused = (StoreResult.Refused) store();

        assertThat(refused.refusal()).isEqualTo(StoreResult.Refusal.CLOCK);
        assertThat(holders()).isZero();
        assertThat(network.strikes).isEmpty();
        assertThat(swarms.clock().now()).isEqualTo(network.time.trueTime());
        assertThat(store().isStored()).isTrue();
    }

    @Test
    void aMessageThatMayBeStoredIsNotRefusedForTheClock() {
        network.time.setLocalError(Duration.ofMinutes(3));
        FakeNode.Behaviour onceLost = (self, json) -> {
            members.forEach(node -> node.behaviour = (honest, again) -> honest.honest(again));
            throw new OnionException(OnionException.Reason.PATH_TIMED_OUT, "the answer was lost");
        };
        members.forEach(node -> node.behaviour = onceLost);

        assertThat(store().isStored()).isTrue();
    }

    @Test
    void aMemberWhoseClockIsWrongIsStruckOutAndAnotherAsked() {
        swarms.clock().synchronize().join();
        members.subList(0, 4).forEach(node -> node.clockError = Duration.ofHours(-1));

        assertThat(store().isStored()).isTrue();
        for (FakeNode node : network.asked()) {
            if (node.clockError.isNegative() && node.methods.contains("store")) {
                assertThat(network.strikes(node)).isEqualTo(3);
            }
        }
    }

    @Test
    void oneMemberThatRefusesIsNotBelieved() {
        members.get(0).behaviour = FakeNetwork.says(403, "Provided expiry/TTL is not valid.");
        for (int i = 0; i < 10; i++) {
            assertThat(store().isStored()).isTrue();
        }
    }

    @Test
    void twoMembersThatRefuseForTheSameReasonAreBelieved() {
        members.forEach(node -> node.behaviour = FakeNetwork.says(403, "Provided expiry/TTL is not valid."));

        StoreResult.Refused refused = (StoreResult.Refused) store();

        assertThat(refused.refusal()).isEqualTo(StoreResult.Refusal.TTL);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(network.requests).hasSize(2);
    }

    @Test
    void anErrorInsideAMemberLeavesTheMessageUnconfirmed() {
        members.forEach(node -> node.behaviour = FakeNetwork.says(500, "request failed"));

        assertThat(store()).isInstanceOf(StoreResult.Unconfirmed.class);
    }

    @Test
    void membersThatAreNotReadyLeaveTheMessageRefused() {
        members.forEach(node -> node.behaviour = FakeNetwork.says(503, "Snode not ready"));

        assertThat(store()).isInstanceOf(StoreResult.Refused.class);
    }

    @Test
    void anAttemptCountsEvenIfThereCannotBeAnotherOne() {
        members.forEach(node -> node.behaviour = (self, json) -> {
            network.noList = new OnionException(OnionException.Reason.NETWORK_BOOTSTRAP_FAILED, "no list");
            throw new OnionException(OnionException.Reason.PATH_TIMED_OUT, "silence");
        });

        assertThat(store()).isInstanceOf(StoreResult.Unconfirmed.class);
    }

    @Test
    void anAnswerThatTripsOverABugLeavesTheMessageUnconfirmed() {
        members.forEach(node -> node.behaviour = (self, json) -> CompletableFuture.completedFuture(null));

        assertThat(store()).isInstanceOf(StoreResult.Unconfirmed.class);
    }

    @Test
    void withoutAPathTheMessageWasCertainlyNotSent() {
        members.forEach(node -> node.behaviour = FakeNetwork.fails(OnionException.Reason.NO_PATH));

        StoreResult.Refused refused = (StoreResult.Refused) store();

        assertThat(refused.refusal()).isEqualTo(StoreResult.Refusal.NOT_SENT);
        assertThat(refused.failure()).isInstanceOf(OnionException.class);
    }

    @Test
    void databasesThatAreFullEverywhereLeaveTheMessageRefused() {
        members.forEach(node -> node.behaviour = (self, json) -> {
            ObjectNode body = FakeNode.JSON.createObjectNode();
            ObjectNode entries = body.putObject("swarm");
            for (FakeNode member : members) {
                entries.putObject(member.self.ed25519().toString())
                        .put("failed", true)
                        .put("query_failure", true);
            }
            return FakeNode.answer(200, body);
        });

        StoreResult.Refused refused = (StoreResult.Refused) store();

        assertThat(refused.refusal()).isEqualTo(StoreResult.Refusal.SWARM);
    }

    @Test
    void allAttemptsCarryTheSameBytes() throws Exception {
        members.forEach(node -> node.behaviour = FakeNetwork.silent());
        StoreResult result = store();

        assertThat(result.hash()).isEqualTo(hash);
        for (var sent : network.requests) {
            JsonNode params = FakeNode.JSON
                    .readTree(sent.payload().toBytes().toByteArray())
                    .get("params");
            assertThat(FakeNode.message(params).hash()).isEqualTo(hash.toString());
        }
    }
}
