package org.session4j.protocol.config;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtReader;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * A document in local storage (config: dump), in the form of the official library, so that what that has written can be
 * taken over.
 *
 * <pre>
 * !   state
 * $   the message, without a fresh signature; one that was verified is kept
 * (   the current hash, a list of them if there are several
 * )   the obsolete hashes
 * *   parts of documents, see {@link ConfigPartsForm}; only if there are any
 * +   what only this device knows
 * </pre>
 *
 * A dump made while dirty comes back as a message after the one that was dumped: that may have been pushed meanwhile.
 */
final class ConfigDump {

    private static final Bytes STATE = Bytes.utf8("!");
    private static final Bytes MESSAGE = Bytes.utf8("$");
    private static final Bytes CURRENT = Bytes.utf8("(");
    private static final Bytes OBSOLETE = Bytes.utf8(")");
    private static final Bytes PARTS = Bytes.utf8("*");
    private static final Bytes EXTRA = Bytes.utf8("+");

    private ConfigDump() {}

    static Bytes write(ConfigDocument document) {
        TreeMap<Bytes, BtValue> entries = new TreeMap<>();
        entries.put(STATE, new BtInteger(document.state().number()));
        entries.put(MESSAGE, new BtString(document.message().serializeForDump()));
        entries.put(CURRENT, currentForm(document.currentHashes()));
        entries.put(OBSOLETE, list(document.obsoleteHashes()));
        BtDict parts = ConfigPartsForm.of(document.parts());
        if (!parts.entries().isEmpty()) {
            entries.put(PARTS, parts);
        }
        entries.put(EXTRA, document.extra());
        return Bytes.unsafeWrap(BtDict.of(entries).encode());
    }

    static ConfigDocument read(ConfigType type, ConfigAuthor author, Bytes dump) throws MalformedDataException {
        BtDict form = BtReader.of(dump, BtLeniency.LENIENT).readValue().asDict();
        long number = form.require(STATE).asInteger();
        ConfigState state = ConfigState.of(number)
                .orElseThrow(() -> new MalformedDataException("dump: there is no state " + number));
        ConfigMessage message = ConfigMessageReader.read(form.require(MESSAGE).asString(), author, ConfigMessage.LAG);
        ConfigDraft draft = new ConfigDraft(type, author, message);
        draft.state = state;
        if (state == ConfigState.DIRTY) {
            draft.edit(message.next(author), message.data());
        }
        readHashes(form, draft);
        BtValue parts = form.entries().get(PARTS);
        if (parts != null) {
            draft.parts = ConfigPartsForm.parse(parts);
        }
        BtValue extra = form.entries().get(EXTRA);
        if (extra != null) {
            draft.extra = extra.asDict();
        }
        return draft.build();
    }

    private static BtValue currentForm(Collection<StorageHash> hashes) {
        if (hashes.size() > 1) {
            return list(hashes);
        }
        return hashes.isEmpty() ? BtString.utf8("") : form(hashes.iterator().next());
    }

    private static BtList list(Collection<StorageHash> hashes) {
        return new BtList(hashes.stream().map(ConfigDump::form).collect(Collectors.toList()));
    }

    private static BtValue form(StorageHash hash) {
        return BtString.utf8(hash.value());
    }

    private static void readHashes(BtDict form, ConfigDraft draft) throws MalformedDataException {
        BtValue current = form.entries().get(CURRENT);
        if (current instanceof BtList list) {
            for (BtValue value : list.values()) {
                draft.currentHashes.add(hash(value));
            }
        } else if (current != null && !current.asString().isEmpty()) {
            draft.currentHashes.add(hash(current));
        }
        BtValue obsolete = form.entries().get(OBSOLETE);
        if (obsolete != null) {
            for (BtValue value : obsolete.asList().values()) {
                draft.obsoleteHashes.add(hash(value));
            }
        }
    }

    static StorageHash hash(BtValue value) throws MalformedDataException {
        return new StorageHash(new String(value.asString().toByteArray(), StandardCharsets.UTF_8));
    }
}
