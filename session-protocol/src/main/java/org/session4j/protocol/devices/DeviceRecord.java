package org.session4j.protocol.devices;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.v2.HybridPublicKey;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * What the devices of an account know of one of them (messages: device). Keys that are not known here are kept and written
 * again.
 *
 * <pre>
 * #    number of the change, from 1 on
 * @    when it was changed, in seconds
 * M    ML-KEM-768 key, 1184 bytes
 * X    X25519 key, 32 bytes
 * d    description, UTF-8; if absent, empty
 * t    type; not written if empty
 * v    version; not written if 0
 * </pre>
 */
public final class DeviceRecord {

    /** Of a {@link #digest}, in bytes. */
    public static final int DIGEST_LENGTH = 8;

    private static final Bytes NUMBER = Bytes.utf8("#");
    private static final Bytes CHANGED = Bytes.utf8("@");
    private static final Bytes MLKEM = Bytes.utf8("M");
    private static final Bytes X25519 = Bytes.utf8("X");
    private static final Bytes DESCRIPTION = Bytes.utf8("d");
    private static final Bytes TYPE = Bytes.utf8("t");
    private static final Bytes VERSION = Bytes.utf8("v");

    private final BtDict dict;
    private final long number;
    private final Instant changedAt;
    private final HybridPublicKey keys;
    private final DeviceInfo info;

    private DeviceRecord(BtDict dict) throws MalformedDataException {
        this.dict = dict;
        number = dict.require(NUMBER).asInteger();
        if (number < 0) {
            throw new MalformedDataException("device record: a negative number");
        }
        changedAt = Seconds.toInstant(dict.require(CHANGED).asInteger());
        keys = HybridPublicKey.decode(
                dict.require(X25519).asString(), dict.require(MLKEM).asString());
        Optional<BtValue> version = dict.get(VERSION);
        info = new DeviceInfo(
                text(dict, DESCRIPTION),
                new DeviceType(text(dict, TYPE)),
                version.isPresent() ? version.get().asInteger() : 0);
    }

    /**
     * The record of a device as it is from then on.
     *
     * @param number 1 for the first record of a device, and one more with each change
     * @param changedAt in whole seconds; what is below is cut
     */
    public static DeviceRecord of(long number, Instant changedAt, HybridPublicKey keys, DeviceInfo info) {
        Map<Bytes, BtValue> entries = new TreeMap<>();
        put(entries, number, changedAt);
        put(entries, keys);
        entries.put(DESCRIPTION, BtString.utf8(info.description()));
        if (!info.type().code().isEmpty()) {
            entries.put(TYPE, BtString.utf8(info.type().code()));
        }
        if (info.version() != 0) {
            entries.put(VERSION, new BtInteger(info.version()));
        }
        return made(entries);
    }

    private static void put(Map<Bytes, BtValue> entries, long number, Instant changedAt) {
        entries.put(NUMBER, new BtInteger(number));
        entries.put(CHANGED, new BtInteger(Seconds.of(changedAt)));
    }

    private static void put(Map<Bytes, BtValue> entries, HybridPublicKey keys) {
        entries.put(MLKEM, new BtString(Bytes.unsafeWrap(keys.mlkem768().toByteArray())));
        entries.put(X25519, new BtString(Bytes.unsafeWrap(keys.x25519().toByteArray())));
    }

    private static DeviceRecord made(Map<Bytes, BtValue> entries) {
        try {
            return new DeviceRecord(BtDict.of(entries));
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("number: expected 0 or more", e);
        }
    }

    /** Reads {@link #encode}. */
    public static DeviceRecord decode(Bytes encoded) throws MalformedDataException {
        return ofBt(BtValue.decode(encoded));
    }

    static DeviceRecord ofBt(BtValue value) throws MalformedDataException {
        return new DeviceRecord(value.asDict());
    }

    private static String text(BtDict dict, Bytes key) throws MalformedDataException {
        Optional<BtValue> value = dict.get(key);
        return value.isPresent() ? new String(value.get().asString().toByteArray(), StandardCharsets.UTF_8) : "";
    }

    /** This record as of a later change, all else as it is. */
    public DeviceRecord with(long newNumber, Instant newChangedAt) {
        Map<Bytes, BtValue> entries = new TreeMap<>(dict.entries());
        put(entries, newNumber, newChangedAt);
        return made(entries);
    }

    /** This record with other keys, as of a later change. */
    public DeviceRecord with(HybridPublicKey newKeys, Instant newChangedAt) {
        Map<Bytes, BtValue> entries = new TreeMap<>(dict.entries());
        put(entries, nextNumber(), newChangedAt);
        put(entries, newKeys);
        return made(entries);
    }

    /** The number of the next change. The last number there is stays. */
    public long nextNumber() {
        return number == Long.MAX_VALUE ? number : number + 1;
    }

    /** In canonical form, which is how it was received. */
    public Bytes encode() {
        return Bytes.unsafeWrap(dict.encode());
    }

    BtDict toBt() {
        return dict;
    }

    /** Decides between two records of the same number: the greater one counts. */
    public Bytes digest(Crypto crypto) {
        return Bytes.unsafeWrap(crypto.blake2b(DIGEST_LENGTH, null, null, dict.encode()));
    }

    /** Which change of the device's record this is. */
    public long number() {
        return number;
    }

    public Instant changedAt() {
        return changedAt;
    }

    /** What is encrypted to the device is encrypted to these. The X25519 key may be of small order. */
    public HybridPublicKey keys() {
        return keys;
    }

    public DeviceInfo info() {
        return info;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceRecord device && dict.equals(device.dict);
    }

    @Override
    public int hashCode() {
        return dict.hashCode();
    }

    /** Shows its number only. */
    @Override
    public String toString() {
        return "DeviceRecord[" + number + "]";
    }
}
