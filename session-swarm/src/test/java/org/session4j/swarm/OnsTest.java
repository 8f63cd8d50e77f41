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
import org.session4j.swarm.wire.OnsCipher;
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
        return record(account, NONCE);
    }

    private ObjectNode record(SessionId account, byte[] nonce) {
        byte[] key = OnsRecord.key(Crypto.get(), name).toByteArray();
        return FakeNode.JSON
                .createObjectNode()
                .put(
                        "encrypted_value",
                        Hex.format(Crypto.get().xchacha20Poly1305Encrypt(account.toByteArray(), nonce, key)))
                .put("nonce", Hex.format(nonce));
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

    /** Two of three agree, the third says what the case says. */
    @ParameterizedTest
    @ValueSource(strings = {"nobody has it", "a record of another name", "no record at all"})
    void whateverOneNodeSaysOtherwiseIsADisagreement(String what) throws MalformedDataException {
        ObjectNode other = FakeNode.JSON.createObjectNode();
        if (what.equals("a record of another name")) {
            OnsName own = name;
            name = OnsName.parse("bob");
            other = record(alice);
            name = own;
        } else if (what.equals("no record at all")) {
            other.put("encrypted_value", 7);
        }
        // With three nodes, all are asked.
        network.list = network.listOf(network.nodes.subList(0, 3));
        network.nodes.get(1).behaviour = tells(other);

        assertThat(swarms.resolve(name).join()).isEqualTo(new OnsResult.Disagreement());
    }

    @Test
    void theSameAccountUnderAnotherNonceIsNoDisagreement() {
        byte[] otherNonce = new byte[24];
        otherNonce[3] = 1;
        network.list = network.listOf(network.nodes.subList(0, 3));
        network.nodes.get(1).behaviour = tells(record(alice, otherNonce));

        assertThat(swarms.resolve(name).join()).isEqualTo(new OnsResult.Found(alice));
        assertThat(network.asked()).hasSize(3);
    }

    @Test
    void aRecordOfOldIsHandedOutToBeOpened() throws Exception {
        byte[] key = OnsCipher.of(Crypto.get()).oldKey("alice_1-b").toByteArray();
        byte[] value = Crypto.get().secretboxEasy(alice.toByteArray(), NONCE, key);
        ObjectNode old = FakeNode.JSON.createObjectNode().put("encrypted_value", Hex.format(value));
        network.nodes.forEach(node -> node.behaviour = tells(old));

        OnsResult result = swarms.resolve(name).join();

        assertThat(result).isInstanceOf(OnsResult.FoundOld.class);
        assertThat(((OnsResult.FoundOld) result).open(Crypto.get())).isEqualTo(alice);
    }

    @Test
    void aRecordOfOldThatIsTooShortIsRefusedBeforeAKeyIsDerived() {
        network.nodes.forEach(
                node -> node.behaviour = tells(FakeNode.JSON.createObjectNode().put("encrypted_value", "00")));

        OnsResult.FoundOld result = (OnsResult.FoundOld) swarms.resolve(name).join();

        assertThatThrownBy(() -> result.open(Crypto.get()))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("encrypted value: expected 49 bytes, got 1");
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
