package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * A dict in bt-encoding with a signature appended to it (messages: bt-encoding). The signature covers the bytes from the
 * opening of the dict to before the signature's own key; what stands behind the signature is covered by nothing.
 *
 * @param covered the bytes that the signature is over
 * @param entries what stands before the signature
 * @param signature 64 bytes, not verified here
 * @param behind what stands behind it
 */
public record SignedDict(Bytes covered, BtDict entries, Bytes signature, BtDict behind) {

    /** Of a signature, in bytes. */
    public static final int SIGNATURE_LENGTH = 64;

    private static final char END = 'e';

    /** The bytes of a dict but for its end, which is what a signature covers. */
    public static byte[] body(Map<Bytes, ? extends BtValue> entries) {
        Bytes encoded = Bytes.unsafeWrap(BtDict.of(entries).encode());
        return encoded.slice(0, encoded.length() - 1).toByteArray();
    }

    /**
     * A body with one more entry, such as a signature.
     *
     * @param key greater than every key of the body
     */
    public static byte[] append(byte[] body, Bytes key, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + value.length + 16);
        out.write(body, 0, body.length);
        BtString.write(key, out);
        BtString.write(Bytes.unsafeWrap(value), out);
        return out.toByteArray();
    }

    /** A body with the end of its dict. */
    public static byte[] close(byte[] body) {
        byte[] closed = new byte[body.length + 1];
        System.arraycopy(body, 0, closed, 0, body.length);
        closed[body.length] = END;
        return closed;
    }

    /**
     * Reads a dict in canonical form that is all of the input.
     *
     * @param signatureKey the key of the signature, which has to be there
     */
    public static SignedDict decode(Bytes input, Bytes signatureKey) throws MalformedDataException {
        BtReader reader = BtReader.of(input, BtLeniency.CANONICAL);
        Map<Bytes, BtValue> before = new TreeMap<>();
        Map<Bytes, BtValue> behind = new TreeMap<>();
        Bytes covered = Bytes.empty();
        @Nullable Bytes signature = null;
        reader.beginDict();
        while (reader.hasNext()) {
            int at = reader.position();
            Bytes key = reader.readKey();
            BtValue value = reader.readValue();
            if (signature != null) {
                behind.put(key, value);
            } else if (key.equals(signatureKey)) {
                signature = requireSignature(value);
                covered = input.slice(0, at);
            } else {
                before.put(key, value);
            }
        }
        reader.end();
        reader.requireEnd();
        if (signature == null) {
            throw new MalformedDataException("a signed dict without its signature");
        }
        return new SignedDict(covered, BtDict.of(before), signature, BtDict.of(behind));
    }

    /** The value as a signature, of the right length. */
    public static Bytes requireSignature(BtValue value) throws MalformedDataException {
        Bytes signature = value.asString();
        if (signature.length() != SIGNATURE_LENGTH) {
            throw new MalformedDataException(
                    "signature: expected " + SIGNATURE_LENGTH + " bytes, got " + signature.length());
        }
        return signature;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "SignedDict";
    }
}
