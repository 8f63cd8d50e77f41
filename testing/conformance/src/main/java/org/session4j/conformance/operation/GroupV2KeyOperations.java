package org.session4j.conformance.operation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupKey;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.groups.v2.KeyMaker;
import org.session4j.groups.v2.KeysMessage;
import org.session4j.groups.v2.PendingKey;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/** The keys of groups v2: {@code groups-v2-keys}, {@code groups-v2-keys-dump}. */
final class GroupV2KeyOperations {

    private static final StorageHash HASH = new StorageHash("hash");

    /** The key, the signature and the end of the dict. */
    private static final int SIGNATURE_TAIL = 6 + Crypto.ED25519_SIGNATURE + 1;

    private static final int TEXT_LENGTH = 40;

    private GroupV2KeyOperations() {}

    static void addTo(Operations operations) {
        operations.add("groups-v2-keys/user", GroupV2KeyOperations::user);
        operations.add("groups-v2-keys/rekey", GroupV2KeyOperations::rekey);
        operations.add("groups-v2-keys/supplement", GroupV2KeyOperations::supplement);
        operations.add("groups-v2-keys/load", GroupV2KeyOperations::load);
        operations.add("groups-v2-keys-dump/load", GroupV2KeyOperations::loadDump);
    }

    private static Answer user(Call call) throws SessionException {
        AdminKey unused = GroupV2Header.admin(call);
        Ed25519KeyPair user = Ed25519KeyPair.ofSeed(call.in().bytes("seed"), call.crypto());
        return Answer.empty()
                .put("session_id", SessionId.of(user.toX25519().publicKey()).toString());
    }

    /** Besides what the library makes, the hashes on the way to it. */
    private static Answer rekey(Call call) throws SessionException {
        Inputs in = call.in();
        AdminKey unused = GroupV2Header.admin(call);
        AdminKey admin = GroupV2Header.adminOfSeed(in.bytes("group_seed"), call.crypto());
        long generation = in.integer("generation");
        int multiple = in.smallInteger("key_multiple");
        KeyMaker.NewKey made = KeyMaker.of(admin).newKey(ids(in.texts("members")), generation, multiple);
        KeysMessage.Rekey message = made.message();
        Bytes encoded = message.encode(admin);
        requireLoads(call, admin, made, encoded, multiple);
        List<Bytes> entries = message.memberEntries();
        Bytes key = Bytes.of(made.secret().exposeSecretBytes());
        return Answer.empty()
                .put("h2", call.crypto().blake2b(32, ascii("SessionGroupKeySeed"), null, in.bytes("group_seed")))
                .put("h1", key.toHex() + message.nonce().toHex())
                .put("key", key)
                .put("nonce", message.nonce())
                .put("admin_entry", message.adminEntry())
                .put("entry_count", entries.size())
                .put("first_entry", entries.isEmpty() ? null : entries.get(0))
                .put("last_entry", entries.isEmpty() ? null : entries.get(entries.size() - 1))
                .put("message", encoded);
    }

    /** Today's multiple is read, another one is refused. */
    private static void requireLoads(Call call, AdminKey admin, KeyMaker.NewKey made, Bytes encoded, int multiple)
            throws SessionException {
        GroupKeys none = GroupKeys.none(admin.groupId(), call.crypto());
        boolean readable = made.message().memberEntries().size() % KeysMessage.ENTRY_MULTIPLE == 0;
        try {
            GroupKeys loaded = none.load(encoded, HASH, Instant.EPOCH, admin).keys();
            DoesNotOpenException.require(
                    readable && loaded.encryptionKey().orElseThrow().equals(made.secret()), "the keys message");
        } catch (MalformedDataException e) {
            if (readable || multiple == KeysMessage.ENTRY_MULTIPLE) {
                throw e;
            }
        }
    }

    private static Answer supplement(Call call) throws SessionException {
        Inputs in = call.in();
        AdminKey admin = GroupV2Header.admin(call);
        List<GroupKey> keys = new ArrayList<>();
        List<BtValue> inner = new ArrayList<>();
        for (Inputs key : in.objects("keys")) {
            Instant storedAt = Instant.ofEpochMilli(key.integer("t"));
            keys.add(GroupKey.of(key.integer("g"), storedAt, SecretBytes.of(key.bytes("k"))));
            inner.add(BtDict.of(Map.of(
                    Bytes.utf8("g"), new BtInteger(key.integer("g")),
                    Bytes.utf8("k"), new BtString(Bytes.of(key.bytes("k"))),
                    Bytes.utf8("t"), new BtInteger(key.integer("t")))));
        }
        if (keys.isEmpty()) {
            throw new NotRunnableException("a supplement gives at least one key");
        }
        KeysMessage.Supplement message = KeyMaker.of(admin).supplement(ids(in.texts("recipients")), keys);
        return Answer.empty()
                .put("inner", new BtList(inner).encode())
                .put("nonce", message.nonce())
                .put("message", message.encode(admin));
    }

    private static Answer load(Call call) throws SessionException {
        AdminKey admin = GroupV2Header.admin(call);
        Bytes message = Bytes.of(call.in().bytes("message"));
        GroupKeys none = GroupKeys.none(admin.groupId(), call.crypto());
        GroupKeys unused = none.load(message, HASH, Instant.EPOCH, admin).keys();
        return Answer.empty().put("message", message);
    }

    /** Loads and writes again; the order of the hashes is free. A pending message must be the group's. */
    private static Answer loadDump(Call call) throws SessionException {
        byte[] dump = call.in().bytes("dump");
        AdminKey admin = GroupV2Header.adminOfSeed(call.in().bytes("group_seed"), call.crypto());
        GroupKeys keys = GroupKeys.decode(dump, admin.groupId(), call.crypto());
        if (keys.pending().isPresent()) {
            PendingKey pending = keys.pending().get();
            requireSigned(call, pending.message(), admin);
        }
        byte[] written = keys.encode().exposeSecretBytes();
        byte[] shown = Arrays.equals(inOrder(dump), inOrder(written)) ? dump : written;
        String text = new String(shown, StandardCharsets.ISO_8859_1);
        return Answer.empty().put("dump", shown).put("text", text.substring(0, Math.min(text.length(), TEXT_LENGTH)));
    }

    /** The dump with the generation of each row before its hashes in ascending order. */
    private static byte[] inOrder(byte[] dump) throws MalformedDataException {
        Map<Bytes, BtValue> entries =
                new HashMap<>(BtValue.decode(Bytes.of(dump)).asDict().entries());
        List<BtValue> rows = new ArrayList<>();
        for (BtValue row : BtDict.of(entries).require(Bytes.utf8("A")).asList().values()) {
            List<BtValue> values = new ArrayList<>(row.asList().values());
            values.sort(Comparator.comparing(value -> value instanceof BtString hash ? hash.value() : Bytes.empty()));
            rows.add(new BtList(values));
        }
        entries.put(Bytes.utf8("A"), new BtList(rows));
        return BtDict.of(entries).encode();
    }

    private static void requireSigned(Call call, Bytes message, AdminKey admin) {
        int covered = message.length() - SIGNATURE_TAIL;
        DoesNotOpenException.require(
                covered > 0
                        && call.crypto()
                                .ed25519Verify(
                                        message.slice(covered + 6, message.length() - 1)
                                                .toByteArray(),
                                        message.slice(0, covered).toByteArray(),
                                        admin.groupId().publicKey().toByteArray()),
                "the pending message");
    }

    static List<SessionId> ids(List<String> texts) throws MalformedDataException {
        List<SessionId> ids = new ArrayList<>();
        for (String text : texts) {
            ids.add(SessionId.parse(text, IdKind.STANDARD));
        }
        return ids;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
