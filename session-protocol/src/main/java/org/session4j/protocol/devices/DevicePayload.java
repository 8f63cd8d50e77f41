package org.session4j.protocol.devices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.v2.AccountKey;
import org.session4j.protocol.v2.AccountKeys;
import org.session4j.protocol.v2.KeyUse;
import org.session4j.protocol.v2.V2Choices;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * What the devices of an account tell each other: who they are, and the account's keys (messages: payload).
 *
 * <pre>
 * D    dict: device id (32 bytes) -> record, +t removed at t, −t left at t
 * K    list of dicts: c created, r replaced (absent for the current key), s seed of 32 bytes
 * </pre>
 *
 * Padded with zero bytes to 2300 and one or more times 6400.
 *
 * @param devices what is known of each
 * @param keys as they were in the message; {@link AccountKeys#merge} takes them over
 */
public record DevicePayload(SortedMap<DeviceId, DeviceState> devices, List<AccountKey> keys) {

    private static final Bytes DEVICES = Bytes.utf8("D");
    private static final Bytes KEYS = Bytes.utf8("K");
    private static final Bytes CREATED = Bytes.utf8("c");
    private static final Bytes REPLACED = Bytes.utf8("r");
    private static final Bytes SEED = Bytes.utf8("s");

    public DevicePayload {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>((Map<DeviceId, DeviceState>) devices));
        keys = List.copyOf(keys);
    }

    /** With the keys in order. */
    public static DevicePayload of(Map<DeviceId, DeviceState> devices, AccountKeys keys) {
        return new DevicePayload(new TreeMap<>(devices), keys.all());
    }

    /** Without padding, to be wiped by the caller: account keys are in it. */
    public byte[] encode() {
        Map<Bytes, BtValue> states = new TreeMap<>();
        devices.forEach((id, state) -> states.put(id.value(), state.toBt()));
        List<byte[]> seeds = new ArrayList<>();
        List<BtValue> entries = new ArrayList<>();
        for (AccountKey key : keys) {
            byte[] seed = key.seed().exposeSecretBytes();
            seeds.add(seed);
            Map<Bytes, BtValue> entry = new TreeMap<>();
            entry.put(CREATED, new BtInteger(key.createdAtSeconds()));
            key.replacedAtSeconds().ifPresent(replaced -> entry.put(REPLACED, new BtInteger(replaced)));
            entry.put(SEED, new BtString(Bytes.unsafeWrap(seed)));
            entries.add(BtDict.of(entry));
        }
        try {
            return BtDict.of(Map.of(DEVICES, BtDict.of(states), KEYS, new BtList(entries)))
                    .encode();
        } finally {
            seeds.forEach(seed -> Arrays.fill(seed, (byte) 0));
        }
    }

    /** With padding, to be wiped by the caller. */
    public byte[] encodePadded() {
        byte[] encoded = encode();
        try {
            return Arrays.copyOf(encoded, paddedLength(encoded.length));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** The length of so many bytes with their padding. */
    public static int paddedLength(int length) {
        int beyond = Math.max(1, length - V2Choices.PAYLOAD_BASE);
        int steps = (beyond + V2Choices.PAYLOAD_STEP - 1) / V2Choices.PAYLOAD_STEP;
        return V2Choices.PAYLOAD_BASE + steps * V2Choices.PAYLOAD_STEP;
    }

    /**
     * Reads both forms. Keys of the payload and of its account keys that are not known here do not count.
     *
     * @throws MalformedDataException also for a single bad device or key
     */
    public static DevicePayload decode(byte[] padded, Crypto crypto) throws MalformedDataException {
        int length = padded.length;
        while (length > 0 && padded[length - 1] == 0) {
            length--;
        }
        BtDict payload =
                BtValue.decode(Bytes.unsafeWrap(padded).slice(0, length)).asDict();
        SortedMap<DeviceId, DeviceState> devices = new TreeMap<>();
        for (Map.Entry<Bytes, BtValue> device :
                payload.require(DEVICES).asDict().entries().entrySet()) {
            devices.put(DeviceId.decode(device.getKey()), DeviceState.ofBt(device.getValue()));
        }
        List<AccountKey> keys = new ArrayList<>();
        for (BtValue key : payload.require(KEYS).asList().values()) {
            keys.add(accountKey(key.asDict(), crypto));
        }
        return new DevicePayload(devices, keys);
    }

    private static AccountKey accountKey(BtDict dict, Crypto crypto) throws MalformedDataException {
        long created = Seconds.require(dict.require(CREATED).asInteger());
        Optional<BtValue> replaced = dict.get(REPLACED);
        Bytes seed = dict.require(SEED).asString();
        if (seed.length() != KeyUse.SEED_LENGTH) {
            throw new MalformedDataException(
                    "account key: expected " + KeyUse.SEED_LENGTH + " bytes, got " + seed.length());
        }
        byte[] bytes = seed.toByteArray();
        try {
            return AccountKey.of(
                    SecretBytes.of(bytes),
                    created,
                    replaced.isPresent()
                            ? Long.valueOf(Seconds.require(replaced.get().asInteger()))
                            : null,
                    crypto);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The members. */
    public SortedMap<DeviceId, DeviceRecord> registered() {
        SortedMap<DeviceId, DeviceRecord> members = new TreeMap<>();
        devices.forEach((id, state) -> {
            if (state instanceof DeviceState.Registered registered) {
                members.put(id, registered.device());
            }
        });
        return members;
    }

    /** The ids that were removed. */
    public List<DeviceId> removed() {
        List<DeviceId> removed = new ArrayList<>();
        devices.forEach((id, state) -> {
            if (state instanceof DeviceState.Removed) {
                removed.add(id);
            }
        });
        return removed;
    }

    /** The account key that is current, if there is one. */
    public Optional<AccountKey> currentKey() {
        return AccountKeys.of(keys).current();
    }

    /** Shows sizes only. */
    @Override
    public String toString() {
        return "DevicePayload[" + devices.size() + " devices, " + keys.size() + " keys]";
    }
}
