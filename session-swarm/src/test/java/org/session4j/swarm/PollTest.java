package org.session4j.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.wire.StoreRequest;

/** Looking into mailboxes, at members of which some are behind, and some lie. */
class PollTest {

    private static final List<Namespace> NAMESPACES = List.of(Namespace.DEFAULT, Namespace.USER_PROFILE);

    private final FakeNetwork network = new FakeNetwork();
    private final SwarmClient swarms = network.open();
    private final Account alice = Account.ofSeed(new byte[16]);
    private final Credentials credentials = Credentials.of(alice);
    private final List<FakeNode> members = network.swarmOf(alice.sessionId());
    private final PollRequest request = PollRequest.of(credentials, NAMESPACES);

    private MessageHash store(String text) {
        StoreRequest store = StoreRequest.signed(credentials, Namespace.DEFAULT, Bytes.utf8(text), Duration.ofDays(1));
        assertThat(swarms.store(store).join().isStored()).isTrue();
        network.requests.clear();
        return store.hash(Crypto.get());
    }

    private void alter(Consumer<ObjectNode> change) {
        members.forEach(node -> node.behaviour = (self, json) -> {
            ObjectNode body = (ObjectNode)
                    FakeNode.JSON.readTree(self.honest(json).join().body().toByteArray());
            change.accept(body);
            return FakeNode.answer(200, body);
        });
    }

    private static ArrayNode messages(ObjectNode body) {
        return (ArrayNode) body.get("results").get(0).get("body").get("messages");
    }

    private JsonNode sent(int index) throws Exception {
        return FakeNode.JSON
                .readTree(network.requests.get(index).payload().toBytes().toByteArray())
                .get("params")
                .get("requests");
    }

    @Test
    void aPollFindsWhatWasStored() {
        MessageHash hash = store("one");

        PollResult result = swarms.poll(request).join();

        assertThat(result.messages(Namespace.DEFAULT))
                .extracting(StoredMessage::hash)
                .containsExactly(hash);
        assertThat(result.mailboxes().get(Namespace.USER_PROFILE)).isEqualTo(new PollResult.Messages(List.of(), false));
        assertThat(result.more()).isFalse();
        assertThat(result.account()).isEqualTo(alice.sessionId());
    }

    @Test
    void whatIsNotAcknowledgedComesAgainFromTheSameMember() {
        store("one");
        PollResult first = swarms.poll(request).join();

        assertThat(swarms.poll(request, first.member()).join().messages(Namespace.DEFAULT))
                .hasSize(1);

        swarms.acknowledge(first);
        assertThat(swarms.poll(request, first.member()).join().messages(Namespace.DEFAULT))
                .isEmpty();
    }

    @Test
    void eachMemberIsReadByItself() throws Exception {
        MessageHash hash = store("one");
        swarms.acknowledge(swarms.poll(request).join());

        PollResult elsewhere = swarms.poll(request).join();

        assertThat(elsewhere.messages(Namespace.DEFAULT))
                .extracting(StoredMessage::hash)
                .containsExactly(hash);
        assertThat(sent(1).get(0).get("params").get("last_hash").asText()).isEmpty();
    }

    @Test
    void afterAClearAllIsReadAgain() {
        store("one");
        PollResult first = swarms.poll(request).join();
        swarms.acknowledge(first);
        swarms.lastHashes().clear(alice.sessionId());

        assertThat(swarms.poll(request, first.member()).join().messages(Namespace.DEFAULT))
                .hasSize(1);
    }

    @Test
    void aMessageUnderAFalseNameIsLeftOutAndItsMemberStruck() {
        MessageHash honest = store("one");
        store("two");
        alter(body -> ((ObjectNode) messages(body).get(1)).put("data", "Zm9yZ2Vk"));

        PollResult result = swarms.poll(request).join();

        assertThat(result.messages(Namespace.DEFAULT))
                .extracting(StoredMessage::hash)
                .containsExactly(honest);
        assertThat(network.strikes).containsOnlyKeys(result.member().ed25519());
    }

    @Test
    void aMessageThatComesTwiceIsTakenOnce() {
        store("one");
        alter(body -> messages(body).add(messages(body).get(0).deepCopy()));

        assertThat(swarms.poll(request).join().messages(Namespace.DEFAULT)).hasSize(1);
        assertThat(network.strikes).isEmpty();
    }

    @Test
    void aMessageLongerThanAMailboxTakesIsLeftOut() {
        byte[] data = new byte[StoreRequest.MAX_DATA_LENGTH + 1];
        MessageHash hash = MessageHash.compute(Crypto.get(), alice.sessionId(), Namespace.DEFAULT, Bytes.of(data));
        alter(body -> messages(body)
                .addObject()
                .put("hash", hash.toString())
                .put("data", Bytes.of(data).toBase64())
                .put("timestamp", 1)
                .put("expiration", 2));

        assertThat(swarms.poll(request).join().messages(Namespace.DEFAULT)).isEmpty();
    }

    @Test
    void aMemberThatHasMoreSaysSo() {
        store("one");
        alter(body -> ((ObjectNode) body.get("results").get(0).get("body")).put("more", true));

        assertThat(swarms.poll(request).join().more()).isTrue();
    }

    @Test
    void aRefusedMailboxLeavesTheOthersReadable() {
        store("one");
        alter(body -> ((ObjectNode) body.get("results").get(1)).put("code", 401).put("body", "no"));

        PollResult result = swarms.poll(request).join();

        assertThat(result.mailboxes().get(Namespace.USER_PROFILE)).isEqualTo(new PollResult.Refused(401));
        assertThat(result.messages(Namespace.DEFAULT)).hasSize(1);
    }

    @Test
    void aMailboxOfNonsenseLeavesTheOthersReadableAndStrikesTheMember() {
        store("one");
        alter(body ->
                ((ObjectNode) body.get("results").get(1)).putObject("body").put("messages", 3));

        PollResult result = swarms.poll(request).join();

        assertThat(result.mailboxes().get(Namespace.USER_PROFILE)).isEqualTo(new PollResult.Refused(0));
        assertThat(result.messages(Namespace.DEFAULT)).hasSize(1);
        assertThat(network.strikes).isNotEmpty();
    }

    @Test
    void messagesToKeepAreProlongedInTheSameRequest() throws Exception {
        MessageHash hash = store("one");
        Instant until = network.time.trueTime().plus(Duration.ofDays(30));

        PollResult result = swarms.poll(new PollRequest(credentials, NAMESPACES, List.of(hash), until))
                .join();

        assertThat(result.kept()).isNotNull();
        assertThat(result.kept().confirmations()).isEqualTo(5);
        assertThat(sent(0)).hasSize(3);
        assertThat(sent(0).get(2).get("params").get("extend").asBoolean()).isTrue();
    }

    @Test
    void aSilentMemberFailsThePollAndTheNextOneGoesElsewhere() {
        store("one");
        members.subList(0, 4).forEach(node -> node.behaviour = FakeNetwork.silent());
        int failures = 0;
        while (true) {
            try {
                assertThat(swarms.poll(request).join().messages(Namespace.DEFAULT))
                        .hasSize(1);
                break;
            } catch (CompletionException e) {
                failures++;
            }
        }

        assertThat(failures).isLessThanOrEqualTo(4);
        assertThat(network.asked()).hasSize(failures + 1).doesNotHaveDuplicates();
    }

    @Test
    void sizesAreSharedOutByPriority() {
        assertThat(PollRequest.maxSizes(List.of(Namespace.DEFAULT))).isEqualTo(Map.of(Namespace.DEFAULT, -1));
        assertThat(PollRequest.maxSizes(List.of(Namespace.USER_PROFILE, Namespace.DEFAULT)))
                .isEqualTo(Map.of(Namespace.DEFAULT, -2, Namespace.USER_PROFILE, -2));
        assertThat(PollRequest.maxSizes(List.of(Namespace.USER_PROFILE, Namespace.CONTACTS, Namespace.USER_GROUPS)))
                .containsValues(-3)
                .hasSize(3);
    }

    @Test
    void aPollOfNothingOrOfTooMuchIsRefused() {
        assertThatThrownBy(() -> PollRequest.of(credentials, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PollRequest(credentials, NAMESPACES, List.of(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
