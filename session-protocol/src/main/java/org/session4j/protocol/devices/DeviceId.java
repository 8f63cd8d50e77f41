package org.session4j.protocol.devices;

import java.security.SecureRandom;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** Tells the devices of an account apart: 32 random bytes, made at the first start and never again for that group. */
public record DeviceId(Bytes value) implements Comparable<DeviceId> {

    /** In bytes. */
    public static final int LENGTH = 32;

    public DeviceId {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("device id: expected " + LENGTH + " bytes, got " + value.length());
        }
    }

    /** Draws 32 bytes. */
    public static DeviceId generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new DeviceId(Bytes.unsafeWrap(bytes));
    }

    /** Reads the binary form. */
    public static DeviceId decode(Bytes bytes) throws MalformedDataException {
        if (bytes.length() != LENGTH) {
            throw new MalformedDataException("device id: expected " + LENGTH + " bytes, got " + bytes.length());
        }
        return new DeviceId(bytes);
    }

    public byte[] toByteArray() {
        return value.toByteArray();
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "DeviceId";
    }
}
