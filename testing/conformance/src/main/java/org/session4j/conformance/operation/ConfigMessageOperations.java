package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigMerge;
import org.session4j.protocol.config.ConfigMessage;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** Messages of documents without the documents: {@code libsession-configmsg}, {@code config-message}. */
final class ConfigMessageOperations {

    private ConfigMessageOperations() {}

    static void addTo(Operations operations) {
        operations.add("cfgmsg_new", ConfigMessageOperations::create);
        operations.add("cfgmsg_load", ConfigMessageOperations::load);
        operations.add("cfgmsg_chain", ConfigMessageOperations::chain);
        operations.add("config-message/serialize", ConfigMessageOperations::serialize);
        operations.add("config-message/sign", ConfigMessageOperations::sign);
        operations.add("config-message/verify", ConfigMessageOperations::verify);
        operations.add("config-message/merge", ConfigMessageOperations::merge);
    }

    private static Answer create(Call call) {
        Inputs in = call.in();
        ConfigMessage message = ConfigMessage.first(
                in.has("seqno") ? in.integer("seqno") : 0, ConfigNotation.dict(in.node("data")), lag(in));
        return answer(message, author(call), true, -1);
    }

    private static Answer load(Call call) throws SessionException {
        Inputs in = call.in();
        ConfigAuthor author = author(call);
        Loaded loaded = Loaded.of(in.hexes("msgs"), author, lag(in));
        ConfigMerge merge = loaded.merge(author);
        boolean mutable = in.optionalFlag("mutable");
        ConfigMessage message = mutable && !merge.isMerged() ? merge.message().next(author) : merge.message();
        Answer answer =
                answer(message, author, merge.isMerged(), merge.survivor().orElse(-1));
        ArrayNode rejected = JsonNodeFactory.instance.arrayNode();
        loaded.rejected.forEach(rejected::add);
        return answer.put("rejected", rejected);
    }

    private static Answer chain(Call call) throws SessionException {
        Inputs in = call.in();
        ConfigAuthor author = author(call);
        ConfigMessage message = in.has("load")
                ? ConfigMessage.parse(Bytes.of(in.bytes("load")), author, lag(in))
                : ConfigMessage.first(in.integer("seqno"), ConfigDict.empty(), lag(in));
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        for (Inputs step : in.objects("steps")) {
            JsonNode data = step.has("data") ? step.node("data") : step.copy();
            message = message.next(author).withData(ConfigNotation.dict(data));
            Answer answer = answer(message, author, false, -1);
            ObjectNode fields = answer.toJson();
            messages.add(fields.retain("seqno", "hash", "serialized"));
        }
        return Answer.empty().put("messages", messages);
    }

    private static Answer answer(ConfigMessage message, ConfigAuthor author, boolean merged, int index) {
        return Answer.empty()
                .put("seqno", message.seqno())
                .put("data", ConfigNotation.format(message.data()))
                .put("serialized", message.serialize(author))
                .put("hash", message.version(author).hash())
                .put("merged", merged)
                .put("unmerged_index", index)
                .put("verified", message.isVerified());
    }

    private static int lag(Inputs in) {
        return in.has("lag") ? in.smallInteger("lag") : ConfigMessage.LAG;
    }

    private static ConfigAuthor author(Call call) {
        Inputs in = call.in();
        if (in.has("sign_sk")) {
            return ConfigAuthor.groupAdmin(KeyOperations.keyPair(in.bytes("sign_sk"), call.crypto()), call.crypto());
        }
        return in.has("verify_pk")
                ? ConfigAuthor.groupMember(Ed25519PublicKey.of(in.bytes("verify_pk")), call.crypto())
                : ConfigAuthor.account(call.crypto());
    }

    private static Answer serialize(Call call) throws SessionException {
        ConfigAuthor author = ConfigAuthor.account(call.crypto());
        Bytes plain = Bytes.of(call.in().bytes("plain"));
        ConfigMessage message = ConfigMessage.parse(plain, author);
        DoesNotOpenException.require(message.serialize(author).equals(plain), "the message");
        return Answer.empty()
                .put("seqno", message.seqno())
                .put("hash", message.version(author).hash());
    }

    /** The signature stands in place of the end of the part that it covers. */
    private static Answer sign(Call call) throws SessionException {
        Inputs in = call.in();
        Ed25519KeyPair group = KeyOperations.keyPair(in.bytes("secret_key"), call.crypto());
        byte[] part = in.bytes("signed_part");
        byte[] unsigned = Arrays.copyOf(part, part.length + 1);
        unsigned[part.length] = 'e';
        ConfigMessage message = ConfigMessage.parse(Bytes.of(unsigned), ConfigAuthor.account(call.crypto()));
        ConfigAuthor admin = ConfigAuthor.groupAdmin(group, call.crypto());
        Bytes signed = message.serialize(admin);
        ConfigAuthor member = ConfigAuthor.groupMember(group.publicKey(), call.crypto());
        ConfigMessage verified = ConfigMessage.parse(signed, member);
        return Answer.empty()
                .put("message", signed)
                .put("hash", verified.version(member).hash())
                .put("expected", "accept");
    }

    private static Answer verify(Call call) throws SessionException {
        Inputs in = call.in();
        Ed25519PublicKey group = Ed25519PublicKey.of(in.bytes("public_key"));
        ConfigAuthor member = ConfigAuthor.groupMember(group, call.crypto());
        ConfigMessage message = ConfigMessage.parse(Bytes.of(in.bytes("message")), member);
        return Answer.empty().put("hash", message.version(member).hash()).put("expected", "accept");
    }

    private static Answer merge(Call call) throws SessionException {
        ConfigAuthor author = ConfigAuthor.account(call.crypto());
        ConfigMerge merge =
                Loaded.of(call.in().hexes("inputs"), author, ConfigMessage.LAG).merge(author);
        OptionalInt survivor = merge.survivor();
        JsonNodeFactory json = JsonNodeFactory.instance;
        return Answer.empty()
                .put("merged", merge.isMerged())
                .put("winner", survivor.isPresent() ? json.numberNode(survivor.getAsInt()) : json.nullNode())
                .put("seqno", merge.message().seqno())
                .put("hash", merge.message().version(author).hash())
                .put("result", merge.message().serialize(author));
    }

    /** Messages that could be read, and the places of those that could not. */
    private record Loaded(List<ConfigMessage> messages, List<Integer> rejected) {

        /** The library whose answers were recorded gives up where an input is no dict at all. */
        static Loaded of(List<byte[]> inputs, ConfigAuthor author, int lag) throws MalformedDataException {
            Loaded loaded = new Loaded(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < inputs.size(); i++) {
                Bytes input = Bytes.of(inputs.get(i));
                if (input.isEmpty() || input.at(0) != 'd') {
                    throw new MalformedDataException("an input is no dict");
                }
                try {
                    loaded.messages.add(ConfigMessage.parse(input, author, lag));
                } catch (SessionException e) {
                    loaded.rejected.add(i);
                }
            }
            return loaded;
        }

        ConfigMerge merge(ConfigAuthor author) throws MalformedDataException {
            if (messages.isEmpty()) {
                throw new MalformedDataException("none of the messages can be used");
            }
            return ConfigMerge.of(messages, author);
        }
    }
}
