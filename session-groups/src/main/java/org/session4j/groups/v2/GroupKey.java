package org.session4j.groups.v2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.Destroyable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
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
 * A symmetric key that all members share for a while (groups: ids, keys, namespaces). Ordered by generation, then time,
 * then the key itself; the last one encrypts.
 */
public final class GroupKey implements Comparable<GroupKey>, Destroyable {

    private static final Bytes GENERATION = Bytes.utf8("g");
    private static final Bytes KEY = Bytes.utf8("k");
    private static final Bytes TIMESTAMP = Bytes.utf8("t");

    private final long generation;
    private final long storedAtMillis;
    private final SecretBytes secret;

    private GroupKey(long generation, long storedAtMillis, SecretBytes secret) {
        this.generation = generation;
        this.storedAtMillis = storedAtMillis;
        this.secret = secret;
    }

    /**
     * @param generation which rotation made it
     * @param storedAt when the swarm stored the message that brought it
     * @param secret 32 bytes
     */
    public static GroupKey of(long generation, Instant storedAt, SecretBytes secret) {
        return of(generation, storedAt.toEpochMilli(), secret);
    }

    static GroupKey of(long generation, long storedAtMillis, SecretBytes secret) {
        if (secret.length() != Crypto.KEY) {
            throw new IllegalArgumentException("group key: expected 32 bytes, got " + secret.length());
        }
        return new GroupKey(generation, storedAtMillis, secret);
    }

    public long generation() {
        return generation;
    }

    public Instant storedAt() {
        return Instant.ofEpochMilli(storedAtMillis);
    }

    long storedAtMillis() {
        return storedAtMillis;
    }

    /** 32 bytes. */
    public SecretBytes secret() {
        return secret;
    }

    /** Whether it is the same key of the same generation, whenever it was stored. */
    boolean isRepeatOf(GroupKey other) {
        return generation == other.generation && secret.equals(other.secret);
    }

    /** The form in supplements and dumps: a list of dicts, to be wiped by the caller. */
    static byte[] encodeAll(List<GroupKey> keys) {
        return toBt(keys).encode();
    }

    static BtList toBt(List<GroupKey> keys) {
        List<BtValue> entries = new ArrayList<>();
        for (GroupKey key : keys) {
            entries.add(BtDict.of(Map.of(
                    GENERATION, new BtInteger(key.generation),
                    KEY, new BtString(Bytes.unsafeWrap(key.secret.exposeSecretBytes())),
                    TIMESTAMP, new BtInteger(key.storedAtMillis))));
        }
        return new BtList(entries);
    }

    /** Reads {@link #encodeAll}; what stands behind it does not count. */
    static List<GroupKey> decodeAll(byte[] bytes) throws MalformedDataException {
        return ofBt(BtReader.of(Bytes.unsafeWrap(bytes), BtLeniency.LENIENT).readValue());
    }

    static List<GroupKey> ofBt(BtValue list) throws MalformedDataException {
        List<GroupKey> keys = new ArrayList<>();
        for (BtValue entry : list.asList().values()) {
            BtDict dict = entry.asDict();
            keys.add(new GroupKey(
                    dict.require(GENERATION).asInteger(),
                    dict.require(TIMESTAMP).asInteger(),
                    secret(dict.require(KEY).asString())));
        }
        return keys;
    }

    static SecretBytes secret(Bytes key) throws MalformedDataException {
        if (key.length() != Crypto.KEY) {
            throw new MalformedDataException("group key: expected 32 bytes, got " + key.length());
        }
        return SecretBytes.of(key.toByteArray());
    }

    @Override
    public int compareTo(GroupKey other) {
        int order = Long.compare(generation, other.generation);
        if (order == 0) {
            order = Long.compare(storedAtMillis, other.storedAtMillis);
        }
        return order != 0
                ? order
                : Bytes.unsafeWrap(secret.exposeSecretBytes())
                        .compareTo(Bytes.unsafeWrap(other.secret.exposeSecretBytes()));
    }

    /** Wipes the key, for every state that holds it. */
    @Override
    public void destroy() {
        secret.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return secret.isDestroyed();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupKey key && isRepeatOf(key) && storedAtMillis == key.storedAtMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(generation, storedAtMillis);
    }

    /** Shows the generation only. */
    @Override
    public String toString() {
        return "GroupKey[" + generation + "]";
    }
}
