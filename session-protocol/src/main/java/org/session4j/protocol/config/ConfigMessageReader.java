package org.session4j.protocol.config;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtReader;
import org.session4j.protocol.wire.BtValue;

/**
 * Takes in a message as the official apps do (config: bt-encoding, leniency), because clients that disagree on which
 * messages are valid never end with the same data. Beyond the canonical form it accepts {@code i-0e} and leading zeros,
 * bytes behind the message, a missing list of earlier messages, unknown keys at the top between {@code #} and {@code ~}
 * whatever their values, any sequence number that can be incremented, a signature nobody asked for, empty parts of a
 * diff, and earlier messages that are too old, of which then nothing else is looked at.
 */
final class ConfigMessageReader {

    private final ConfigAuthor author;
    private final int lag;
    private final Bytes bytes;

    private @Nullable Long seqno;
    private @Nullable ConfigDict data;
    private final TreeMap<ConfigVersion, ConfigDiff> lagged = new TreeMap<>();
    private @Nullable ConfigDiff diff;
    private final TreeMap<Bytes, BtValue> unknown = new TreeMap<>();
    private @Nullable Bytes signature;
    private boolean verified;

    private ConfigMessageReader(Bytes bytes, ConfigAuthor author, int lag) {
        this.bytes = bytes;
        this.author = author;
        this.lag = lag;
    }

    /** Whether it is signed is noted and not demanded; a signature that is wrong counts as none. */
    static ConfigMessage read(Bytes bytes, ConfigAuthor author, int lag) throws MalformedDataException {
        return new ConfigMessageReader(bytes, author, lag).read();
    }

    private ConfigMessage read() throws MalformedDataException {
        BtReader reader = BtReader.of(bytes, BtLeniency.LENIENT);
        reader.beginDict();
        while (reader.hasNext()) {
            int at = reader.position();
            Bytes key = reader.readKey();
            if (seqno == null && !key.equals(ConfigMessage.SEQNO)) {
                throw new MalformedDataException("config: a key before the sequence number");
            }
            if (key.compareTo(ConfigMessage.SIGNATURE) > 0) {
                throw new MalformedDataException("config: a key after the place of the signature");
            }
            if (isKnown(key)) {
                take(key, reader.readValue(), at);
            } else {
                unknown.put(key, reader.readValue(BtLeniency.LOOSE));
            }
        }
        reader.end();
        if (seqno == null || data == null || diff == null) {
            throw new MalformedDataException("config: sequence number, data or diff is missing");
        }
        ConfigMessage.Received received = new ConfigMessage.Received(author.hash(bytes), signature, verified);
        return new ConfigMessage(seqno, data, lagged, diff, BtDict.of(unknown), lag, received);
    }

    private static boolean isKnown(Bytes key) {
        return key.equals(ConfigMessage.SEQNO)
                || key.equals(ConfigMessage.DATA)
                || key.equals(ConfigMessage.LAGGED)
                || key.equals(ConfigMessage.DIFF)
                || key.equals(ConfigMessage.SIGNATURE);
    }

    /**
     * @param at where the key begins
     */
    private void take(Bytes key, BtValue value, int at) throws MalformedDataException {
        if (key.equals(ConfigMessage.SEQNO)) {
            takeSeqno(value.asInteger());
        } else if (key.equals(ConfigMessage.DATA)) {
            data = ConfigForm.parse(value);
        } else if (key.equals(ConfigMessage.LAGGED)) {
            takeLagged(value.asList().values());
        } else if (key.equals(ConfigMessage.DIFF)) {
            diff = ConfigDiffForm.parse(value);
        } else {
            takeSignature(value.asString(), bytes.slice(0, at));
        }
    }

    private void takeSeqno(long number) throws MalformedDataException {
        if (number == Long.MAX_VALUE) {
            throw new MalformedDataException("config: a sequence number that has no successor");
        }
        seqno = number;
    }

    private void takeLagged(List<BtValue> entries) throws MalformedDataException {
        for (BtValue entry : entries) {
            List<BtValue> parts = entry.asList().values();
            if (parts.isEmpty()) {
                throw new MalformedDataException("config: an earlier message without a sequence number");
            }
            takeLagged(parts.get(0).asInteger(), parts);
        }
    }

    private void takeLagged(long earlier, List<BtValue> parts) throws MalformedDataException {
        long own = seqno == null ? 0 : seqno;
        if (earlier >= own) {
            throw new MalformedDataException("config: an earlier message that is not earlier");
        }
        if (!ConfigMessage.isWithinLag(earlier, own, lag)) {
            return;
        }
        if (parts.size() != 3) {
            throw new MalformedDataException("config: expected 3 parts of an earlier message, got " + parts.size());
        }
        Bytes hash = parts.get(1).asString();
        if (hash.length() != ConfigVersion.HASH_LENGTH) {
            throw new MalformedDataException("config: expected a hash of 32 bytes, got " + hash.length());
        }
        ConfigVersion version = new ConfigVersion(earlier, hash);
        if (!lagged.isEmpty() && lagged.lastKey().compareTo(version) >= 0) {
            throw new MalformedDataException("config: earlier messages that are not in ascending order");
        }
        lagged.put(version, ConfigDiffForm.parse(parts.get(2)));
    }

    private void takeSignature(Bytes value, Bytes covered) throws MalformedDataException {
        if (value.length() != Crypto.ED25519_SIGNATURE) {
            throw new MalformedDataException("config: expected a signature of 64 bytes, got " + value.length());
        }
        signature = value;
        verified = author.verifies(value, covered);
    }
}
