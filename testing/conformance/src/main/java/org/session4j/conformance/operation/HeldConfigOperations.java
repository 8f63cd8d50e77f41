package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.ConfigCipher;
import org.session4j.protocol.config.ConfigCompression;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigMergeResult;
import org.session4j.protocol.config.ConfigPadding;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigState;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.ConfigWrap;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.StoredConfig;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtReader;

/**
 * Documents that live from call to call: {@code config_new}, {@code config_set}, {@code config_push} and their like, in
 * the steps of {@code libsession-config} and of the peer.
 */
final class HeldConfigOperations {

    private final HeldConfigs held;

    private HeldConfigOperations(HeldConfigs held) {
        this.held = held;
    }

    static void addTo(Operations operations, HeldConfigs held) {
        HeldConfigOperations configs = new HeldConfigOperations(held);
        operations.add("config_new", configs::create);
        operations.add("config_set", configs::set);
        operations.add("config_push", configs::push);
        operations.add("config_confirm", configs::confirm);
        operations.add("config_merge", configs::merge);
        operations.add("config_dump", configs::dump);
        operations.add("config_state", configs::state);
        operations.add("free", configs::free);
        operations.add("free_all", configs::freeAll);
    }

    private Answer create(Call call) throws MalformedDataException {
        HeldConfigs.Held config = HeldConfigs.Held.create(call.in(), call.crypto());
        ConfigType type = config.document.type();
        return Answer.empty()
                .put("h", held.add(config))
                .put("namespace", type.namespace())
                .put("domain", type.domain());
    }

    private Answer set(Call call) throws SessionException {
        Inputs in = call.in();
        HeldConfigs.Held config = held.document(in, "h");
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (Inputs action : in.has("actions") ? in.objects("actions") : List.of(in)) {
            ConfigDict before = config.document.data();
            config.document = changed(config, action, call);
            results.add(result(action, !config.document.data().equals(before)));
        }
        return Answer.empty().put("results", results);
    }

    /** Whether there was something to erase; the other actions have nothing to tell. */
    private static JsonNode result(Inputs action, boolean changed) {
        return action.text("do").equals("erase")
                ? JsonNodeFactory.instance.booleanNode(changed)
                : JsonNodeFactory.instance.nullNode();
    }

    /** Without the key of the group, an action that changes nothing is well. */
    private static ConfigDocument changed(HeldConfigs.Held config, Inputs action, Call call) throws SessionException {
        try {
            return ConfigActions.isRaw(action)
                    ? ConfigActions.apply(config.document, action)
                    : DocumentActions.apply(config, action, call);
        } catch (IllegalStateException e) {
            if (config.document.canEdit()) {
                throw e;
            }
            throw new IllegalArgumentException("h: without the key of the group the document cannot be edited", e);
        }
    }

    private Answer push(Call call) throws SessionException {
        HeldConfigs.Held config = held.document(call.in(), "h");
        if (config.keyBytes.isEmpty()) {
            throw new IllegalArgumentException("h: the group has no keys");
        }
        ConfigPush push = DocumentActions.beforePush(config.document, call.in()).push(config.keys);
        config.document = push.document();
        Bytes plain = config.document.serialize();
        Bytes stored = ConfigCompression.compress(plain);
        Answer answer = Answer.empty()
                .put("seqno", push.seqno())
                .put("data", push.messages().get(0))
                .put("plain", plain)
                .put(
                        "plain_bt",
                        ConfigNotation.format(
                                BtReader.of(plain, BtLeniency.LOOSE).readValue()))
                .put("compressed", stored.length() < plain.length())
                .put("stored", stored)
                .put("pad", ConfigPadding.paddedLength(stored.length(), ConfigCipher.OVERHEAD) - stored.length())
                .putTexts("obsolete", texts(push.obsolete()));
        if (config.document.type().isOfGroup() || push.messages().size() > 1) {
            return answer;
        }
        Ed25519KeyPair account = Ed25519KeyPair.ofSeed(config.keyBytes.get(0), call.crypto());
        return answer.put(
                "inner", ConfigWrap.of(call.crypto()).unwrap(push.messages().get(0), config.document.type(), account));
    }

    private Answer confirm(Call call) {
        Inputs in = call.in();
        HeldConfigs.Held config = held.document(in, "h");
        config.document = config.document.confirm(in.integer("seqno"), List.of(new StorageHash(in.text("hash"))));
        return Answer.empty();
    }

    private Answer merge(Call call) throws MalformedDataException {
        Inputs in = call.in();
        HeldConfigs.Held config = held.document(in, "h");
        List<StoredConfig> messages = new ArrayList<>();
        for (JsonNode pair : in.value("msgs")) {
            messages.add(new StoredConfig(
                    new StorageHash(pair.path(0).asText()),
                    Bytes.parseHex(pair.path(1).asText())));
        }
        ConfigMergeResult result = config.document.merge(messages, config.keys, now(in));
        config.document = result.document();
        if (result.understood().isEmpty() && config.document.seqno() == 0) {
            // So does the library whose answers were recorded.
            throw new MalformedDataException("none of the messages can be used");
        }
        return Answer.empty()
                .putTexts("accepted", texts(result.understood()))
                .put("needs_push", config.document.needsPush());
    }

    /** The time that the caller sets, else the time that it is. */
    static Instant now(Inputs in) {
        return in.has("_now_ms") ? Instant.ofEpochMilli(in.integer("_now_ms")) : Instant.now();
    }

    private Answer dump(Call call) {
        return Answer.empty().put("dump", held.document(call.in(), "h").document.dump());
    }

    private Answer state(Call call) {
        HeldConfigs.Held config = held.document(call.in(), "h");
        return Answer.empty()
                .put("needs_push", config.document.needsPush())
                .put("clean", config.document.state() == ConfigState.CLEAN)
                .put("dirty", config.document.state() == ConfigState.DIRTY)
                .put("readonly", !config.document.canEdit())
                .putTexts("current_hashes", texts(config.document.currentHashes()))
                .putHexes("keys", config.keyBytes);
    }

    private Answer free(Call call) {
        held.free(call.in());
        return Answer.empty();
    }

    private Answer freeAll(Call call) {
        held.clear();
        return Answer.empty();
    }

    private static List<String> texts(Iterable<StorageHash> hashes) {
        List<String> texts = new ArrayList<>();
        hashes.forEach(hash -> texts.add(hash.value()));
        return texts;
    }
}
