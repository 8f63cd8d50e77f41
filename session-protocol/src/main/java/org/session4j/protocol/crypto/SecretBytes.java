package org.session4j.protocol.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * Bytes that must not leak: never printed, compared in constant time, wiped by {@link #destroy()} (as far as a JVM can).
 * Thread-safe.
 */
public final class SecretBytes implements Destroyable {

    private final byte[] value;
    private boolean destroyed;

    private SecretBytes(byte[] value) {
        this.value = value;
    }

    /** Copies the bytes; the caller may wipe its own. */
    public static SecretBytes of(byte[] value) {
        return new SecretBytes(value.clone());
    }

    public int length() {
        return value.length;
    }

    /**
     * A copy of the bytes, which the caller should wipe after use.
     *
     * @throws IllegalStateException after {@link #destroy()}
     */
    public synchronized byte[] exposeSecretBytes() {
        if (destroyed) {
            throw new IllegalStateException("the secret was destroyed");
        }
        return value.clone();
    }

    @Override
    public synchronized void destroy() {
        Arrays.fill(value, (byte) 0);
        destroyed = true;
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    /** By content, in constant time for equal lengths. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes secret && MessageDigest.isEqual(value, secret.value);
    }

    /** Of the length only, so that the hash says nothing about the bytes. */
    @Override
    public int hashCode() {
        return value.length;
    }

    @Override
    public String toString() {
        return "SecretBytes[" + value.length + "]";
    }
}
