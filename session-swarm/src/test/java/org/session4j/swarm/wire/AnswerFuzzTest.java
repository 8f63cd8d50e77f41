package org.session4j.swarm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.HardFork;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.SubaccountToken;
import org.session4j.swarm.SwarmAnswer;

/** Whatever a node answers, the reader gives a result or says that the answer is malformed. */
class AnswerFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final Account ALICE = Account.ofSeed(new byte[16]);
    private static final Credentials CREDENTIALS = Credentials.of(ALICE);
    private static final MessageHash HASH =
            MessageHash.compute(Crypto.get(), ALICE.sessionId(), Namespace.DEFAULT, Bytes.utf8("data"));
    private static final Ed25519PublicKey MEMBER = ALICE.ed25519PublicKey();
    private static final SwarmKeys KEYS = SwarmKeys.of(Crypto.get(), List.of(MEMBER));

    /** Every request there is, signed once: only the reading is under test. */
    private static final List<SignedRequest<?>> REQUESTS = requests();

    private static final byte[] EVERYTHING = everything().toString().getBytes(StandardCharsets.UTF_8);

    private static List<SignedRequest<?>> requests() {
        List<StorageRequest<?>> plain = plainRequests();
        List<StorageRequest<?>> all = new ArrayList<>(plain);
        all.add(BatchRequest.batch(plain));
        all.add(IfElseRequest.of(IfElseRequest.Condition.hardForkAtLeast(new HardFork(19, 3)), InfoRequest.of(), null));
        List<SignedRequest<?>> signed = new ArrayList<>();
        all.forEach(request -> signed.add(request.sign(NOW)));
        return signed;
    }

    private static List<StorageRequest<?>> plainRequests() {
        List<SubaccountToken> tokens;
        try {
            tokens = List.of(SubaccountToken.decode(new byte[36]));
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
        List<MessageHash> hashes = List.of(HASH);
        return List.of(
                StoreRequest.unsigned(ALICE.sessionId(), Namespace.DEFAULT, Bytes.utf8("data"), Duration.ofDays(1)),
                RetrieveRequest.signed(CREDENTIALS, Namespace.DEFAULT, null, 0),
                DeleteRequest.of(CREDENTIALS, hashes),
                DeleteAllRequest.of(CREDENTIALS, NamespaceScope.all()),
                DeleteBeforeRequest.of(CREDENTIALS, Namespace.DEFAULT, NOW),
                ExpireRequest.of(CREDENTIALS, ExpireRequest.Mode.EXTEND, hashes, NOW),
                ExpireRequest.of(CREDENTIALS, ExpireRequest.Mode.SET, List.of(HASH, HASH), List.of(NOW, NOW)),
                ExpireAllRequest.of(CREDENTIALS, NamespaceScope.all(), NOW),
                GetExpiriesRequest.of(CREDENTIALS, hashes),
                RevokeSubaccountsRequest.revoke(CREDENTIALS, tokens),
                RevokeSubaccountsRequest.unrevoke(CREDENTIALS, tokens),
                RevokedSubaccountsRequest.of(CREDENTIALS),
                InfoRequest.of(),
                GetSwarmRequest.of(ALICE.sessionId()),
                OxendRequest.of("ons_resolve", "{}"));
    }

    private static void decode(byte[] body) {
        for (SignedRequest<?> request : REQUESTS) {
            try {
                assertThat((Object) request.decode(Bytes.of(body), KEYS)).isNotNull();
            } catch (MalformedDataException e) {
                assertThat(e).hasMessageNotContaining(ALICE.sessionId().toString());
            }
        }
        assertThat(Redirects.parse(421, Bytes.of(body), List.of(Optional.of(ALICE.sessionId()))))
                .isNotNull();
    }

    /** An answer in which every reader finds all that it looks for. */
    private static ObjectNode everything() {
        ObjectNode body = JSON.createObjectNode();
        body.put("t", 1)
                .put("timestamp", 1)
                .put("more", false)
                .put("condition", true)
                .put("height", 5);
        body.putArray("hf").add(19).add(4);
        body.putArray("version").add(2).add(8).add(0);
        body.putObject("expiries").put(HASH.toString(), 7);
        body.putArray("revoked_subaccounts").add("A".repeat(48));
        body.putArray("snodes").addObject().put("pubkey_ed25519", MEMBER.toString());
        body.putArray("messages")
                .addObject()
                .put("hash", HASH.toString())
                .put("data", Bytes.utf8("data").toBase64())
                .put("timestamp", 1)
                .put("expiration", 2);
        ObjectNode entry = body.putObject("swarm").putObject(MEMBER.toString());
        entry.put("hash", HASH.toString())
                .put("signature", "A".repeat(86))
                .put("expiry", 9)
                .put("count", 1);
        entry.putArray("deleted").add(HASH.toString());
        entry.putArray("updated").add(HASH.toString());
        entry.putObject("unchanged").put(HASH.toString(), 8);
        body.putObject("result").put("code", 200).set("body", body.deepCopy().without("result"));
        ArrayNode results = body.putArray("results");
        for (int i = 0; i < plainRequests().size(); i++) {
            results.addObject().put("code", 200).set("body", body.deepCopy().without("results"));
        }
        return body;
    }

    @Example
    void everyReaderFindsAllThatItLooksForInTheAnswerThatTheOthersAreMadeOf() throws MalformedDataException {
        for (SignedRequest<?> request : REQUESTS) {
            Object value = request.decode(Bytes.of(EVERYTHING), KEYS);
            if (value instanceof SwarmAnswer<?> answer) {
                assertThat(answer.outcomes()).containsOnlyKeys(MEMBER);
            }
            if (value instanceof BatchAnswer answer) {
                assertThat(answer.answers()).noneMatch(part -> part instanceof SubAnswer.Malformed);
            }
        }
    }

    @Property
    void randomBytes(@ForAll @Size(max = 300) byte[] body) {
        decode(body);
    }

    @Property
    void oneBitFlipped(@ForAll Random random) {
        byte[] body = EVERYTHING.clone();
        int bit = random.nextInt(body.length * 8);
        body[bit / 8] ^= (byte) (1 << bit % 8);
        decode(body);
    }

    @Property
    void truncated(@ForAll @IntRange(max = 20_000) int length) {
        decode(Arrays.copyOf(EVERYTHING, Math.min(length, EVERYTHING.length)));
    }

    @Property
    void oneValueOfAnotherKind(@ForAll Random random) throws Exception {
        JsonNode body = JSON.readTree(EVERYTHING);
        List<Runnable> places = new ArrayList<>();
        collect(body, random, places);
        places.get(random.nextInt(places.size())).run();
        decode(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** For each value in the tree, something that puts another in its place. */
    private static void collect(JsonNode node, Random random, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                places.add(() -> object.set(name, other(random)));
                collect(object.get(name), random, places);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(() -> array.set(index, other(random)));
                collect(array.get(i), random, places);
            }
        }
    }

    private static JsonNode other(Random random) {
        return switch (random.nextInt(11)) {
            case 0 -> JSON.getNodeFactory().nullNode();
            case 1 -> JSON.getNodeFactory().booleanNode(true);
            case 2 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 3 -> JSON.getNodeFactory().numberNode(1.5e300);
            case 4 -> JSON.getNodeFactory().numberNode(BigInteger.ONE.shiftLeft(200));
            case 5 -> JSON.getNodeFactory().textNode("");
            case 6 -> JSON.getNodeFactory().textNode("\u0000\ud83d\ude00=");
            case 7 -> JSON.createArrayNode();
            case 8 -> JSON.createArrayNode().add(1).addNull().add(JSON.createArrayNode());
            case 9 -> JSON.createObjectNode();
            default -> JSON.createObjectNode().put("code", 421).put("failed", 1);
        };
    }

    @Example
    void deepNesting() {
        decode("[".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        decode(("{\"swarm\":" + "{\"a\":".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    }

    @Example
    void numbersOfAMillionDigits() {
        decode(("{\"t\":" + "9".repeat(1_000_000) + "}").getBytes(StandardCharsets.UTF_8));
        decode("{\"t\":1e999999999,\"result\":1e999999999}".getBytes(StandardCharsets.UTF_8));
    }

    @Example
    void moreThanAnOnionCarries() {
        byte[] body = new byte[11 * 1024 * 1024];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';
        body[body.length - 1] = '}';
        decode(body);
    }

    @Property
    void recordsOfNames(@ForAll @Size(max = 60) byte[] value, @ForAll @Size(min = 1, max = 30) byte[] nonce)
            throws MalformedDataException {
        OnsName name = OnsName.parse("alice");
        try {
            assertThat(new OnsRecord(Bytes.of(value), Bytes.of(nonce)).open(Crypto.get(), name))
                    .isNull();
        } catch (MalformedDataException | DecryptionException expected) {
            assertThat(expected).isNotNull();
        }
    }
}
