package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.session4j.onion.OnionPayload;
import org.session4j.onion.ServerDestination;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Requests over paths of any length, opened node by node, and the answers to them. */
class OnionRequestPropertiesTest {

    private static final List<TestNode> NODES = new ArrayList<>();

    static {
        for (int i = 0; i < 10; i++) {
            NODES.add(TestNode.of(i));
        }
    }

    private static final TestNode DESTINATION = NODES.get(9);

    @Provide
    Arbitrary<List<OnionCipher>> ciphers() {
        return Arbitraries.of(OnionCipher.class).list().ofMinSize(1).ofMaxSize(9);
    }

    /** The first cipher is the destination's, the others those of the path. */
    private static List<OnionHop> path(List<OnionCipher> ciphers) {
        List<OnionHop> path = new ArrayList<>();
        for (int i = 1; i < ciphers.size(); i++) {
            path.add(OnionHop.of(NODES.get(i - 1).node(), ciphers.get(i)));
        }
        return path;
    }

    @Property(tries = 300)
    void eachNodeOfThePathFindsTheNextAndTheLastTheRequest(
            @ForAll("ciphers") List<OnionCipher> ciphers, @ForAll byte[] payload, @ForAll long seed) throws Exception {
        SecureRandom random = TestNode.seeded(seed);
        List<OnionHop> path = path(ciphers);
        EncodedOnionRequest request = new OnionRequestEncoder(TestNode.CRYPTO, random)
                .encodeForNode(path, OnionHop.of(DESTINATION.node(), ciphers.get(0)), Bytes.of(payload));
        SealedLayer layer = SealedLayer.decode(request.body().toByteArray());
        for (int i = 0; i < path.size(); i++) {
            assertThat(layer.cipher()).isEqualTo(path.get(i).cipher());
            assertThat(layer.hopNumber()).isEqualTo(i);
            OnionLayer.ForNode next = (OnionLayer.ForNode) NODES.get(i).peel(layer);
            assertThat(next.next())
                    .isEqualTo(
                            i + 1 < path.size()
                                    ? path.get(i + 1).ed25519()
                                    : DESTINATION.node().ed25519());
            layer = next.layer();
        }
        assertThat(DESTINATION.peel(layer)).isEqualTo(new OnionLayer.ForThisNode(Bytes.of(payload), false, true));

        byte[] answer = NodeAnswer.seal(NodeAnswer.encode(421, "text"), DESTINATION.cipherFor(layer), random, true);
        assertThat(request.openAnswer(answer)).isEqualTo(new OnionAnswer(421, Map.of(), Bytes.utf8("text")));
    }

    @Property(tries = 200)
    void aServerOpensWhatTheExitPosts(
            @ForAll("ciphers") List<OnionCipher> ciphers, @ForAll byte[] payload, @ForAll long seed) throws Exception {
        SecureRandom random = TestNode.seeded(seed);
        ServerTarget server = new ServerTarget("http", "files.example.org", 8080, ServerTarget.V4);
        List<OnionHop> path = path(ciphers);
        if (path.isEmpty()) {
            path.add(OnionHop.of(NODES.get(0).node(), OnionCipher.XCHACHA20));
        }
        EncodedOnionRequest request = new OnionRequestEncoder(TestNode.CRYPTO, random)
                .encodeForServer(
                        path, server, DESTINATION.node().x25519(), ciphers.get(0), OnionPayload.of(Bytes.of(payload)));
        SealedLayer layer = SealedLayer.decode(request.body().toByteArray());
        for (int i = 0; i < path.size() - 1; i++) {
            layer = ((OnionLayer.ForNode) NODES.get(i).peel(layer)).layer();
        }
        OnionLayer.ForServer last =
                (OnionLayer.ForServer) NODES.get(path.size() - 1).peel(layer);
        assertThat(last.server()).isEqualTo(server);
        assertThat(last.server().isAllowed()).isTrue();
        assertThat(last.server().url()).isEqualTo("http://files.example.org:8080/oxen/v4/lsrpc");
        SealedLayer posted = SealedLayer.decode(last.post().toByteArray());
        LayerCipher key = DESTINATION.cipherFor(posted);
        assertThat(key.decrypt(posted.ciphertext().toByteArray())).isEqualTo(payload);

        OnionAnswer answer = new OnionAnswer(200, Map.of("content-type", "text/plain"), Bytes.of(payload));
        assertThat(request.openAnswer(V4Response.seal(answer, key, random))).isEqualTo(answer);
    }

    @Property
    void oneFlippedBitNeverOpens(
            @ForAll OnionCipher cipher,
            @ForAll @Size(max = 100) byte[] plaintext,
            @ForAll @IntRange(min = 0, max = 100_000) int position,
            @ForAll long seed)
            throws Exception {
        LayerCipher key = key(cipher, seed);
        byte[] sealed = key.encrypt(plaintext, TestNode.seeded(seed));
        assertThat(sealed).hasSize(plaintext.length + cipher.overhead());
        int bit = position % (8 * sealed.length);
        sealed[bit / 8] ^= (byte) (1 << bit % 8);
        assertThatThrownBy(() -> key.decrypt(sealed)).isInstanceOf(DecryptionException.class);
        sealed[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(key.decrypt(sealed)).isEqualTo(plaintext);
    }

    @Property
    void aLayerThatIsCutOrLengthenedNeverOpens(
            @ForAll OnionCipher cipher, @ForAll @IntRange(min = -120, max = 20) int difference, @ForAll long seed) {
        LayerCipher key = key(cipher, seed);
        byte[] sealed = key.encrypt(new byte[50], TestNode.seeded(seed));
        byte[] changed = Arrays.copyOf(sealed, Math.max(0, sealed.length + difference));
        if (difference != 0) {
            assertThatThrownBy(() -> key.decrypt(changed)).isInstanceOf(DecryptionException.class);
        }
    }

    @Property(tries = 300)
    void aRequestWithOneChangedBitInALayerEndsAtTheNodeOfThatLayer(
            @ForAll @IntRange(min = 0, max = 100_000) int position, @ForAll long seed) throws Exception {
        EncodedOnionRequest request = new OnionRequestEncoder(TestNode.CRYPTO, TestNode.seeded(seed))
                .encodeForNode(
                        List.of(OnionHop.of(NODES.get(0).node(), OnionCipher.XCHACHA20)),
                        OnionHop.of(DESTINATION.node(), OnionCipher.AES_GCM),
                        Bytes.utf8("request"));
        SealedLayer sent = SealedLayer.decode(request.body().toByteArray());
        byte[] ciphertext = sent.ciphertext().toByteArray();
        int bit = position % (8 * ciphertext.length);
        ciphertext[bit / 8] ^= (byte) (1 << bit % 8);
        SealedLayer changed = new SealedLayer(sent.ephemeralKey(), sent.cipher(), 0, Bytes.of(ciphertext));
        assertThatThrownBy(() -> NODES.get(0).peel(changed)).isInstanceOf(DecryptionException.class);
    }

    @Property(tries = 200)
    void anAnswerOfAnotherNodeIsNotTaken(@ForAll OnionCipher cipher, @ForAll long seed) throws Exception {
        SecureRandom random = TestNode.seeded(seed);
        EncodedOnionRequest request = new OnionRequestEncoder(TestNode.CRYPTO, random)
                .encodeForNode(List.of(), OnionHop.of(DESTINATION.node(), cipher), Bytes.utf8("request"));
        SealedLayer layer = SealedLayer.decode(request.body().toByteArray());
        byte[] forged =
                NodeAnswer.seal(NodeAnswer.encode(200, "forged"), NODES.get(0).cipherFor(layer), random, true);
        assertThatThrownBy(() -> request.openAnswer(forged)).isInstanceOf(DecryptionException.class);
    }

    @Property(tries = 200)
    void equalRandomnessGivesEqualBytes(@ForAll OnionCipher cipher, @ForAll byte[] payload, @ForAll long seed)
            throws Exception {
        List<ServiceNode> path =
                List.of(NODES.get(0).node(), NODES.get(1).node(), NODES.get(2).node());
        Bytes first = new OnionRequestEncoder(TestNode.CRYPTO, TestNode.seeded(seed))
                .encode(path, DESTINATION.node(), OnionPayload.of(Bytes.of(payload)), cipher)
                .body();
        Bytes second = new OnionRequestEncoder(TestNode.CRYPTO, TestNode.seeded(seed))
                .encode(path, DESTINATION.node(), OnionPayload.of(Bytes.of(payload)), cipher)
                .body();
        Bytes other = new OnionRequestEncoder(TestNode.CRYPTO, TestNode.seeded(seed + 1))
                .encode(path, DESTINATION.node(), OnionPayload.of(Bytes.of(payload)), cipher)
                .body();
        assertThat(first).isEqualTo(second).isNotEqualTo(other);
    }

    @Property(tries = 100)
    void hostNamesOfAnyFormSurviveTheRouting(@ForAll String host, @ForAll long seed) throws Exception {
        String text = new String(host.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        ServerDestination server = new ServerDestination(
                "https", "h" + text, 443, DESTINATION.node().x25519());
        EncodedOnionRequest request = new OnionRequestEncoder(TestNode.CRYPTO, TestNode.seeded(seed))
                .encode(List.of(NODES.get(0).node()), server, OnionPayload.of(Bytes.empty()), OnionCipher.XCHACHA20);
        OnionLayer layer = NODES.get(0).peel(SealedLayer.decode(request.body().toByteArray()));
        assertThat(((OnionLayer.ForServer) layer).server().host()).isEqualTo("h" + text);
    }

    private static LayerCipher key(OnionCipher cipher, long seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        try {
            return LayerCipher.forClient(
                    TestNode.CRYPTO,
                    cipher,
                    secret,
                    X25519PublicKey.of(TestNode.CRYPTO.x25519Base(secret)),
                    DESTINATION.node().x25519());
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }
}
