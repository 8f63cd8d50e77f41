package org.session4j.onion.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * A blob and the JSON object that says what to do with it (network: onion request, notation).
 *
 * <pre>
 * offset  size  content
 * 0       4     length n of the blob, little-endian, unsigned
 * 4       n     blob
 * 4+n     rest  a JSON object in UTF-8
 * </pre>
 */
public final class OnionFrame {

    static final int LENGTH_SIZE = 4;

    private static final String WHAT = "onion frame";

    private final byte[] blob;
    private final String json;
    private final ObjectNode control;

    private OnionFrame(byte[] blob, String json, ObjectNode control) {
        this.blob = blob;
        this.json = json;
        this.control = control;
    }

    /**
     * The frame of a blob and its JSON.
     *
     * @param json a JSON object, written as it stands
     */
    public static byte[] encode(byte[] blob, String json) {
        byte[] tail = json.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[LENGTH_SIZE + blob.length + tail.length];
        System.arraycopy(blob, 0, frame, LENGTH_SIZE, blob.length);
        writeAround(frame, LENGTH_SIZE, LENGTH_SIZE + blob.length, tail);
        return frame;
    }

    /** Makes a frame of a blob that stands in a buffer with room for the length before it and the JSON behind it. */
    static void writeAround(byte[] buffer, int blobStart, int blobEnd, byte[] json) {
        int blobLength = blobEnd - blobStart;
        buffer[blobStart - 4] = (byte) blobLength;
        buffer[blobStart - 3] = (byte) (blobLength >>> 8);
        buffer[blobStart - 2] = (byte) (blobLength >>> 16);
        buffer[blobStart - 1] = (byte) (blobLength >>> 24);
        System.arraycopy(json, 0, buffer, blobEnd, json.length);
    }

    public static OnionFrame decode(byte[] frame) throws MalformedDataException {
        if (frame.length < LENGTH_SIZE) {
            throw new MalformedDataException("onion frame: expected at least 4 bytes, got " + frame.length);
        }
        long blobLength =
                (frame[0] & 0xffL) | (frame[1] & 0xffL) << 8 | (frame[2] & 0xffL) << 16 | (frame[3] & 0xffL) << 24;
        int available = frame.length - LENGTH_SIZE;
        if (blobLength > available) {
            throw new MalformedDataException(
                    "onion frame: expected a blob of " + blobLength + " bytes, got " + available + " bytes");
        }
        int jsonOffset = LENGTH_SIZE + (int) blobLength;
        String json = WireJson.readUtf8(WHAT, frame, jsonOffset, frame.length - jsonOffset);
        return new OnionFrame(
                Arrays.copyOfRange(frame, LENGTH_SIZE, jsonOffset), json, WireJson.readObject(WHAT, json));
    }

    public Bytes blob() {
        return Bytes.of(blob);
    }

    /** The JSON object as it was written. */
    public String json() {
        return json;
    }

    ObjectNode control() {
        return control;
    }

    @Override
    public String toString() {
        return "OnionFrame[" + blob.length + " bytes]";
    }
}
