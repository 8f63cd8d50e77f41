package org.session4j.conformance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.session4j.conformance.CommittedVectors;
import org.session4j.conformance.Json;
import org.session4j.protocol.crypto.Crypto;

/**
 * The suite can fail: changes one value of one case of a committed file at a time and sees that the run of that case
 * fails. A field of a kind of case passes when one such change in one of its cases is noticed; one that is never noticed
 * would be a field that nobody looks at.
 */
class EveryFieldCountsTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");

    /** Cases of one kind that are tried for each of its fields. */
    private static final int ATTEMPTS = 8;

    /** Names of fields that are words for humans, in every file. */
    private static final Set<String> WORDS = Set.of(
            "id",
            "case",
            "name",
            "note",
            "notes",
            "clock_note",
            "source",
            "description",
            "format",
            "errors",
            "plain_text");

    /** Lists that belong to the file as a whole. */
    private static final Set<String> HEADERS = Set.of("path", "errors", "inputs");

    /** Fields whose value does not decide, in the cases that are there. */
    private static final Set<String> UNDECIDED = Set.of(
            // Changed by one character it is another good name.
            "swarm-ons.json .valid_names",
            // About an answer that may be refused.
            "onion-response.json .cases.answer_cipher",
            // The body is the same as text and as JSON.
            "onion-response.json .cases.body_is_json_object",
            // AES-GCM keys depend on neither.
            "upstream-onionreq.json .vectors.hop_decrypt:in.server",
            "upstream-onionreq.json .vectors.hop_decrypt:in.x25519_pk",
            // Not valid with another value either.
            "upstream-group-keys.json .vectors.swarm_verify_subaccount:in.signing_value",
            "upstream-group-keys.json .vectors.swarm_verify_subaccount:in.group_id",
            // A member signs with what it was given, whoever gave it.
            "upstream-group-keys.json .vectors.swarm_subaccount_sign:in.group_pk",
            // All the cases with a key are refused, and are with another key too.
            "config-message.json .signing.public_key",
            // The same bytes for reading.
            "config-parse.json .parse.text",
            // Free text.
            "config-parse.json .parse.error",
            // Encrypts what goes in, and nothing of it comes out.
            "config-merge-baseline.json .user_seed",
            // One more or less is padded to the same.
            "config-multipart.json .split.compressed_length",
            // Of messages that are merged, or have no others before them.
            "libsession-configmsg.json .cfgmsg_load:in.mutable",
            "libsession-configmsg.json .cfgmsg_new:in.lag",
            // The next level gives the same frame.
            "libsession-configmsg.json .compress:in.level",
            "upstream-compression.json .vectors.compress:in.level",
            // Of a message that is not given.
            "config-multipart.json .split.plain_blake2b",
            "config-multipart.json .split.plain_length",
            "config-multipart.json .split.parts.tail",
            "config-multipart.json .split.parts.blake2b",
            "config-multipart.json .split.parts.encrypted_blake2b",
            "config-multipart.json .split.seed",
            "config-multipart.json .split.domain",
            // The keys of documents of another kind.
            "config-user-profile.json .group_seed",
            "config-user-profile.json .group_key",
            "config-contacts.json .group_seed",
            "config-contacts.json .group_key",
            "config-convo-info-volatile.json .group_seed",
            "config-convo-info-volatile.json .group_key",
            "config-user-groups.json .group_seed",
            "config-user-groups.json .group_key",
            "config-group-info.json .user_seed",
            "config-group-members.json .user_seed",
            // Of an admin, who is not invited.
            "config-group-members.json .cases.pushes.actions.invite_status",
            // Encrypts messages that are not compared as they are stored.
            "config-merge-sequences.json .user_seed",
            // Of a picture that is refused.
            "libsession-config.json .scenario:in.steps.config_set:in.pic.key",
            "libsession-config.json .scenario:in.steps.config_set:in.pic.url",
            // A matter of who holds a document, which is a value.
            "libsession-config.json .scenario:out.results.needs_dump",
            "upstream-config-user-profile.json .vectors.scenario:out.results.needs_dump",
            "libsession-groups.json .scenario:out.results.needs_dump",
            // Who accepts a promotion is an admin.
            "libsession-groups.json .scenario:in.steps.config_set:in.actions.admin",
            // Says in words what the plain message says.
            "config-multipart.json .decode.expected",
            // A millisecond does not decide.
            "config-convo-info-volatile.json .now_ms",
            "libsession-config.json .scenario:in.now_ms",
            "libsession-groups.json .scenario:in.now_ms");

    static Stream<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(CommittedVectors.DIRECTORY, "*.json")) {
            entries.forEach(files::add);
        }
        return files.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_changed_value_is_noticed(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        JsonNode content = Json.parse(Files.readString(file));
        Map<String, Integer> unnoticed = new HashMap<>();
        TreeSet<String> noticed = new TreeSet<>();

        for (JsonNode single : singleCases(content)) {
            assertThat(VectorFile.run(name, single.toString(), CRYPTO).failures())
                    .isEmpty();
            for (Change change : changesOf(single)) {
                if (noticed.contains(change.field()) || unnoticed.getOrDefault(change.field(), 0) >= ATTEMPTS) {
                    continue;
                }
                if (Stream.of(Place.values()).allMatch(place -> isGreen(name, change.apply(single, place)))) {
                    unnoticed.merge(change.field(), 1, Integer::sum);
                } else {
                    noticed.add(change.field());
                }
            }
        }

        assertThat(noticed).isNotEmpty();
        assertThat(unnoticed.keySet())
                .filteredOn(field -> !noticed.contains(field))
                .filteredOn(field -> !UNDECIDED.contains(name + " " + field))
                .isEmpty();
    }

    private static boolean isGreen(String name, JsonNode file) {
        return VectorFile.run(name, file.toString(), CRYPTO).failures().isEmpty();
    }

    /** The file, once for each case, with that case only. */
    private static List<JsonNode> singleCases(JsonNode file) {
        List<JsonNode> singles = new ArrayList<>();
        if (file instanceof ArrayNode list) {
            list.forEach(vector ->
                    singles.add(((ArrayNode) file.deepCopy()).removeAll().add(vector)));
            return singles;
        }
        List<String> sections = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = file.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getValue().isArray() && !HEADERS.contains(field.getKey())) {
                sections.add(field.getKey());
            }
        }
        if (sections.isEmpty()) {
            singles.add(file);
        }
        for (String section : sections) {
            for (JsonNode vector : file.get(section)) {
                ObjectNode single = ((ObjectNode) file.deepCopy()).remove(sections);
                single.putArray(section).add(vector);
                singles.add(single);
            }
        }
        return singles;
    }

    /** Which character of a text is changed: the last ones of a word, say, do not count. */
    private enum Place {
        FIRST,
        WITHIN,
        LAST;

        int position(int length) {
            return switch (this) {
                case FIRST -> 0;
                case WITHIN -> Math.min(length / 2 + 1, length - 1);
                case LAST -> length - 1;
            };
        }
    }

    /** One leaf to be replaced: where it is, and what kind of field that is. */
    private record Change(List<Object> path, String field) {

        /** A copy with another value there; of a text, the character at that place is changed. */
        JsonNode apply(JsonNode root, Place place) {
            return replace(root.deepCopy(), 0, leaf -> altered(leaf, place));
        }

        private JsonNode replace(JsonNode node, int depth, UnaryOperator<JsonNode> change) {
            if (depth == path.size()) {
                return change.apply(node);
            }
            Object step = path.get(depth);
            if (step instanceof String name) {
                ObjectNode object = (ObjectNode) node;
                object.set(name, replace(object.get(name), depth + 1, change));
            } else {
                ArrayNode list = (ArrayNode) node;
                list.set((int) step, replace(list.get((int) step), depth + 1, change));
            }
            return node;
        }
    }

    private static List<Change> changesOf(JsonNode root) {
        List<Change> changes = new ArrayList<>();
        collect(root, List.of(), "", changes);
        return changes;
    }

    private static void collect(JsonNode node, List<Object> path, String field, List<Change> changes) {
        if (node instanceof ObjectNode object) {
            if (object.path("error").asBoolean() || object.has("why") || isRefused(object.path("expected"))) {
                // What is refused is mostly refused with another value too; that it is counts.
                if (object.has("op") && object.path("error").asBoolean()) {
                    changes.add(new Change(append(path, "error"), field + ".error"));
                }
                return;
            }
            if (object.path("expect").asText().startsWith("reject")) {
                changes.add(new Change(append(path, "expect"), field + ".expect"));
                return;
            }
            String kind = object.path("op").isTextual() ? object.get("op").asText() + ":" : "";
            for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                collect(object.get(name), append(path, name), field + "." + kind + name, changes);
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), append(path, i), field, changes);
            }
        } else if (!node.isNull() && !WORDS.contains(field.replaceFirst(".*[.:]", ""))) {
            changes.add(new Change(path, field));
        }
    }

    private static boolean isRefused(JsonNode expected) {
        return expected.isTextual() && !expected.asText().startsWith("accept");
    }

    private static List<Object> append(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /** Another value of the same type; a hex digit becomes another one. */
    private static JsonNode altered(JsonNode leaf, Place place) {
        if (leaf.isBoolean()) {
            return BooleanNode.valueOf(!leaf.booleanValue());
        }
        if (leaf.isNumber()) {
            return BigIntegerNode.valueOf(leaf.bigIntegerValue().add(BigInteger.ONE));
        }
        String text = leaf.textValue();
        if (text.isEmpty()) {
            return TextNode.valueOf("00");
        }
        int position = place.position(text.length());
        char other = text.charAt(position) == '1' ? '2' : '1';
        return TextNode.valueOf(text.substring(0, position) + other + text.substring(position + 1));
    }
}
