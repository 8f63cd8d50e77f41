package org.session4j.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/** A small network whose clock stands still, and who is where in it. */
final class Scene implements AutoCloseable {

    static final long NOW = 1_800_000_000_000L;
    static final long DAY = 86_400_000L;

    /** Time-outs longer than any test: none strikes because the machine is busy. */
    private static final double PATIENT = 10;

    /** Time-outs for tests that wait for one: 0.1 s in the swarm, 0.6 s from hop to hop, 0.5 s to a server. */
    private static final double IMPATIENT = 0.02;

    final MutableClock clock = MutableClock.at(Instant.ofEpochMilli(NOW));
    final TestNetwork network;

    Scene(ServerVersion version) {
        this(TestNetwork.builder().server(version));
    }

    Scene(TestNetworkBuilder builder) {
        this(builder, PATIENT);
    }

    private Scene(TestNetworkBuilder builder, double timeScale) {
        this.network = builder.nodes(6)
                .swarms(2)
                .seed(7)
                .clock(clock)
                .timeScale(timeScale)
                .start();
    }

    static Scene impatient() {
        return new Scene(TestNetwork.builder(), IMPATIENT);
    }

    List<TestNode> swarmOf(TestAccount account) {
        try {
            return network.swarmOf(SessionId.parse(account.id()));
        } catch (MalformedDataException e) {
            throw new IllegalStateException(e);
        }
    }

    TestNode home(TestAccount account) {
        return swarmOf(account).get(0);
    }

    TestNode stranger(TestAccount account) {
        List<TestNode> members = swarmOf(account);
        return network.nodes().stream()
                .filter(node -> !members.contains(node))
                .findFirst()
                .orElseThrow();
    }

    Rpc.Answer ask(TestAccount account, String method, Map<String, ?> params) {
        return Rpc.ask(home(account), method, params);
    }

    /** A good {@code store} to the default namespace. */
    static Map<String, Object> store(TestAccount account, String text) {
        return Rpc.params("pubkey", account.id(), "timestamp", NOW, "ttl", DAY, "data", base64(text));
    }

    /** A good {@code store} to any namespace, signed. */
    static Map<String, Object> storeSigned(TestAccount account, int namespace, String text) {
        return signed(
                account,
                Rpc.with(store(account, text), "namespace", namespace),
                "store" + (namespace == 0 ? "" : namespace) + NOW);
    }

    static Map<String, Object> retrieve(TestAccount account, int namespace) {
        Map<String, Object> params = Rpc.params("pubkey", account.id(), "namespace", namespace, "timestamp", NOW);
        return signed(account, params, "retrieve" + (namespace == 0 ? "" : namespace) + NOW);
    }

    /** The same parameters with the account's signature over a text. */
    static Map<String, Object> signed(TestAccount account, Map<String, Object> params, String text) {
        Object key = account.id().startsWith("05") ? account.ed25519() : Rpc.ABSENT;
        return Rpc.with(params, "pubkey_ed25519", key, "signature", account.sign(text));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(TestAccount account, int namespace, String text) {
        return account.hash(namespace, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        network.close();
    }
}
