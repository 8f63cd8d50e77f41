package org.session4j.groups.v2;

import java.util.Objects;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * A new key whose message is not known to be stored: it encrypts already, and is confirmed when the message comes back.
 */
public final class PendingKey {

    private final long generation;
    private final SecretBytes secret;
    private final Bytes message;

    private PendingKey(long generation, SecretBytes secret, Bytes message) {
        this.generation = generation;
        this.secret = secret;
        this.message = message;
    }

    static PendingKey of(long generation, SecretBytes secret, Bytes message) {
        return new PendingKey(generation, secret, message);
    }

    public long generation() {
        return generation;
    }

    /** 32 bytes. */
    public SecretBytes secret() {
        return secret;
    }

    /** What is to be stored in the namespace of keys, before the documents that are encrypted with the key. */
    public Bytes message() {
        return message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PendingKey key
                && generation == key.generation
                && secret.equals(key.secret)
                && message.equals(key.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(generation, message);
    }

    /** Shows the generation only. */
    @Override
    public String toString() {
        return "PendingKey[" + generation + "]";
    }
}
