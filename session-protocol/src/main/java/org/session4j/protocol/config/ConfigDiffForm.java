package org.session4j.protocol.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * A diff as a value in bt-encoding, and back (config: diff).
 *
 * <pre>
 * scalar set       empty string
 * scalar removed   -
 * set changed      l l added... e l removed... e e
 * dict changed     the diff within it
 * </pre>
 */
final class ConfigDiffForm {

    private static final BtString SET = new BtString(Bytes.empty());
    private static final BtString REMOVED = BtString.utf8("-");

    private ConfigDiffForm() {}

    static BtDict of(ConfigDiff diff) {
        TreeMap<Bytes, BtValue> entries = new TreeMap<>();
        diff.changes().forEach((key, change) -> entries.put(key, of(change)));
        return BtDict.of(entries);
    }

    private static BtValue of(ConfigChange change) {
        if (change instanceof ConfigDiff within) {
            return of(within);
        }
        if (change instanceof ConfigChange.OfSet set) {
            return BtList.of(ConfigForm.of(set.added()), ConfigForm.of(set.removed()));
        }
        return change == ConfigChange.OfScalar.SET ? SET : REMOVED;
    }

    /** Takes in what another writer wrote. Empty parts, which no writer makes, are let pass. */
    static ConfigDiff parse(BtValue value) throws MalformedDataException {
        TreeMap<Bytes, ConfigChange> changes = new TreeMap<>();
        for (Map.Entry<Bytes, BtValue> entry : value.asDict().entries().entrySet()) {
            changes.put(entry.getKey(), parseChange(entry.getValue()));
        }
        return ConfigDiff.of(changes);
    }

    private static ConfigChange parseChange(BtValue value) throws MalformedDataException {
        if (value instanceof BtDict) {
            return parse(value);
        }
        if (value instanceof BtList list) {
            List<BtValue> halves = list.values();
            if (halves.size() != 2) {
                throw new MalformedDataException(
                        "config: expected two lists in the diff of a set, got " + halves.size());
            }
            return new ConfigChange.OfSet(ConfigForm.parseSet(halves.get(0)), ConfigForm.parseSet(halves.get(1)));
        }
        if (value.equals(SET)) {
            return ConfigChange.OfScalar.SET;
        }
        if (value.equals(REMOVED)) {
            return ConfigChange.OfScalar.REMOVED;
        }
        throw new MalformedDataException("config: a value in a diff that says nothing");
    }
}
