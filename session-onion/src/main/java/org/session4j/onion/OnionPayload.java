package org.session4j.onion;

import org.session4j.onion.wire.V4Request;
import org.session4j.protocol.Bytes;

/**
 * What a request carries, before it is encrypted: text for a service node, a {@link V4Request} for a server. It is written
 * straight into the buffer in which it is then wrapped, so that a large body exists only twice.
 */
public sealed interface OnionPayload permits OnionPayload.Encoded, V4Request {

    /** What is encoded already. */
    static OnionPayload of(Bytes bytes) {
        return new Encoded(bytes);
    }

    /** In bytes, as it is encoded. */
    int length();

    /** Writes its {@link #length()} bytes. */
    void writeTo(byte[] buffer, int offset);

    /** As it is encoded. */
    default Bytes toBytes() {
        byte[] encoded = new byte[length()];
        writeTo(encoded, 0);
        return Bytes.unsafeWrap(encoded);
    }

    /** Bytes that go as they are. */
    record Encoded(Bytes bytes) implements OnionPayload {

        @Override
        public int length() {
            return bytes.length();
        }

        @Override
        public void writeTo(byte[] buffer, int offset) {
            bytes.copyTo(buffer, offset);
        }

        @Override
        public Bytes toBytes() {
            return bytes;
        }
    }
}
