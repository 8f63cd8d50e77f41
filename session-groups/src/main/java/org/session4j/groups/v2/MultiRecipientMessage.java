package org.session4j.groups.v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtReader;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * What {@link MultiRecipientCipher} makes: a nonce and an entry for each recipient, {@code d # nonce (24) e list of entries
 * e}. Further entries that nobody opens would hide how many recipients there are.
 *
 * @param nonce 24 bytes
 */
public record MultiRecipientMessage(Bytes nonce, List<Bytes> entries) {

    private static final Bytes NONCE = Bytes.utf8("#");
    private static final Bytes ENTRIES = Bytes.utf8("e");

    public MultiRecipientMessage {
        if (nonce.length() != Crypto.XCHACHA20_NONCE) {
            throw new IllegalArgumentException("nonce: expected 24 bytes, got " + nonce.length());
        }
        entries = List.copyOf(entries);
    }

    public Bytes encode() {
        List<BtValue> strings = new ArrayList<>();
        entries.forEach(entry -> strings.add(new BtString(entry)));
        return Bytes.unsafeWrap(BtDict.of(Map.of(NONCE, new BtString(nonce), ENTRIES, new BtList(strings)))
                .encode());
    }

    /** Reads the encoded form; unknown keys are passed over, and bytes behind the dict do not count. */
    public static MultiRecipientMessage decode(Bytes encoded) throws MalformedDataException {
        BtDict dict = BtReader.of(encoded, BtLeniency.LENIENT).readValue().asDict();
        Bytes nonce = dict.require(NONCE).asString();
        if (nonce.length() != Crypto.XCHACHA20_NONCE) {
            throw new MalformedDataException("nonce: expected 24 bytes, got " + nonce.length());
        }
        List<Bytes> entries = new ArrayList<>();
        for (BtValue entry : dict.require(ENTRIES).asList().values()) {
            entries.add(entry.asString());
        }
        return new MultiRecipientMessage(nonce, entries);
    }

    /** Shows the number of entries only. */
    @Override
    public String toString() {
        return "MultiRecipientMessage[" + entries.size() + "]";
    }
}
