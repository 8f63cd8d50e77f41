package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigCipher;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigMergeResult;
import org.session4j.protocol.config.ConfigPadding;
import org.session4j.protocol.config.ConfigPart;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.StoredConfig;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** Documents in parts: {@code config-multipart}, {@code libsession-multipart}. */
final class ConfigPartOperations {

    private static final Bytes CONTACTS = Bytes.utf8("c");
    private static final Bytes NAME = Bytes.utf8("n");
    private static final Bytes APPROVED = Bytes.utf8("a");

    private ConfigPartOperations() {}

    static void addTo(Operations operations) {
        operations.add("config-multipart/split", ConfigPartOperations::split);
        operations.add("config-multipart/decode", ConfigPartOperations::decode);
        operations.add("multipart", ConfigPartOperations::recorded);
    }

    /** The content is not known, but all that depends on its length and hash is. */
    private static Answer split(Call call) {
        Inputs in = call.in();
        int padded = ConfigPadding.paddedLength(in.smallInteger("compressed_length"), ConfigCipher.OVERHEAD);
        List<ConfigPart> parts = ConfigPart.split(Bytes.of(new byte[padded]), call.crypto());
        ArrayNode described = JsonNodeFactory.instance.arrayNode();
        for (ConfigPart part : parts) {
            Bytes encoded =
                    new ConfigPart(Bytes.of(in.bytes("final_hash")), part.index(), part.count(), part.chunk()).encode();
            described
                    .addObject()
                    .put("index", part.index())
                    .put("length", encoded.length())
                    .put("chunk_length", part.chunk().length())
                    .put("head", encoded.slice(0, 48).toHex())
                    .put("encrypted_length", encoded.length() + ConfigCipher.OVERHEAD);
        }
        return Answer.empty().put("padded_length", padded).put("parts", described);
    }

    private static Answer decode(Call call) throws SessionException {
        Inputs in = call.in();
        Reader reader = Reader.of(in.bytes("seed"), type(in.text("domain")), call);
        List<StoredConfig> messages = new ArrayList<>();
        for (byte[] data : in.hexes("messages")) {
            messages.add(stored("part" + messages.size(), data));
        }
        ConfigMergeResult result = reader.merge(reader.newDocument(), messages);
        if (result.document().seqno() == 0) {
            throw new MalformedDataException("the parts do not give a message");
        }
        return Answer.empty().put("expected_plain", result.document().serialize());
    }

    private static ConfigType type(String domain) {
        return Arrays.stream(ConfigType.values())
                .filter(type -> type.domain().equals(domain))
                .findFirst()
                .orElseThrow(() -> new NotRunnableException("unknown domain " + domain));
    }

    private static StoredConfig stored(String hash, byte[] data) {
        return new StoredConfig(new StorageHash(hash), Bytes.of(data));
    }

    /** A device that has nothing yet. */
    private record Reader(ConfigType type, ConfigKeys keys, ConfigAuthor author) {

        static Reader of(byte[] seed, ConfigType type, Call call) {
            Ed25519KeyPair account = Ed25519KeyPair.ofSeed(HeldConfigs.Held.seed(seed), call.crypto());
            return new Reader(type, ConfigKeys.ofAccount(account), ConfigAuthor.account(call.crypto()));
        }

        ConfigDocument newDocument() {
            return ConfigDocument.create(type, author);
        }

        ConfigMergeResult merge(ConfigDocument document, List<StoredConfig> messages) {
            return document.merge(messages, keys, Instant.EPOCH);
        }
    }

    /**
     * A document that the library has written in parts is read from them; and the one that we write of the same contacts
     * has as many.
     */
    private static Answer recorded(Call call) throws SessionException {
        Inputs in = call.in();
        if (!in.text("type").equals("Contacts")) {
            throw new NotRunnableException("parts are known of Contacts only");
        }
        Reader reader = Reader.of(in.bytes("seed"), ConfigType.CONTACTS, call);
        Contacts contacts = Contacts.read(in);
        List<StoredConfig> parts = new ArrayList<>();
        for (byte[] part : in.hexes("parts")) {
            DoesNotOpenException.require(part.length > 0, "an empty part");
            parts.add(stored("part" + parts.size(), part));
        }
        DoesNotOpenException.require(!parts.isEmpty(), "no part");
        ConfigPush own = contacts.document(reader).push(reader.keys());
        DoesNotOpenException.require(own.messages().size() == parts.size(), "the number of parts");
        return Answer.empty()
                .put("seqno", own.seqno())
                .put("deliveries", deliveries(in, reader, contacts, parts))
                .put("with_last_part_tampered", withLastPartTampered(reader, contacts, parts))
                .put("all_at_once_with_duplicate_accepted", allAtOnceWithDuplicate(reader, parts))
                .put("finish_after_dump_and_reload", afterDump(reader, contacts, parts));
    }

    private static ArrayNode deliveries(Inputs in, Reader reader, Contacts contacts, List<StoredConfig> parts) {
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        ConfigDocument document = reader.newDocument();
        for (int index : order(in, parts.size())) {
            ConfigMergeResult result = reader.merge(document, List.of(parts.get(index)));
            document = result.document();
            answers.addObject()
                    .put("part", index)
                    .put("contacts_known", contacts.knownTo(document))
                    .put("needs_push", document.needsPush())
                    .set("accepted", accepted(result));
        }
        return answers;
    }

    private static List<Integer> order(Inputs in, int parts) {
        List<Integer> order = new ArrayList<>();
        if (!in.has("order")) {
            IntStream.range(0, parts).forEach(order::add);
            return order;
        }
        in.bigIntegers("order").forEach(index -> order.add(index.intValue()));
        if (order.stream().anyMatch(index -> index < 0 || index >= parts)) {
            throw new NotRunnableException("there is no such part");
        }
        return order;
    }

    private static JsonNode withLastPartTampered(Reader reader, Contacts contacts, List<StoredConfig> parts) {
        List<StoredConfig> tampered = new ArrayList<>(parts);
        StoredConfig last = tampered.remove(tampered.size() - 1);
        byte[] data = last.data().toByteArray();
        data[data.length / 2] ^= 1;
        tampered.add(stored(last.hash().value(), data));
        ConfigMergeResult result = reader.merge(reader.newDocument(), tampered);
        return JsonNodeFactory.instance
                .objectNode()
                .put("refused", false)
                .put("contacts_known", contacts.knownTo(result.document()))
                .set("accepted", accepted(result));
    }

    private static JsonNode allAtOnceWithDuplicate(Reader reader, List<StoredConfig> parts) {
        List<StoredConfig> all = new ArrayList<>(parts);
        all.add(new StoredConfig(new StorageHash("dup"), parts.get(0).data()));
        return accepted(reader.merge(reader.newDocument(), all));
    }

    private static boolean afterDump(Reader reader, Contacts contacts, List<StoredConfig> parts)
            throws MalformedDataException {
        ConfigDocument first =
                reader.merge(reader.newDocument(), parts.subList(0, 1)).document();
        ConfigDocument loaded = ConfigDocument.load(reader.type(), reader.author(), first.dump());
        ConfigMergeResult rest = reader.merge(loaded, parts.subList(1, parts.size()));
        return contacts.knownTo(rest.document()) == contacts.people.size();
    }

    private static ArrayNode accepted(ConfigMergeResult result) {
        ArrayNode hashes = JsonNodeFactory.instance.arrayNode();
        result.understood().stream().map(StorageHash::value).sorted().forEach(hashes::add);
        return hashes;
    }

    /** The people of the document, each approved. */
    private record Contacts(List<Person> people) {

        private record Person(Bytes id, Bytes name) {}

        static Contacts read(Inputs in) throws MalformedDataException {
            List<Person> people = new ArrayList<>();
            for (JsonNode pair : in.value("contacts")) {
                people.add(new Person(
                        Bytes.parseHex(pair.path(0).asText()),
                        Bytes.utf8(pair.path(1).asText())));
            }
            if (people.size() != in.integer("contacts_total")) {
                throw new NotRunnableException("contacts_total is not their number");
            }
            return new Contacts(people);
        }

        ConfigDocument document(Reader reader) {
            return reader.newDocument()
                    .edit(data -> people.forEach(person -> {
                        data.dict(CONTACTS).dict(person.id).set(NAME, person.name);
                        data.dict(CONTACTS).dict(person.id).set(APPROVED, 1);
                    }));
        }

        /** How many of them the document has; all it has must be them. */
        long knownTo(ConfigDocument document) {
            ConfigDict known = document.data().dict(CONTACTS);
            long count = people.stream()
                    .filter(person -> known.dict(person.id).integer(APPROVED).equals(OptionalLong.of(1)))
                    .filter(person -> known.dict(person.id).string(NAME).equals(Optional.of(person.name)))
                    .count();
            DoesNotOpenException.require(count == known.entries().size(), "a document with other contacts");
            return count;
        }
    }
}
