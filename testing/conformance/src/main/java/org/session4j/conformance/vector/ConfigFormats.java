package org.session4j.conformance.vector;

import static org.session4j.conformance.vector.SectionedFormat.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.session4j.conformance.operation.Inputs;
import org.session4j.conformance.operation.NotRunnableException;

/** The {@code config-*} files about the engine under the documents; {@code libsession-multipart}. */
final class ConfigFormats {

    private static final Predicate<Inputs> REJECTED =
            vector -> vector.optionalText("expected").orElse("").startsWith("reject");

    private static final Predicate<Inputs> TO_SIGN = vector -> vector.has("secret_key");

    private ConfigFormats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        formats.put("config-message", message());
        formats.put("config-parse", family("config-parse").section("parse", "parse", "accepted"));
        formats.put(
                "config-encryption",
                family("config-encryption")
                        .section("encrypt", "encrypt", "derived_key", "nonce", "ciphertext")
                        .section("padded_size", "padded", "padded"));
        formats.put(
                "config-wrap",
                family("config-wrap").section("wrap", "wrap", "wrapped").section("wrap", "unwrap", "data", "kind"));
        formats.put("config-multipart", multipart());
        formats.put("config-merge-baseline", ConfigFormats::mergeBaseline);
        formats.put("libsession-multipart", ConfigFormats::recordedMultipart);
        return formats;
    }

    private static VectorFormat message() {
        return family("config-message")
                .section("serialize", "serialize", "seqno", "hash")
                .section("signing", TO_SIGN, "sign", "message", "hash", "expected")
                .refusing("signing", TO_SIGN.negate().and(REJECTED), "verify")
                .section("signing", TO_SIGN.or(REJECTED).negate(), "verify", "hash", "expected")
                .section("merge", "merge", "merged", "winner", "seqno", "hash", "result");
    }

    private static VectorFormat multipart() {
        VectorFormat sections = family("config-multipart")
                .section("split", "split", "padded_length", "parts")
                .refusing("decode", REJECTED, "decode")
                .section("decode", REJECTED.negate(), "decode", "expected_plain");
        return file -> sections.cases(withoutInformation(file));
    }

    /** Of the parts, what depends on the content is for information: the content is not given. */
    private static JsonNode withoutInformation(JsonNode file) {
        JsonNode known = file.deepCopy();
        for (JsonNode split : known.path("split")) {
            for (JsonNode part : split.path("parts")) {
                if (part instanceof ObjectNode object) {
                    object.remove(List.of("tail", "blake2b", "encrypted_blake2b"));
                }
            }
        }
        return known;
    }

    /** One object: the inputs, and what comes of them on a device without and on one with edits of its own. */
    private static List<VectorCase> mergeBaseline(JsonNode file) {
        List<VectorCase> cases = new ArrayList<>();
        for (String device : List.of("clean_client", "dirty_client")) {
            if (!(file.get(device) instanceof ObjectNode expected)) {
                throw new NotRunnableException(device + " is missing");
            }
            ObjectNode input = ((ObjectNode) file.deepCopy()).retain("user_seed", "inputs");
            input.put("dirty", device.equals("dirty_client"));
            ObjectNode outputs = expected.deepCopy().retain("seqno", "plain", "obsolete");
            cases.add(new VectorCase(
                    device, "config-merge-baseline/merge", input, new Expectation.Answered(outputs, false)));
        }
        return cases;
    }

    /** The recorded parts are inputs: their bytes depend on the release of zstd, and what is read from them does not. */
    private static List<VectorCase> recordedMultipart(JsonNode file) {
        List<VectorCase> cases = new ArrayList<>();
        for (VectorCase recorded : new RecordedFormat().cases(file)) {
            if (!(recorded.expectation() instanceof Expectation.Answered answered)) {
                throw new NotRunnableException(recorded.id() + ": parts that are refused are not known");
            }
            ObjectNode expected = answered.fields().deepCopy();
            ObjectNode input = recorded.input().deepCopy();
            input.set("parts", expected.remove("parts"));
            ArrayNode order = input.putArray("order");
            expected.path("deliveries").forEach(delivery -> order.add(delivery.path("part")));
            cases.add(new VectorCase(
                    recorded.id(), recorded.operation(), input, new Expectation.Answered(expected, false)));
        }
        return cases;
    }
}
