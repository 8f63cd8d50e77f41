package org.session4j.protocol.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * Parts of documents in a dump, by the hash of the whole. The form is our own: what the official library keeps there is
 * not known, so other contents are passed over, and those parts are lost.
 *
 * <pre>
 * hash -> d  #  number of parts; 0 if it is complete and only remembered
 *            p  list of l i index e  storage hash  chunk e
 *            t  since when, in seconds  e
 * </pre>
 */
final class ConfigPartsForm {

    private static final Bytes COUNT = Bytes.utf8("#");
    private static final Bytes PARTS = Bytes.utf8("p");
    private static final Bytes SINCE = Bytes.utf8("t");

    private ConfigPartsForm() {}

    static BtDict of(ConfigParts parts) {
        TreeMap<Bytes, BtValue> entries = new TreeMap<>();
        parts.incomplete().forEach((whole, set) -> entries.put(whole, form(set.count(), set.since(), chunks(set))));
        parts.complete().forEach((whole, since) -> entries.put(whole, form(0, since, BtList.empty())));
        return BtDict.of(entries);
    }

    private static BtList chunks(ConfigParts.Incomplete set) {
        List<BtValue> chunks = new ArrayList<>();
        set.chunks()
                .forEach((index, chunk) -> chunks.add(BtList.of(
                        new BtInteger(index), BtString.utf8(set.hash(index).value()), new BtString(chunk))));
        return new BtList(chunks);
    }

    private static BtDict form(int count, Instant since, BtList parts) {
        return BtDict.of(
                Map.of(COUNT, new BtInteger(count), PARTS, parts, SINCE, new BtInteger(since.getEpochSecond())));
    }

    /** What is there in another form is passed over. */
    static ConfigParts parse(BtValue value) {
        ConfigParts parts = new ConfigParts();
        if (value instanceof BtDict dict) {
            dict.entries().forEach((whole, set) -> {
                try {
                    parse(whole, set.asDict(), parts);
                } catch (MalformedDataException | IllegalArgumentException | java.time.DateTimeException e) {
                    // Of another form.
                    return;
                }
            });
        }
        return parts;
    }

    private static void parse(Bytes whole, BtDict form, ConfigParts parts) throws MalformedDataException {
        long count = form.require(COUNT).asInteger();
        Instant since = Instant.ofEpochSecond(form.require(SINCE).asInteger());
        if (count == 0) {
            parts.complete().put(whole, since);
            return;
        }
        ConfigParts.Incomplete set = new ConfigParts.Incomplete((int) Math.min(count, Integer.MAX_VALUE), since);
        for (BtValue value : form.require(PARTS).asList().values()) {
            List<BtValue> part = value.asList().values();
            if (part.size() != 3) {
                throw new MalformedDataException("dump: expected 3 elements of a part, got " + part.size());
            }
            int index = (int) part.get(0).asInteger();
            set.put(new ConfigPart(whole, index, set.count(), part.get(2).asString()), ConfigDump.hash(part.get(1)));
        }
        parts.incomplete().put(whole, set);
    }
}
