package org.session4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.crypto.Crypto;

/** The peer over pipes, asked for everything that the committed vectors ask for. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PeerVectorsTest {

    private static final int MUTATIONS = 10;

    /** Operations that take a second each, and are spoilt only once a request. */
    private static final Set<String> SLOW = Set.of("ons-resolve-old/resolve", "decrypt_ons_legacy");

    /** Recorded outputs that are inputs to whoever is to do the same. */
    private static final Set<String> GIVEN = Set.of("rand", "parts");

    /** Many operations in one, whose recorded outputs are compared by rules of their own. */
    private static final Set<String> STORIES = Set.of("scenario");

    @ParameterizedTest
    @ValueSource(strings = {"bouncycastle", "libsodium"})
    void recorded_answers_come_out_of_the_peer_with(String backend) throws Exception {
        try (RunningPeer peer = new RunningPeer(Crypto.named(backend))) {
            for (ObjectNode vector : recordedVectors()) {
                if (STORIES.contains(vector.path("op").asText())) {
                    continue;
                }
                JsonNode answer = peer.ask(request(vector));

                boolean refused = vector.path("error").asBoolean();
                assertThat(answer.path("ok").asBoolean()).as("%s", vector).isEqualTo(!refused);
                for (Iterator<Map.Entry<String, JsonNode>> outputs =
                                vector.path("out").fields();
                        outputs.hasNext(); ) {
                    Map.Entry<String, JsonNode> output = outputs.next();
                    if (!GIVEN.contains(output.getKey())) {
                        assertThat(Json.parse(answer.path(output.getKey()).toString()))
                                .as("%s of %s", output.getKey(), vector)
                                .isEqualTo(Json.parse(output.getValue().toString()));
                    }
                }
            }
        }
    }

    @Test
    void spoilt_requests_get_errors_and_none_is_internal() throws Exception {
        Random random = new Random(7);
        Map<String, ObjectNode> internalErrors = new TreeMap<>();
        try (RunningPeer peer = new RunningPeer(Crypto.named("bouncycastle"))) {
            for (ObjectNode request : requestsOfAllFamilies()) {
                int mutations = SLOW.contains(request.get("op").asText()) ? 1 : MUTATIONS;
                for (int i = 0; i < mutations; i++) {
                    ObjectNode spoilt = request.deepCopy();
                    spoil(spoilt, random);

                    String error = peer.ask(spoilt).path("error").asText();
                    if (error.startsWith("internal error")) {
                        internalErrors.putIfAbsent(request.get("op") + " " + error, spoilt);
                    }
                }
            }
        }
        assertThat(internalErrors).isEmpty();
    }

    @Test
    void operations_can_be_listed() throws Exception {
        try (RunningPeer peer = new RunningPeer(Crypto.named("bouncycastle"))) {
            JsonNode answer = peer.ask(JsonNodeFactory.instance.objectNode().put("op", "operations"));

            assertThat(answer.path("operations")).extracting(JsonNode::asText).contains("keygen", "messages-v1/seal");
        }
    }

    private static ObjectNode request(ObjectNode vector) {
        ObjectNode request = vector.path("in").deepCopy();
        request.set("op", vector.get("op"));
        if (vector.path("out").has("rand")) {
            request.set("_rand", vector.path("out").get("rand"));
        }
        if (vector.path("out").has("parts")) {
            request.set("parts", vector.path("out").get("parts"));
        }
        return request;
    }

    private static List<ObjectNode> recordedVectors() throws IOException {
        List<ObjectNode> vectors = new ArrayList<>();
        for (String family : List.of("libsession-*.json", "upstream-*.json")) {
            for (JsonNode file : files(family)) {
                (file.isArray() ? file : file.path("vectors")).forEach(vector -> vectors.add((ObjectNode) vector));
            }
        }
        return vectors;
    }

    /** Those of the recorded vectors, and for each other family every operation on every case, fitting or not. */
    private static List<ObjectNode> requestsOfAllFamilies() throws Exception {
        List<ObjectNode> requests = new ArrayList<>();
        recordedVectors().forEach(vector -> requests.add(request(vector)));
        List<String> operations = new ArrayList<>();
        try (RunningPeer peer = new RunningPeer(Crypto.named("bouncycastle"))) {
            peer.ask(JsonNodeFactory.instance.objectNode().put("op", "operations"))
                    .path("operations")
                    .forEach(name -> operations.add(name.asText()));
        }
        for (String operation : operations) {
            int slash = operation.indexOf('/');
            if (slash > 0) {
                for (JsonNode file : files(operation.substring(0, slash) + ".json")) {
                    file.forEach(section -> section.forEach(vector -> {
                        if (vector instanceof ObjectNode fields) {
                            requests.add(fields.deepCopy().put("op", operation));
                        }
                    }));
                }
            }
        }
        return requests;
    }

    private static List<JsonNode> files(String pattern) throws IOException {
        List<JsonNode> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(CommittedVectors.DIRECTORY, pattern)) {
            for (Path entry : entries) {
                files.add(Json.parse(Files.readString(entry)));
            }
        }
        return files;
    }

    /** Replaces a field, at any depth, by something else. */
    private static void spoil(ObjectNode object, Random random) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.remove("op");
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        object.set(name, spoilt(object.get(name), random));
    }

    private static JsonNode spoilt(JsonNode value, Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value instanceof ObjectNode object && random.nextInt(4) > 0) {
            spoil(object, random);
            return object;
        }
        if (value instanceof ArrayNode list && !list.isEmpty() && random.nextInt(4) > 0) {
            int index = random.nextInt(list.size());
            list.set(index, spoilt(list.get(index), random));
            return list;
        }
        String text = value.asText();
        return switch (random.nextInt(11)) {
            case 0 -> json.nullNode();
            case 1 -> json.textNode("");
            case 2 -> json.textNode("00");
            case 3 -> json.numberNode(-1);
            case 4 -> json.numberNode(Long.MAX_VALUE);
            case 5 -> json.arrayNode();
            case 6 -> json.objectNode();
            case 7 -> json.textNode("00".repeat(32));
            case 8 -> json.textNode(text.substring(0, text.length() / 2));
            case 9 -> json.textNode(text + "ff");
            default -> json.textNode(text.replace('a', 'b').replace('1', '7'));
        };
    }

    /** A peer on its own thread, which ends with its input. */
    private static final class RunningPeer implements AutoCloseable {

        private final Writer requests;
        private final BufferedReader answers;
        private final Thread thread;

        RunningPeer(Crypto crypto) throws IOException {
            PipedInputStream in = new PipedInputStream(1 << 16);
            PipedOutputStream out = new PipedOutputStream();
            requests = new BufferedWriter(new OutputStreamWriter(new PipedOutputStream(in), StandardCharsets.UTF_8));
            answers = new BufferedReader(
                    new InputStreamReader(new PipedInputStream(out, 1 << 16), StandardCharsets.UTF_8));
            thread = new Thread(() -> {
                try (in;
                        out) {
                    new PeerLoop(crypto).run(in, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        JsonNode ask(ObjectNode request) throws IOException {
            requests.write(request + "\n");
            requests.flush();
            return Json.parse(answers.readLine());
        }

        @Override
        public void close() throws Exception {
            requests.close();
            assertThat(answers.readLine()).isNull();
            thread.join();
        }
    }
}
