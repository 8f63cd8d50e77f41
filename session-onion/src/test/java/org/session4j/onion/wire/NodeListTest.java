package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.MalformedDataException;

/** The two forms of the node list, and what three answers agree on. */
class NodeListTest {

    private static final ServiceNodeKeys KEYS = new ServiceNodeKeys(TestNode.CRYPTO);
    private static final ServiceNode NODE = TestNode.of(1).node();
    private static final ServiceNode OTHER = TestNode.of(2).node();

    private static NodeListAnswer states(String json) throws MalformedDataException {
        return ServiceNodeStates.decode(json.getBytes(StandardCharsets.UTF_8), KEYS);
    }

    private static String good() {
        return DecoderFuzzTest.states(NODE);
    }

    @Property(tries = 50)
    void activeNodesSurvive(@ForAll @IntRange(max = 20) int count, @ForAll long swarm) throws Exception {
        List<ServiceNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServiceNode node = TestNode.of(i).node();
            nodes.add(new ServiceNode(
                    node.ed25519(), node.x25519(), "198.51." + i + ".255", 1 + i, 65535 - i, swarm + i, "2.11." + i));
        }
        assertThat(ActiveNodes.decode(ActiveNodes.encode(nodes), KEYS)).isEqualTo(new NodeListAnswer(nodes, 0, 0));
        assertThat(ActiveNodes.decodeBase64(ActiveNodes.encodeBase64(nodes), KEYS)
                        .nodes())
                .isEqualTo(nodes);
    }

    @ParameterizedTest
    @CsvSource({"40, 4, 0", "40, 4, 255", "44, 2, 0", "46, 2, 0", "0, 32, 0", "0, 32, 255"})
    void anUnusableRecordIsSkipped(int offset, int length, int value) throws Exception {
        byte[] records = ActiveNodes.encode(List.of(NODE, OTHER));
        for (int i = offset; i < offset + length; i++) {
            records[i] = (byte) value;
        }
        assertThat(ActiveNodes.decode(records, KEYS)).isEqualTo(new NodeListAnswer(List.of(OTHER), 1, 0));
    }

    @Test
    void aListThatIsCutIsRefusedWhole() {
        byte[] records = ActiveNodes.encode(List.of(NODE));
        assertThatThrownBy(() -> ActiveNodes.decode(Arrays.copyOf(records, 50), KEYS))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aStateIsReadWithoutLossOfTheSwarmId() throws Exception {
        NodeListAnswer answer = states(good());
        assertThat(answer.height()).isEqualTo(10);
        assertThat(answer.nodes())
                .containsExactly(new ServiceNode(NODE.ed25519(), NODE.x25519(), NODE.ip(), 22021, 22020, -2L, "2.8.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551615", "18446744073709551616", "-1", "\"7\"", "null", "1.5"})
    void aSwarmIdThatIsNoneMeansNoSwarm(String id) throws Exception {
        assertThat(states(good().replace("18446744073709551614", id))
                        .nodes()
                        .get(0)
                        .swarmId())
                .isEqualTo(ServiceNode.NO_SWARM);
    }

    @Test
    void aSwarmIdIsNeverReadAsADouble() throws Exception {
        assertThat(states(good().replace("18446744073709551614", "1.8446744073709552e19"))
                        .nodes()
                        .get(0)
                        .swarmId())
                .isEqualTo(ServiceNode.NO_SWARM);
    }

    @Test
    void theVersionMayBeAStringOrMissing() throws Exception {
        assertThat(states(good().replace("[2,8,0]", "\"2.11.1\""))
                        .nodes()
                        .get(0)
                        .version())
                .isEqualTo("2.11.1");
        for (String none : List.of("null", "[]", "[2,\"x\"]", "\"2.x\"", "7")) {
            assertThat(states(good().replace("[2,8,0]", none)).nodes().get(0).version())
                    .isNull();
        }
    }

    @Test
    void aForeignOnionKeyDropsTheNodeAndAMissingOneIsDerived() throws Exception {
        String own = NODE.x25519().toString();
        assertThat(states(good().replace(own, OTHER.x25519().toString())))
                .isEqualTo(new NodeListAnswer(List.of(), 1, 10));
        assertThat(states(good().replace(own, "short")).nodes()).isEmpty();
        assertThat(states(good().replace("\"pubkey_x25519\":\"" + own + "\",", ""))
                        .nodes()
                        .get(0)
                        .x25519())
                .isEqualTo(NODE.x25519());
        assertThat(states(good().replace(own, own.toUpperCase(Locale.ROOT))).nodes())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "255.255.255.255", "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "host", "::1"})
    void aNodeWithoutAnAddressIsSkipped(String ip) throws Exception {
        assertThat(states(good().replace(NODE.ip(), ip))).isEqualTo(new NodeListAnswer(List.of(), 1, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "\"22021\"", "null", "1.5"})
    void aNodeWithoutAPortIsSkipped(String port) throws Exception {
        assertThat(states(good().replace("\"storage_port\":22021", "\"storage_port\":" + port))
                        .nodes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"result\":null}",
                "{\"result\":{}}",
                "{\"result\":{\"service_node_states\":{}}}",
                "{\"error\":{\"code\":-32601}}",
                "{\"result\":{\"service_node_states\":[]}} {}"
            })
    void anAnswerWithoutAListIsRefused(String json) {
        assertThatThrownBy(() -> states(json)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aKeptListLeavesOutNodesThatHaveLeftSince() throws Exception {
        byte[] json = good().replace("\"requested_unlock_height\":0", "\"requested_unlock_height\":15")
                .getBytes(StandardCharsets.UTF_8);
        // Height 10 and a block every two minutes.
        assertThat(ServiceNodeStates.decodeFrozen(json, Duration.ofSeconds(599), KEYS)
                        .nodes())
                .hasSize(1);
        assertThat(ServiceNodeStates.decodeFrozen(json, Duration.ofSeconds(600), KEYS)
                        .nodes())
                .isEmpty();
        assertThat(ServiceNodeStates.decode(json, KEYS).nodes()).hasSize(1);
    }

    @Test
    void twoOfThreeDecide() {
        ServiceNode moved = at(NODE, "198.51.100.9", NODE.httpsPort(), NODE.swarmId());
        List<List<ServiceNode>> answers = List.of(List.of(NODE, OTHER), List.of(OTHER, NODE), List.of(moved, moved));
        assertThat(NodeAgreement.agreed(answers, 2)).containsExactly(NODE, OTHER);
        assertThat(NodeAgreement.agreed(answers, 3)).isEmpty();
    }

    @Test
    void anAnswerThatNamesANodeTwiceHasOneVote() {
        assertThat(NodeAgreement.agreed(List.of(List.of(NODE, NODE, NODE), List.of(OTHER), List.of()), 2))
                .isEmpty();
    }

    @Test
    void anotherAddressOrPortIsAnotherNode() {
        for (ServiceNode variant : List.of(
                at(NODE, "198.51.100.9", NODE.httpsPort(), NODE.swarmId()), at(NODE, NODE.ip(), 1, NODE.swarmId()))) {
            assertThat(NodeAgreement.agreed(List.of(List.of(NODE), List.of(variant)), 2))
                    .isEmpty();
        }
    }

    @Test
    void aLiarDoesNotDecideTheSwarmOfANode() {
        ServiceNode lie = at(NODE, NODE.ip(), NODE.httpsPort(), 666);
        assertThat(NodeAgreement.agreed(List.of(List.of(lie), List.of(NODE), List.of(NODE)), 2))
                .containsExactly(NODE);
    }

    private static ServiceNode at(ServiceNode node, String ip, int port, long swarm) {
        return new ServiceNode(node.ed25519(), node.x25519(), ip, port, node.quicPort(), swarm, node.version());
    }

    @Test
    void subnetsAreComparedByNumberAndNotByText() {
        assertThat(Subnet24.allDistinct(List.of("10.1.1.1", "10.1.11.1", "10.11.1.1")))
                .isTrue();
        assertThat(Subnet24.allDistinct(List.of("10.1.1.1", "10.1.1.200"))).isFalse();
    }
}
