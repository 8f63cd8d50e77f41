package org.session4j.conformance.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.session4j.conformance.operation.Inputs;
import org.session4j.conformance.operation.NotRunnableException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** The {@code config-*} files about what is in documents, and recorded scenarios. All of them become stories. */
final class DocumentFormats {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode NOTHING = JSON.objectNode();
    private static final String DOCUMENT = "$document";

    private DocumentFormats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        for (String family : List.of(
                "config-user-profile",
                "config-contacts",
                "config-convo-info-volatile",
                "config-user-groups",
                "config-group-info",
                "config-group-members")) {
            formats.put(family, DocumentFormats::documents);
        }
        formats.put("config-merge-sequences", DocumentFormats::sequences);
        return formats;
    }

    /** A recorded scenario, or a setting that a new profile takes or refuses. */
    static Optional<VectorCase> recorded(String id, Inputs entry) {
        String operation = entry.text("op");
        if (operation.equals("scenario")) {
            return Optional.of(scenario(id, entry));
        }
        if (operation.equals("config_set") && !entry.object("in").has("h")) {
            Story story = new Story(Optional.empty());
            story.step(
                            "config_new",
                            JSON.objectNode().put("type", "UserProfile").put("seed", "00".repeat(32)),
                            NOTHING)
                    .put("as", "document");
            story.step(
                    operation,
                    entry.object("in").copy().put("h", DOCUMENT),
                    entry.optionalFlag("error") ? error() : NOTHING);
            return Optional.of(story.toCase(id));
        }
        return Optional.empty();
    }

    private static ObjectNode error() {
        return JSON.objectNode().put("error", true);
    }

    private static VectorCase scenario(String id, Inputs entry) {
        Inputs in = entry.object("in");
        Story story = new Story(Optional.ofNullable(in.copy().get("now_ms")));
        List<Inputs> steps = in.objects("steps");
        List<Inputs> results = entry.object("out").objects("results");
        if (steps.size() != results.size()) {
            throw new NotRunnableException(id + ": not one result for each step");
        }
        for (int i = 0; i < steps.size(); i++) {
            ObjectNode step = story.step(
                    steps.get(i).text("op"),
                    steps.get(i).node("in"),
                    results.get(i).copy());
            steps.get(i).optionalText("as").ifPresent(name -> step.put("as", name));
        }
        return story.toCase(id + " " + entry.optionalText("name").orElse(""));
    }

    /** Each case is a new document with some pushes; what is said of a push stands beside its actions. */
    private static List<VectorCase> documents(JsonNode file) {
        Inputs header = header(file);
        List<VectorCase> cases = new ArrayList<>();
        for (Inputs vector : header.objects("cases")) {
            Story story = new Story(Optional.ofNullable(file.get("now_ms")));
            boolean ofGroup = vector.text("type").startsWith("Group");
            story.step("config_new", newDocument(vector.text("type"), ofGroup, header), NOTHING)
                    .put("as", "document");
            for (Inputs push : vector.objects("pushes")) {
                ObjectNode set = JSON.objectNode().put("h", DOCUMENT);
                set.set("actions", push.value("actions"));
                story.step("config_set", set, NOTHING);
                story.step("config_push", JSON.objectNode().put("h", DOCUMENT), pushed(push, ofGroup));
                story.step(
                        "config_confirm",
                        JSON.objectNode()
                                .put("h", DOCUMENT)
                                .put("seqno", push.integer("seqno"))
                                .put("hash", "fakehash" + push.integer("seqno")),
                        NOTHING);
            }
            story.step("config_show", JSON.objectNode().put("h", DOCUMENT), shown(vector.object("show")));
            story.step(
                    "config_dump",
                    JSON.objectNode().put("h", DOCUMENT),
                    JSON.objectNode().put("dump", vector.text("dump_after_confirm")));
            cases.add(story.toCase(vector.text("id")));
        }
        return cases;
    }

    private static Inputs header(JsonNode file) {
        if (!(file instanceof ObjectNode object)) {
            throw new NotRunnableException("not an object with lists of cases");
        }
        return new Inputs(object);
    }

    private static ObjectNode newDocument(String type, boolean ofGroup, Inputs header) {
        ObjectNode document = JSON.objectNode().put("type", type);
        if (!ofGroup) {
            return document.put("seed", header.text("user_seed"));
        }
        Ed25519KeyPair group = Ed25519KeyPair.ofSeed(header.bytes("group_seed"), Crypto.get());
        document.put("group_pk", group.publicKey().toString()).put("group_sk", header.text("group_seed"));
        document.putArray("keys").add(header.text("group_key"));
        return document;
    }

    private static ObjectNode shown(Inputs show) {
        if (!show.flag("ok")) {
            throw new NotRunnableException("a document that is not shown");
        }
        return show.copy().without("ok");
    }

    private static ObjectNode pushed(Inputs push, boolean ofGroup) {
        if (ofGroup && !push.text("encrypted").equals(push.text("wire"))) {
            throw new NotRunnableException("a document of a group is stored as it is encrypted");
        }
        ObjectNode result = push.copy().retain("seqno", "plain", "compressed", "obsolete");
        result.put("data", push.text("wire"));
        return ofGroup ? result : result.put("inner", push.text("encrypted"));
    }

    /** Several devices of one account. A message is known by the hash that its push was confirmed with. */
    private static List<VectorCase> sequences(JsonNode file) {
        Inputs header = header(file);
        List<VectorCase> cases = new ArrayList<>();
        for (Inputs vector : header.objects("sequences")) {
            Story story = new Story(Optional.empty());
            int clients = vector.smallInteger("clients");
            for (int i = 0; i < clients; i++) {
                story.step("config_new", newDocument("UserProfile", false, header), NOTHING)
                        .put("as", "client" + i);
            }
            Map<String, ObjectNode> lastPushes = new HashMap<>();
            for (Inputs operation : vector.objects("ops")) {
                addTo(story, operation, lastPushes);
            }
            List<String> dumps = vector.texts("final_dumps");
            if (dumps.size() != clients) {
                throw new NotRunnableException("not one dump for each client");
            }
            for (int i = 0; i < clients; i++) {
                story.step(
                        "config_dump",
                        JSON.objectNode().put("h", "$client" + i),
                        JSON.objectNode().put("dump", dumps.get(i)));
            }
            cases.add(story.toCase(vector.text("id")));
        }
        return cases;
    }

    private static void addTo(Story story, Inputs operation, Map<String, ObjectNode> lastPushes) {
        String client = "$client" + operation.smallInteger("client");
        ObjectNode in = JSON.objectNode().put("h", client);
        switch (operation.text("op")) {
            case "edit" -> {
                in.set("actions", operation.value("actions"));
                story.step("config_set", in, NOTHING);
            }
            case "push" -> {
                ObjectNode result = operation.copy().retain("seqno", "plain", "obsolete");
                lastPushes.put(client, story.step("config_push", in, result));
            }
            case "confirm" -> {
                ObjectNode push = lastPushes.get(client);
                if (push == null) {
                    throw new NotRunnableException("a confirmation without a push");
                }
                push.put("as", operation.text("hash"));
                in.put("seqno", operation.integer("seqno")).put("hash", operation.text("hash"));
                story.step("config_confirm", in, NOTHING);
            }
            case "merge" -> {
                ArrayNode messages = in.putArray("msgs");
                operation
                        .texts("messages")
                        .forEach(hash -> messages.addArray().add(hash).add("$" + hash));
                story.step("config_merge", in, operation.copy().retain("accepted", "needs_push"));
                story.step(
                        "config_state",
                        JSON.objectNode().put("h", client),
                        operation.copy().retain("current_hashes"));
            }
            default -> throw new NotRunnableException("unknown operation " + operation.text("op"));
        }
    }
}
