package org.session4j.groups.v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtReader;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/** The dict that both kinds of {@link KeysMessage} are written as. */
final class KeysForm {

    static final Bytes NONCE = Bytes.utf8("#");
    static final Bytes SUPPLEMENT = Bytes.utf8("+");
    static final Bytes GENERATION = Bytes.utf8("G");
    static final Bytes ADMIN_ENTRY = Bytes.utf8("K");
    static final Bytes MEMBER_ENTRIES = Bytes.utf8("k");
    static final Bytes SIGNATURE = Bytes.utf8("~");

    private KeysForm() {}

    static Bytes sign(Map<Bytes, BtValue> entries, AdminKey admin) {
        Map<Bytes, BtValue> dict = new HashMap<>(entries);
        byte[] unsigned = BtDict.of(dict).encode();
        // All but the e that ends the dict.
        byte[] covered =
                Bytes.unsafeWrap(unsigned).slice(0, unsigned.length - 1).toByteArray();
        dict.put(SIGNATURE, new BtString(Bytes.unsafeWrap(admin.sign(covered))));
        return Bytes.unsafeWrap(BtDict.of(dict).encode());
    }

    static BtList list(List<Bytes> strings) {
        List<BtValue> values = new ArrayList<>();
        strings.forEach(string -> values.add(new BtString(string)));
        return new BtList(values);
    }

    static BtDict verified(Bytes stored, GroupId group, Crypto crypto) throws MalformedDataException, GroupException {
        BtReader reader = BtReader.of(stored, BtLeniency.LENIENT);
        Map<Bytes, BtValue> entries = new HashMap<>();
        boolean signed = false;
        reader.beginDict();
        while (reader.hasNext()) {
            int at = reader.position();
            Bytes key = reader.readKey();
            BtValue value = reader.readValue();
            if (signed) {
                throw new MalformedDataException("keys message: expected the signature as the last key");
            }
            if (key.equals(SIGNATURE)) {
                signed = true;
                byte[] signature = value.asString().toByteArray();
                if (!group.verifies(signature, stored.slice(0, at).toByteArray(), crypto)) {
                    throw new GroupException(Reason.BAD_SIGNATURE);
                }
            }
            entries.put(key, value);
        }
        reader.end();
        if (!signed) {
            throw new GroupException(Reason.BAD_SIGNATURE);
        }
        return BtDict.of(entries);
    }

    static KeysMessage read(BtDict dict) throws MalformedDataException {
        Bytes nonce = dict.require(NONCE).asString();
        requireLength("nonce", nonce, Crypto.XCHACHA20_NONCE);
        long generation = dict.require(GENERATION).asInteger();
        if (generation < 0) {
            throw new MalformedDataException("keys message: expected a generation of at least 0");
        }
        Optional<BtValue> supplement = dict.get(SUPPLEMENT);
        return supplement.isPresent()
                ? readSupplement(nonce, generation, strings(supplement.get()))
                : readRekey(
                        nonce, generation, dict.require(ADMIN_ENTRY).asString(), strings(dict.require(MEMBER_ENTRIES)));
    }

    private static KeysMessage readSupplement(Bytes nonce, long generation, List<Bytes> entries)
            throws MalformedDataException {
        for (Bytes entry : entries) {
            if (entry.length() < KeysMessage.MIN_SUPPLEMENT_ENTRY) {
                throw new MalformedDataException("entry of a supplement: expected at least "
                        + KeysMessage.MIN_SUPPLEMENT_ENTRY + " bytes, got " + entry.length());
            }
        }
        return new KeysMessage.Supplement(nonce, generation, entries);
    }

    private static KeysMessage readRekey(Bytes nonce, long generation, Bytes adminEntry, List<Bytes> entries)
            throws MalformedDataException {
        requireLength("entry of the admins", adminEntry, KeysMessage.ENTRY);
        for (Bytes entry : entries) {
            requireLength("entry of a member", entry, KeysMessage.ENTRY);
        }
        if (entries.size() % KeysMessage.ENTRY_MULTIPLE != 0) {
            throw new MalformedDataException("keys message: expected a multiple of " + KeysMessage.ENTRY_MULTIPLE
                    + " entries, got " + entries.size());
        }
        return new KeysMessage.Rekey(nonce, generation, adminEntry, entries);
    }

    private static List<Bytes> strings(BtValue list) throws MalformedDataException {
        List<Bytes> strings = new ArrayList<>();
        for (BtValue value : list.asList().values()) {
            strings.add(value.asString());
        }
        return strings;
    }

    private static void requireLength(String name, Bytes value, int expected) throws MalformedDataException {
        if (value.length() != expected) {
            throw new MalformedDataException(name + ": expected " + expected + " bytes, got " + value.length());
        }
    }
}
