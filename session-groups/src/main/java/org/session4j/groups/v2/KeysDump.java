package org.session4j.groups.v2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtReader;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * {@link GroupKeys} as a client stores them (groups: loading).
 *
 * <pre>
 * d  A  list of lists: generation, hashes...
 *    L  list of keys: g generation, k key (32), t stored at, in milliseconds
 *    P  the pending key, if there is one: c message, g generation, k key (32)   e
 * </pre>
 */
final class KeysDump {

    private static final Bytes HASHES = Bytes.utf8("A");
    private static final Bytes KEYS = Bytes.utf8("L");
    private static final Bytes PENDING = Bytes.utf8("P");
    private static final Bytes MESSAGE = Bytes.utf8("c");
    private static final Bytes GENERATION = Bytes.utf8("g");
    private static final Bytes KEY = Bytes.utf8("k");

    private KeysDump() {}

    static SecretBytes write(
            List<GroupKey> keys, @Nullable PendingKey pending, SortedMap<Long, SortedSet<StorageHash>> hashes) {
        List<BtValue> generations = new ArrayList<>();
        hashes.forEach((generation, known) -> {
            List<BtValue> row = new ArrayList<>(List.of(new BtInteger(generation)));
            known.forEach(hash -> row.add(BtString.utf8(hash.value())));
            generations.add(new BtList(row));
        });
        Map<Bytes, BtValue> dump = new HashMap<>();
        dump.put(HASHES, new BtList(generations));
        dump.put(KEYS, GroupKey.toBt(keys));
        if (pending != null) {
            dump.put(
                    PENDING,
                    BtDict.of(Map.of(
                            MESSAGE, new BtString(pending.message()),
                            GENERATION, new BtInteger(pending.generation()),
                            KEY, new BtString(Bytes.unsafeWrap(pending.secret().exposeSecretBytes())))));
        }
        byte[] encoded = BtDict.of(dump).encode();
        try {
            return SecretBytes.of(encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    static GroupKeys read(byte[] dump, GroupId group, Crypto crypto) throws MalformedDataException {
        BtDict dict =
                BtReader.of(Bytes.of(dump), BtLeniency.LENIENT).readValue().asDict();
        Optional<BtValue> keys = dict.get(KEYS);
        List<GroupKey> sorted = keys.isPresent() ? GroupKey.ofBt(keys.get()) : new ArrayList<>();
        Collections.sort(sorted);
        Optional<BtValue> pending = dict.get(PENDING);
        Optional<BtValue> hashes = dict.get(HASHES);
        return new GroupKeys(
                group,
                crypto,
                sorted,
                pending.isPresent() ? pending(pending.get().asDict()) : null,
                hashes.isPresent() ? hashes(hashes.get().asList()) : new TreeMap<>());
    }

    private static PendingKey pending(BtDict dict) throws MalformedDataException {
        return PendingKey.of(
                dict.require(GENERATION).asInteger(),
                GroupKey.secret(dict.require(KEY).asString()),
                dict.require(MESSAGE).asString());
    }

    private static SortedMap<Long, SortedSet<StorageHash>> hashes(BtList rows) throws MalformedDataException {
        SortedMap<Long, SortedSet<StorageHash>> hashes = new TreeMap<>();
        for (BtValue row : rows.values()) {
            List<BtValue> values = row.asList().values();
            if (values.isEmpty()) {
                throw new MalformedDataException("dump of group keys: expected a generation before its hashes");
            }
            SortedSet<StorageHash> known = hashes.computeIfAbsent(values.get(0).asInteger(), unused -> new TreeSet<>());
            for (BtValue hash : values.subList(1, values.size())) {
                known.add(new StorageHash(new String(hash.asString().toByteArray(), StandardCharsets.UTF_8)));
            }
        }
        return hashes;
    }
}
