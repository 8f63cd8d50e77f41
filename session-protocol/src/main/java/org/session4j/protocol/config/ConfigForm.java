package org.session4j.protocol.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/** Data of a document as a value in bt-encoding, and back (config: bt-encoding). */
final class ConfigForm {

    private ConfigForm() {}

    static BtDict of(ConfigDict data) {
        TreeMap<Bytes, BtValue> entries = new TreeMap<>();
        data.entries().forEach((key, value) -> entries.put(key, of(value)));
        return BtDict.of(entries);
    }

    static BtList of(ConfigSet set) {
        List<BtValue> values = new ArrayList<>();
        set.values().forEach(value -> values.add(of(value)));
        return new BtList(values);
    }

    private static BtValue of(ConfigScalar value) {
        return value instanceof ConfigInteger integer
                ? new BtInteger(integer.value())
                : new BtString(((ConfigString) value).value());
    }

    private static BtValue of(ConfigValue value) {
        if (value instanceof ConfigDict dict) {
            return of(dict);
        }
        return value instanceof ConfigSet set ? of(set) : of((ConfigScalar) value);
    }

    /** Takes in what another writer wrote; refuses empty dicts and sets within it. */
    static ConfigDict parse(BtValue value) throws MalformedDataException {
        TreeMap<Bytes, ConfigValue> entries = new TreeMap<>();
        for (Map.Entry<Bytes, BtValue> entry : value.asDict().entries().entrySet()) {
            entries.put(entry.getKey(), parseValue(entry.getValue()));
        }
        return ConfigDict.ofPruned(entries);
    }

    /** A list that is sorted as a set, has no repeats and holds nothing but scalars. It may be empty. */
    static ConfigSet parseSet(BtValue value) throws MalformedDataException {
        TreeSet<ConfigScalar> values = new TreeSet<>();
        for (BtValue item : value.asList().values()) {
            ConfigScalar scalar = parseScalar(item);
            if (!values.isEmpty() && values.last().compareTo(scalar) >= 0) {
                throw new MalformedDataException("config: a set that is not in ascending order");
            }
            values.add(scalar);
        }
        return ConfigSet.of(values);
    }

    private static ConfigValue parseValue(BtValue value) throws MalformedDataException {
        if (value instanceof BtDict) {
            return parseDict(value);
        }
        if (value instanceof BtList) {
            ConfigSet set = parseSet(value);
            if (set.isEmpty()) {
                throw new MalformedDataException("config: an empty set in the data");
            }
            return set;
        }
        return parseScalar(value);
    }

    private static ConfigDict parseDict(BtValue value) throws MalformedDataException {
        ConfigDict dict = parse(value);
        if (dict.isEmpty()) {
            throw new MalformedDataException("config: an empty dict in the data");
        }
        return dict;
    }

    private static ConfigScalar parseScalar(BtValue value) throws MalformedDataException {
        return value instanceof BtInteger integer
                ? new ConfigInteger(integer.value())
                : new ConfigString(value.asString());
    }
}
