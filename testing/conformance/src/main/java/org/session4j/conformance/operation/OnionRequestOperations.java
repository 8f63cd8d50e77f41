package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.conformance.operation.PeelOperations.Peeled;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionPayload;
import org.session4j.onion.wire.EncodedOnionRequest;
import org.session4j.onion.wire.NodeAnswer;
import org.session4j.onion.wire.OnionAnswer;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.OnionFrame;
import org.session4j.onion.wire.OnionHop;
import org.session4j.onion.wire.OnionRequestEncoder;
import org.session4j.onion.wire.SealedLayer;
import org.session4j.onion.wire.ServerTarget;
import org.session4j.onion.wire.V4Response;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Whole onion requests as a client makes them: {@code onion-request}, {@code onion_build}. */
final class OnionRequestOperations {

    private OnionRequestOperations() {}

    static void addTo(Operations operations) {
        operations.add("onion-request/build", OnionRequestOperations::build);
        operations.add("onion_build", OnionRequestOperations::libsessionBuild, OnionRequestOperations::openBuilt);
    }

    /**
     * @param destination the node, or the key and cipher of the server
     * @param server null where the destination is a node
     */
    private record Plan(
            List<OnionHop> path,
            OnionHop destination,
            @Nullable ServerTarget server,
            Bytes payload) {

        boolean toServer() {
            return server != null;
        }

        EncodedOnionRequest encode(Crypto crypto, SecureRandom random) throws SessionException {
            OnionRequestEncoder encoder = new OnionRequestEncoder(crypto, random);
            try {
                return server == null
                        ? encoder.encodeForNode(path, destination, payload)
                        : encoder.encodeForServer(
                                path, server, destination.x25519(), destination.cipher(), OnionPayload.of(payload));
            } catch (OnionException e) {
                throw new IllegalArgumentException("the request is refused", e);
            }
        }
    }

    /** Keys and nonces are inputs; all else in {@code layers} is what the parties see who open them, guard first. */
    private static Answer build(Call call) throws SessionException {
        Inputs in = call.in();
        Crypto crypto = call.crypto();
        Plan plan = readPlan(in, OnionCipher.parse(in.text("cipher")));
        List<byte[]> draws = new ArrayList<>();
        for (Inputs layer : in.objects("layers")) {
            draws.add(layer.bytes("ephemeral_seckey"));
            draws.add(layer.bytes("nonce"));
        }
        RecordedRandom random = RecordedRandom.of(draws);
        EncodedOnionRequest request = plan.encode(crypto, random);
        random.requireExhausted();

        List<FreshKey> readers = new ArrayList<>();
        in.objects("path").forEach(node -> readers.add(FreshKey.of(crypto, node.bytes("x25519_seckey"))));
        readers.add(FreshKey.of(crypto, in.object("destination").bytes("x25519_seckey")));
        List<Peeled> peeled = peelAll(crypto, request.body().toByteArray(), readers);
        requireAnswerOpens(plan, request, peeled.get(peeled.size() - 1));

        ArrayNode layers = JsonNodeFactory.instance.arrayNode();
        for (int i = peeled.size() - 1; i >= 0; i--) {
            String name = i == peeled.size() - 1 ? "destination" : "hop" + i;
            byte[] secret = draws.get(2 * (peeled.size() - 1 - i));
            layers.add(describe(crypto, name, peeled.get(i), readers.get(i), secret));
        }
        Answer answer = Answer.empty()
                .put("body", request.body())
                .put("layers", layers)
                .put(
                        "response_key",
                        ((ObjectNode) layers.get(0)).deepCopy().retain("ephemeral_seckey", "ephemeral_pubkey", "key"));
        return plan.toServer()
                ? answer.put("posted_to_server", peeled.get(peeled.size() - 2).plaintext())
                : answer;
    }

    private static ObjectNode describe(Crypto crypto, String name, Peeled layer, FreshKey reader, byte[] ephemeral)
            throws SessionException {
        SealedLayer sealed = layer.sealed();
        byte[] ciphertext = sealed.ciphertext().toByteArray();
        byte[] shared = crypto.x25519(reader.secret(), sealed.ephemeralKey().toByteArray());
        return Answer.empty()
                .put("layer", name)
                .put("recipient_x25519_pubkey", reader.key().toByteArray())
                .put("ephemeral_seckey", ephemeral)
                .put("ephemeral_pubkey", sealed.ephemeralKey().toByteArray())
                .put("nonce", Arrays.copyOf(ciphertext, sealed.cipher().nonceLength()))
                .put(
                        "key",
                        LayerOperations.layerKey(crypto, sealed.cipher(), shared, sealed.ephemeralKey(), reader.key()))
                .put("plaintext", layer.plaintext())
                .put("ciphertext", ciphertext)
                .toJson();
    }

    private static List<Peeled> peelAll(Crypto crypto, byte[] body, List<FreshKey> readers) throws SessionException {
        List<Peeled> all = new ArrayList<>();
        SealedLayer sealed = SealedLayer.decode(body);
        for (FreshKey reader : readers) {
            if (!all.isEmpty()) {
                sealed = all.get(all.size() - 1).next();
            }
            all.add(Peeled.of(crypto, sealed, reader.secret(), reader.key()));
        }
        return all;
    }

    private static void requireAnswerOpens(Plan plan, EncodedOnionRequest request, Peeled destination)
            throws SessionException {
        SecureRandom random = new SecureRandom();
        OnionAnswer answer = new OnionAnswer(200, Map.of(), Bytes.utf8("{\"t\":1}"));
        byte[] sealed = plan.toServer()
                ? V4Response.seal(answer, destination.cipher(), random)
                : NodeAnswer.seal(NodeAnswer.encode(200, "{\"t\":1}"), destination.cipher(), random, true);
        DoesNotOpenException.require(request.openAnswer(sealed).equals(answer), "the answer");
    }

    private static Plan readPlan(Inputs in, OnionCipher cipher) {
        List<OnionHop> path = new ArrayList<>();
        for (Inputs node : in.objects("path")) {
            path.add(hop(node.bytes("ed25519_pubkey"), node.bytes("x25519_pubkey"), cipher));
        }
        Inputs destination = in.object("destination");
        byte[] key = destination.bytes("x25519_pubkey");
        Bytes payload = Bytes.of(in.bytes("payload"));
        return switch (destination.text("type")) {
            case "snode" -> new Plan(path, hop(destination.bytes("ed25519_pubkey"), key, cipher), null, payload);
            case "server" -> new Plan(path, hop(key, key, cipher), target(destination), payload);
            default -> throw new NotRunnableException("unknown destination type " + destination.text("type"));
        };
    }

    private static OnionHop hop(byte[] ed25519, byte[] x25519, OnionCipher cipher) {
        return new OnionHop(Ed25519PublicKey.of(ed25519), X25519PublicKey.of(x25519), cipher);
    }

    private static ServerTarget target(Inputs server) {
        String protocol = server.optionalText("protocol").orElse("https");
        return new ServerTarget(
                protocol,
                server.text("host"),
                server.has("port") ? server.smallInteger("port") : ServerTarget.defaultPort(protocol),
                server.optionalText("target").orElse(ServerTarget.V4));
    }

    private static Answer libsessionBuild(Call call) throws SessionException {
        Plan plan = readLibsessionPlan(call.in());
        RecordingRandom random = new RecordingRandom(call.random());
        Bytes body = plan.encode(call.crypto(), random).body();
        byte[] finalSecret = random.draws().get(0);
        return Answer.empty()
                .put("request", body)
                .put("final_x25519_sk", finalSecret)
                .put("final_x25519_pk", call.crypto().x25519Base(finalSecret));
    }

    private static Plan readLibsessionPlan(Inputs in) throws SessionException {
        OnionCipher cipher = OnionCipher.parse(in.text("enc_type"));
        List<OnionHop> path = new ArrayList<>();
        for (Inputs node : in.objects("hops")) {
            path.add(hop(node.bytes("ed25519"), node.bytes("x25519"), cipher));
        }
        Inputs destination = in.object("dest");
        Bytes payload = Bytes.of(in.bytes("payload"));
        if (destination.has("snode")) {
            Inputs node = destination.object("snode");
            return new Plan(path, hop(node.bytes("ed25519"), node.bytes("x25519"), cipher), null, payload);
        }
        Inputs server = destination.object("server");
        byte[] key = server.bytes("x25519");
        return new Plan(path, hop(key, key, cipher), target(server), payload);
    }

    /** The secret keys of the path are unknown, so the same request goes along a path of our own. */
    private static void openBuilt(Call call, Answer answer) throws SessionException {
        Crypto crypto = call.crypto();
        Plan plan = readLibsessionPlan(call.in());
        List<FreshKey> readers = new ArrayList<>();
        List<OnionHop> path = new ArrayList<>();
        for (OnionHop hop : plan.path()) {
            FreshKey reader = FreshKey.generate(crypto);
            readers.add(reader);
            path.add(new OnionHop(hop.ed25519(), reader.key(), hop.cipher()));
        }
        FreshKey last = FreshKey.generate(crypto);
        readers.add(last);
        OnionHop destination = new OnionHop(
                plan.destination().ed25519(), last.key(), plan.destination().cipher());
        Plan own = new Plan(path, destination, plan.server(), plan.payload());
        EncodedOnionRequest request = own.encode(crypto, new SecureRandom());

        List<Peeled> peeled = peelAll(crypto, request.body().toByteArray(), readers);
        Peeled innermost = peeled.get(peeled.size() - 1);
        Bytes payload = own.toServer()
                ? Bytes.of(innermost.plaintext())
                : OnionFrame.decode(innermost.plaintext()).blob();
        DoesNotOpenException.require(
                payload.equals(plan.payload()) && request.body().length() == answer.bytes("request").length,
                "the request");
        requireAnswerOpens(own, request, innermost);
    }
}
