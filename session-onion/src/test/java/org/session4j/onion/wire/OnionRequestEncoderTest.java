package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionPayload;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.X25519PublicKey;

class OnionRequestEncoderTest {

    private static final TestNode DESTINATION = TestNode.of(9);
    private static final List<ServiceNode> PATH =
            List.of(TestNode.of(0).node(), TestNode.of(1).node(), TestNode.of(2).node());

    private final OnionRequestEncoder encoder = new OnionRequestEncoder(TestNode.CRYPTO, TestNode.seeded(1));

    @Test
    void threeHopsAdd865Bytes() throws Exception {
        EncodedOnionRequest request = encoder.encode(PATH, DESTINATION.node(), zeros(1000), OnionCipher.XCHACHA20);
        assertThat(request.body().length()).isEqualTo(1000 + 865);
    }

    @Test
    void eachLayerDrawsASecretKeyAndThenANonce() throws Exception {
        RecordedRandom random = RecordedRandom.of(new byte[32], new byte[24], new byte[32], new byte[12]);
        EncodedOnionRequest request = new OnionRequestEncoder(TestNode.CRYPTO, random)
                .encodeForNode(
                        List.of(OnionHop.of(PATH.get(0), OnionCipher.AES_GCM)),
                        OnionHop.of(DESTINATION.node(), OnionCipher.XCHACHA20),
                        Bytes.utf8("{}"));
        assertThat(random.isUsedUp()).isTrue();
        assertThat(request.answerCipher().cipher()).isEqualTo(OnionCipher.XCHACHA20);
    }

    @Test
    void aPayloadThatNoNodeWouldTakeIsRefusedHere() throws Exception {
        OnionPayload largest = zeros(OnionRequestEncoder.MAX_PAYLOAD);
        List<ServiceNode> longest = IntStream.range(10, 25)
                .mapToObj(number -> TestNode.of(number).node())
                .collect(Collectors.toList());
        assertThat(encoder.encode(longest, DESTINATION.node(), largest, OnionCipher.XCHACHA20)
                        .body()
                        .length())
                .isLessThanOrEqualTo(10 * 1024 * 1024);
        OnionPayload tooLarge = zeros(OnionRequestEncoder.MAX_PAYLOAD + 1);
        assertThatThrownBy(() -> encoder.encode(PATH, DESTINATION.node(), tooLarge, OnionCipher.AES_GCM))
                .isInstanceOfSatisfying(
                        OnionException.class,
                        e -> assertThat(e.reason()).isEqualTo(OnionException.Reason.PAYLOAD_TOO_LARGE));
    }

    private static OnionPayload zeros(int count) {
        return OnionPayload.of(Bytes.of(new byte[count]));
    }

    @Test
    void aHopWithAKeyOfSmallOrderIsRefused() {
        OnionHop hop = new OnionHop(PATH.get(0).ed25519(), X25519PublicKey.of(new byte[32]), OnionCipher.XCHACHA20);
        assertThatThrownBy(() -> encoder.encodeForNode(
                        List.of(hop), OnionHop.of(DESTINATION.node(), OnionCipher.XCHACHA20), Bytes.empty()))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aServerIsNotReachedWithoutANode() {
        assertThatThrownBy(() -> encoder.encodeForServer(
                        List.of(),
                        new ServerTarget("https", "example.org", 443, ServerTarget.V4),
                        DESTINATION.node().x25519(),
                        OnionCipher.XCHACHA20,
                        zeros(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedRequestOpensNoAnswer() throws Exception {
        EncodedOnionRequest request = encoder.encode(PATH, DESTINATION.node(), zeros(0), OnionCipher.XCHACHA20);
        request.close();
        request.close();
        assertThatThrownBy(() -> request.openAnswer(new byte[100])).isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> request.answerCipher().decrypt(new byte[100]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theHopNumberCountsUpFromTheOneGiven() throws Exception {
        EncodedOnionRequest request =
                encoder.encode(List.of(TestNode.of(0).node()), DESTINATION.node(), zeros(0), OnionCipher.XCHACHA20);
        SealedLayer sent = SealedLayer.decode(request.body().toByteArray());
        SealedLayer disguised = new SealedLayer(sent.ephemeralKey(), sent.cipher(), 7, sent.ciphertext());
        SealedLayer received = SealedLayer.decode(disguised.encode());
        assertThat(received).isEqualTo(disguised);
        assertThat(((OnionLayer.ForNode) TestNode.of(0).peel(received)).layer().hopNumber())
                .isEqualTo(8);
    }
}
