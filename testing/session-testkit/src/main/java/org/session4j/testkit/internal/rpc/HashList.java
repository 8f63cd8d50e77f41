package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.session4j.testkit.StoredMessage;
import org.session4j.testkit.internal.storage.NamespaceChoice;
import org.session4j.testkit.internal.wire.Json;

/** Lists of message hashes, in requests and in answers. */
final class HashList {

    private HashList() {}

    /** The parameter {@code messages} of {@code delete} and {@code expire}. */
    static List<String> parse(Params params) throws InvalidRequestException {
        List<String> hashes = params.require("messages", params.strings("messages"));
        if (hashes.isEmpty()) {
            throw new InvalidRequestException("messages does not contain any message hashes");
        }
        for (String hash : hashes) {
            if (!MessageHash.isOne(hash)) {
                throw new InvalidRequestException("invalid message hash: " + hash);
            }
        }
        return hashes;
    }

    /** Ascending, as answers list and signatures cover them. */
    static TreeSet<String> sorted(Collection<StoredMessage> messages) {
        TreeSet<String> hashes = new TreeSet<>();
        messages.forEach(message -> hashes.add(message.hash()));
        return hashes;
    }

    /** A list, or for all namespaces an object with a list for each that had any. */
    static JsonNode format(Collection<StoredMessage> messages, NamespaceChoice choice) {
        if (!choice.all()) {
            return Json.array(sorted(messages));
        }
        Map<Integer, TreeSet<String>> byNamespace = new TreeMap<>();
        messages.forEach(message -> byNamespace
                .computeIfAbsent(message.namespace(), namespace -> new TreeSet<>())
                .add(message.hash()));
        ObjectNode object = Json.object();
        byNamespace.forEach((namespace, hashes) -> object.set(Integer.toString(namespace), Json.array(hashes)));
        return object;
    }
}
