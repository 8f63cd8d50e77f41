package org.session4j.crypto.sodium;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * A part of an array in memory outside the heap, which libsodium can work on in place: JNA passes whole arrays only, and
 * each as a copy of its own. Not a JNA {@code Memory}, as that leaves the freeing to a thread. Wiped at the end.
 */
final class NativeStretch implements AutoCloseable {

    private final long address;
    private final int size;
    private final Pointer pointer;

    private NativeStretch(long address, int size) {
        this.address = address;
        this.size = size;
        this.pointer = new Pointer(address);
    }

    /**
     * @param size of the memory, at least the length of what is copied
     */
    static NativeStretch copyOf(byte[] array, int offset, int length, int size) {
        long address = Native.malloc(Math.max(1, size));
        if (address == 0) {
            throw new OutOfMemoryError("no " + size + " bytes outside the heap");
        }
        NativeStretch stretch = new NativeStretch(address, size);
        stretch.pointer.write(0, array, offset, length);
        return stretch;
    }

    Pointer pointer() {
        return pointer;
    }

    void copyTo(byte[] array, int offset, int length) {
        pointer.read(0, array, offset, length);
    }

    @Override
    public void close() {
        pointer.clear(size);
        Native.free(address);
    }
}
