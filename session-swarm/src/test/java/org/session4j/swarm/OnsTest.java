package org.session4j.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Account;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.wire.OnsRecord;

/** Names, and nodes that do not all tell the same about them. */
class OnsTest {

    private static final byte[] NONCE = new byte[24];

    private final FakeNetwork network = new FakeNetwork();
    private final SwarmClient swarms = network.open();
    private final SessionId alice = Account.ofSeed(new byte[16]).sessionId();
    private OnsName name;

    @BeforeEach
    void nameIsRegistered() throws MalformedDataException {
        name = OnsName.parse("Alice_1-b");
        network.nodes.forEach(node -> node.behaviour = tells(record(alice)));
    }

    private static FakeNode.Behaviour tells(ObjectNode record) {
        ObjectNode body = FakeNode.JSON.createObjectNode();
        body.set("result", record);
        return FakeNetwork.says(200, body.toString());
    }

    private ObjectNode record(SessionId account) {
        byte[] key = OnsRecord.key(Crypto.get(), name).toByteArray();
        return FakeNode.JSON
                .createObjectNode()
                .put(
                        "encrypted_value",
                        Hex.format(Crypto.get().xchacha20Poly1305Encrypt(account.toByteArray(), NONCE, key)))
                .put("nonce", Hex.format(NONCE));
    }

    @Test
    void threeNodesThatAgreeAreBelieved() {
        assertThat(swarms.resolve(name).join()).isEqualTo(new OnsResult.Found(alice));
        assertThat(network.asked()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void oneNodeThatTellsAnotherAccountIsEnoughToDoubtAll() {
        SessionId mallory = Account.generate().sessionId();
        for (int i = 0; i < 30; i++) {
            FakeNetwork lying = new FakeNetwork();
            lying.nodes.forEach(node -> node.behaviour = tells(record(alice)));
            lying.nodes.get(3).behaviour = tells(record(mallory));

            OnsResult result = lying.open().resolve(name).join();

            boolean liarWasAsked = lying.asked().contains(lying.nodes.get(3));
            assertThat(result).isEqualTo(liarWasAsked ? new OnsResult.Disagreement() : new OnsResult.Found(alice));
        }
    }

    @Test
    void aNameWithoutRecordIsNotRegistered() {
        network.nodes.forEach(node -> node.behaviour = tells(FakeNode.JSON.createObjectNode()));

        assertThat(swarms.resolve(name).join()).isEqualTo(new OnsResult.NotRegistered());
    }

    @Test
    void theRecordOfAnotherNameDoesNotOpen() throws MalformedDataException {
        assertThat(swarms.resolve(OnsName.parse("bob")).join()).isEqualTo(new OnsResult.Unreadable());
    }

    @Test
    void aRecordOfOldIsNotRead() {
        ObjectNode old = record(alice);
        old.remove("nonce");
        network.nodes.forEach(node -> node.behaviour = tells(old));

        assertThat(swarms.resolve(name).join()).isEqualTo(new OnsResult.Unreadable());
    }

    @Test
    void nodesThatFailAreReplacedByOthers() {
        for (int i = 0; i < 3; i++) {
            network.nodes.get(i).behaviour = FakeNetwork.silent();
        }

        assertThat(swarms.resolve(name).join()).isEqualTo(new OnsResult.Found(alice));
        assertThat(network.asked()).doesNotHaveDuplicates();
    }

    @Test
    void aNetworkThatIsSilentFails() {
        network.nodes.forEach(node -> node.behaviour = FakeNetwork.silent());

        assertThatThrownBy(() -> swarms.resolve(name).join()).isInstanceOf(CompletionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a b", "ä", "a.b", "a\n", "\u017f", "\u212a"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> OnsName.parse(text)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void namesAreComparedInLowerCase() throws MalformedDataException {
        assertThat(OnsName.parse("ALICE_1-B")).isEqualTo(name).hasToString("alice_1-b");
        assertThat(OnsName.parse("a".repeat(64))).hasToString("a".repeat(64));
        assertThatThrownBy(() -> OnsName.parse("a".repeat(65))).isInstanceOf(MalformedDataException.class);
    }
}
