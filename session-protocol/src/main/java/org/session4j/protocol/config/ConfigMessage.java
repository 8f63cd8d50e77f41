package org.session4j.protocol.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * One state of a document as it travels (config: message). Immutable. For implementers; programs use
 * {@link ConfigDocument}.
 *
 * <pre>
 * #   sequence number
 * &amp;   the data
 * &lt;   the messages before it that it knows: sequence number, hash and diff of each, ascending
 * =   the diff to its predecessor
 * ~   the signature over all that stands before it; groups only
 * </pre>
 *
 * Other keys at the top are kept as they are.
 */
public final class ConfigMessage {

    /** Over how many sequence numbers messages are remembered and merged, the own one included. */
    public static final int LAG = 5;

    static final Bytes SEQNO = Bytes.utf8("#");
    static final Bytes DATA = Bytes.utf8("&");
    static final Bytes LAGGED = Bytes.utf8("<");
    static final Bytes DIFF = Bytes.utf8("=");
    static final Bytes SIGNATURE = Bytes.utf8("~");

    private static final SortedMap<ConfigVersion, ConfigDiff> NO_VERSIONS =
            Collections.unmodifiableSortedMap(new TreeMap<>());

    private final long seqno;
    private final ConfigDict data;
    private final SortedMap<ConfigVersion, ConfigDiff> lagged;
    private final ConfigDiff diff;
    private final BtDict unknown;
    private final int lag;

    /** What came in with it, if it came in. */
    private final @Nullable Received received;

    ConfigMessage(
            long seqno,
            ConfigDict data,
            SortedMap<ConfigVersion, ConfigDiff> lagged,
            ConfigDiff diff,
            BtDict unknown,
            int lag,
            @Nullable Received received) {
        this.seqno = seqno;
        this.data = data;
        this.lagged = withinLag(lagged, seqno, lag);
        this.diff = diff;
        this.unknown = unknown;
        this.lag = lag;
        this.received = received;
    }

    /** The document that nobody has written: sequence number 0 and no data. */
    public static ConfigMessage unwritten() {
        return first(0, ConfigDict.empty(), LAG);
    }

    /** A message without predecessors, whose diff names all of its data. */
    public static ConfigMessage first(long seqno, ConfigDict data, int lag) {
        return new ConfigMessage(
                seqno, data, NO_VERSIONS, ConfigDiff.between(ConfigDict.empty(), data), BtDict.empty(), lag, null);
    }

    /** What is merged: it changes nothing that its predecessors have not changed. */
    static ConfigMessage merged(long seqno, ConfigDict data, SortedMap<ConfigVersion, ConfigDiff> lagged, int lag) {
        return new ConfigMessage(seqno, data, lagged, ConfigDiff.nothing(), BtDict.empty(), lag, null);
    }

    /**
     * Reads a message as the official apps do: see the leniency of {@link ConfigMessageReader}.
     *
     * @throws MalformedDataException if it is none
     * @throws SignatureException if the author's documents are signed and this is not, or not by the group
     */
    public static ConfigMessage parse(Bytes bytes, ConfigAuthor author)
            throws MalformedDataException, SignatureException {
        return parse(bytes, author, LAG);
    }

    /** As {@link #parse(Bytes, ConfigAuthor)} with another lag. */
    public static ConfigMessage parse(Bytes bytes, ConfigAuthor author, int lag)
            throws MalformedDataException, SignatureException {
        ConfigMessage message = ConfigMessageReader.read(bytes, author, lag);
        if (author.signs() && !message.isVerified()) {
            throw new SignatureException("config: the message is not signed by the group");
        }
        return message;
    }

    public long seqno() {
        return seqno;
    }

    public ConfigDict data() {
        return data;
    }

    /** The messages before it that it knows, as far as they are within the lag. */
    public SortedMap<ConfigVersion, ConfigDiff> lagged() {
        return lagged;
    }

    public ConfigDiff diff() {
        return diff;
    }

    int lag() {
        return lag;
    }

    /** Whether it came in with a signature of the group. */
    public boolean isVerified() {
        return received != null && received.verified;
    }

    /**
     * Its bytes: with a fresh signature where the author signs and can, else with the one it came in with.
     */
    public Bytes serialize(ConfigAuthor author) {
        byte[] unsigned = form(null).encode();
        // All but the "e" that closes the dict is covered.
        Bytes signature = author.sign(Arrays.copyOf(unsigned, unsigned.length - 1));
        if (signature == null && received != null) {
            signature = received.signature;
        }
        return Bytes.of(signature == null ? unsigned : form(signature).encode());
    }

    /** Its bytes without a fresh signature; one that was verified is kept. */
    Bytes serializeForDump() {
        return Bytes.of(form(received != null && received.verified ? received.signature : null)
                .encode());
    }

    /**
     * Which one it is. The hash is that of the bytes as they came in, or else of what is written; the document that nobody
     * has written is never hashed with a signature.
     */
    public ConfigVersion version(ConfigAuthor author) {
        if (received != null) {
            return new ConfigVersion(seqno, received.hash);
        }
        Bytes bytes = isUnwritten() ? Bytes.of(form(null).encode()) : serialize(author);
        return new ConfigVersion(seqno, author.hash(bytes));
    }

    private boolean isUnwritten() {
        return seqno == 0 && data.isEmpty() && lagged.isEmpty();
    }

    /**
     * What a change begins with: the next sequence number, the same data, this message among those before it.
     *
     * @throws IllegalStateException if there is no next sequence number
     */
    public ConfigMessage next(ConfigAuthor author) {
        if (seqno == Long.MAX_VALUE) {
            throw new IllegalStateException("the sequence numbers of the document are used up");
        }
        TreeMap<ConfigVersion, ConfigDiff> before = new TreeMap<>(lagged);
        before.put(version(author), diff);
        return new ConfigMessage(seqno + 1, data, before, ConfigDiff.nothing(), unknown, lag, null);
    }

    /** The same message with other data, and the diff that leads there from the present ones. */
    public ConfigMessage withData(ConfigDict newData) {
        return with(newData, ConfigDiff.between(data, newData));
    }

    /** The same message with other data. */
    ConfigMessage with(ConfigDict newData, ConfigDiff newDiff) {
        return new ConfigMessage(seqno, newData, lagged, newDiff, unknown, lag, null);
    }

    private BtDict form(@Nullable Bytes signature) {
        TreeMap<Bytes, BtValue> entries = new TreeMap<>(unknown.entries());
        entries.put(SEQNO, new BtInteger(seqno));
        entries.put(DATA, ConfigForm.of(data));
        entries.put(LAGGED, laggedForm());
        entries.put(DIFF, ConfigDiffForm.of(diff));
        if (signature != null) {
            entries.put(SIGNATURE, new BtString(signature));
        }
        return BtDict.of(entries);
    }

    private BtList laggedForm() {
        return new BtList(lagged.entrySet().stream()
                .map(entry -> (BtValue) BtList.of(
                        new BtInteger(entry.getKey().seqno()),
                        new BtString(entry.getKey().hash()),
                        ConfigDiffForm.of(entry.getValue())))
                .collect(Collectors.toList()));
    }

    private static SortedMap<ConfigVersion, ConfigDiff> withinLag(
            SortedMap<ConfigVersion, ConfigDiff> versions, long seqno, int lag) {
        TreeMap<ConfigVersion, ConfigDiff> within = new TreeMap<>();
        for (Map.Entry<ConfigVersion, ConfigDiff> entry : versions.entrySet()) {
            if (entry.getKey().seqno() < seqno && isWithinLag(entry.getKey().seqno(), seqno, lag)) {
                within.put(entry.getKey(), entry.getValue());
            }
        }
        return Collections.unmodifiableSortedMap(within);
    }

    /** Whether an earlier sequence number is not too old. The difference may exceed a long: it is taken as unsigned. */
    static boolean isWithinLag(long earlier, long seqno, int lag) {
        return Long.compareUnsigned(seqno - earlier, lag) < 0;
    }

    /** Shows the sequence number only. */
    @Override
    public String toString() {
        return "ConfigMessage[" + seqno + "]";
    }

    /** What is known of a message that came in. */
    record Received(Bytes hash, @Nullable Bytes signature, boolean verified) {}
}
