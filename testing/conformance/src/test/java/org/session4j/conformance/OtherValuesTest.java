package org.session4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.session4j.conformance.VectorReport.FileResult;
import org.session4j.conformance.vector.VectorFile;
import org.session4j.protocol.Hex;
import org.session4j.protocol.crypto.Crypto;

/**
 * The formats hold with other values than those that are committed: the peer answers random requests with one backend,
 * requests and answers become a file of vectors, and the suite runs it with the other backend.
 */
class OtherValuesTest {

    private static final int CASES = 12;

    private final Random random = new Random(4);

    @ParameterizedTest
    @CsvSource({"bouncycastle, libsodium", "libsodium, bouncycastle"})
    void what_one_backend_answers_passes_as_a_vector_with_the_other(String asked, String run) throws IOException {
        ArrayNode vectors = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < CASES; i++) {
            List<ObjectNode> requests = new ArrayList<>(requests(i));
            requests.addAll(new NewCommunityCases(random).recorded(i));
            for (ObjectNode request : requests) {
                vectors.add(vector(request, ask(request, Crypto.named(asked))));
            }
        }

        FileResult result = VectorFile.run("libsession-other.json", vectors.toString(), Crypto.named(run));

        assertThat(result.failures()).isEmpty();
        assertThat(result.run()).isEqualTo(vectors.size());
    }

    @ParameterizedTest
    @CsvSource({"bouncycastle, libsodium", "libsodium, bouncycastle"})
    void new_accounts_pass_as_vectors(String asked, String run) throws IOException {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        ArrayNode cases = file.putArray("cases");
        for (int i = 0; i < CASES; i++) {
            ObjectNode fields = JsonNodeFactory.instance.objectNode().put("accountSeed", hex(i % 2 == 0 ? 16 : 32));
            ObjectNode answer = ask(fields.deepCopy().put("op", "messages-account/keys"), Crypto.named(asked));
            cases.add(fields.put("id", "new" + i).setAll(answer));
        }

        FileResult result = VectorFile.run("messages-account-2.json", file.toString(), Crypto.named(run));

        assertThat(result.failures()).isEmpty();
        assertThat(result.run()).isEqualTo(CASES);
    }

    @ParameterizedTest
    @CsvSource({"bouncycastle, libsodium", "libsodium, bouncycastle"})
    void new_cases_of_services_pass_as_vectors(String asked, String run) throws IOException {
        Map<String, List<ObjectNode>> families = new NewServiceCases(random, Crypto.named(asked)).byFamily();
        families.putAll(new NewCommunityCases(random).byFamily());
        for (Map.Entry<String, List<ObjectNode>> family : families.entrySet()) {
            ObjectNode file = JsonNodeFactory.instance.objectNode();
            ArrayNode vectors = file.putArray("vectors");
            for (ObjectNode request : family.getValue()) {
                ObjectNode vector = request.deepCopy();
                vector.remove("op");
                vectors.add(vector.setAll(ask(request, Crypto.named(asked))));
            }

            FileResult result = VectorFile.run(family.getKey() + "-2.json", file.toString(), Crypto.named(run));

            assertThat(result.failures()).isEmpty();
            assertThat(result.run()).isEqualTo(family.getValue().size());
        }
    }

    private List<ObjectNode> requests(int i) {
        String seed = hex(32);
        int size = random.nextInt(700);
        String cipher = i % 2 == 0 ? "xchacha20" : "aes-gcm";
        return List.of(
                request("keygen").put("seed", hex(i % 2 == 0 ? 16 : 32)),
                request("ed25519_sign").put("sk", seed).put("msg", hex(size)),
                request("xed25519_sign").put("x25519_sk", hex(32)).put("msg", hex(size)),
                request("hash")
                        .put("size", 16 + random.nextInt(49))
                        .put("msg", hex(size))
                        .put("key", hex(i)),
                request("sign_for_recipient")
                        .put("sk", seed)
                        .put("recipient", key())
                        .put("msg", hex(size)),
                request("encrypt_for_recipient")
                        .put("sk", seed)
                        .put("recipient", "05" + key())
                        .put("msg", hex(size)),
                request("encrypt_for_recipient_deterministic")
                        .put("sk", seed)
                        .put("recipient", key())
                        .put("msg", hex(size)),
                request("encode_dm_v1")
                        .put("sk", seed)
                        .put("recipient", "05" + key())
                        .put("timestamp", 1_700_000_000_000L + random.nextInt())
                        .put("content", hex(size)),
                request("mlkem768_keygen").put("seed", hex(64)),
                request("v2_encrypt")
                        .put("sk", seed)
                        .put("recipient_session_id", "05" + key())
                        .put("x25519_pk", key())
                        .put("mlkem_pk", mlkemKey())
                        .put("content", hex(size)),
                request("v2_encrypt_nopfs")
                        .put("sk", seed)
                        .put("recipient_session_id", "05" + key())
                        .put("pro_sk", hex(32))
                        .put("content", hex(size)),
                request("encode_group_envelope").put("timestamp", size).put("content", hex(size)),
                request("hop_encrypt")
                        .put("x25519_sk", "07".repeat(32))
                        .put("x25519_pk", Hex.format(crypto().x25519Base(bytes("07".repeat(32)))))
                        .put("remote_pk", key())
                        .put("server", random.nextBoolean())
                        .put("enc_type", cipher)
                        .put("data", hex(size)),
                onion(i, cipher),
                request("attachment_size").put("size", random.nextInt(20_000_000)),
                request("attachment_encrypt")
                        .put("seed", seed)
                        .put("domain", i % 2)
                        .put("derivation", i % 3 == 0 ? "A" : "B")
                        .put("data", hex(size)),
                request("attachment_encrypt_pattern")
                        .put("seed", seed)
                        .put("domain", i % 2)
                        .put("size", random.nextInt(300_000)),
                request("attachment_encrypt_size_check")
                        .put("size", 10_000_000 + size * 1_000)
                        .put("allow_large", true));
    }

    /** One to eight hops, to a node or to a server. */
    private ObjectNode onion(int i, String cipher) {
        ObjectNode request = request("onion_build").put("enc_type", cipher).put("payload", hex(random.nextInt(900)));
        ArrayNode hops = request.putArray("hops");
        for (int hop = 0; hop <= i % 8; hop++) {
            hops.addObject().put("ed25519", key()).put("x25519", key());
        }
        if (random.nextBoolean()) {
            request.putObject("dest").putObject("snode").put("ed25519", key()).put("x25519", key());
        } else {
            ObjectNode server = request.putObject("dest").putObject("server");
            server.put("host", "example.org").put("x25519", key()).put("protocol", i % 3 == 0 ? "http" : "https");
            server.put("target", "/oxen/v4/lsrpc");
            if (random.nextBoolean()) {
                server.put("port", 1 + random.nextInt(65535));
            }
        }
        return request;
    }

    private static ObjectNode request(String operation) {
        return JsonNodeFactory.instance.objectNode().put("op", operation);
    }

    private static Crypto crypto() {
        return Crypto.named("bouncycastle");
    }

    /** A public key. */
    private String key() {
        return Hex.format(crypto().x25519Base(bytes(hex(32))));
    }

    private String mlkemKey() {
        byte[] secretKey = crypto().mlkem768SeedKeypair(bytes(hex(64)));
        return Hex.format(Arrays.copyOfRange(secretKey, 1152, 2336));
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Hex.format(bytes);
    }

    private static byte[] bytes(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    private static ObjectNode vector(ObjectNode request, ObjectNode answer) {
        ObjectNode in = request.deepCopy();
        ObjectNode vector = JsonNodeFactory.instance.objectNode();
        vector.set("op", in.remove("op"));
        vector.set("in", in);
        vector.set("out", answer);
        return vector;
    }

    private static ObjectNode ask(ObjectNode request, Crypto crypto) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        byte[] line = (request + "\n").getBytes(StandardCharsets.UTF_8);
        new PeerLoop(crypto).run(new ByteArrayInputStream(line), answers);
        JsonNode answer = Json.parse(answers.toString(StandardCharsets.UTF_8).strip());
        assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
        return ((ObjectNode) answer).without("ok");
    }
}
