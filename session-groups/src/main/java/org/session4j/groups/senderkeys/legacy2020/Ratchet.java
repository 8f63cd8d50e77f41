package org.session4j.groups.senderkeys.legacy2020;

import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * Where the chain of one sender stands (groups: step). It makes the message keys of the indices behind {@link #keyIndex()},
 * and none before. Immutable, but for {@link #destroy()}.
 */
public final class Ratchet {

    /** The index of the last message that a chain can have, 2^32 − 1. */
    public static final long MAX_INDEX = HashRatchet.MAX_INDEX;

    private final SecretBytes chainKey;
    private final long keyIndex;

    private Ratchet(SecretBytes chainKey, long keyIndex) {
        this.chainKey = chainKey;
        this.keyIndex = keyIndex;
    }

    /**
     * A chain at some place.
     *
     * @param chainKey 32 bytes, copied
     * @param keyIndex 0 to {@link #MAX_INDEX}
     */
    public static Ratchet of(byte[] chainKey, long keyIndex) {
        if (chainKey.length != HashRatchet.KEY) {
            throw new IllegalArgumentException("chain key: expected 32 bytes, got " + chainKey.length);
        }
        if (keyIndex < 0 || keyIndex > MAX_INDEX) {
            throw new IllegalArgumentException("key index: expected 0 to 2^32 - 1, got " + keyIndex);
        }
        return new Ratchet(SecretBytes.of(chainKey), keyIndex);
    }

    /** A fresh chain at index 0; draws 32 bytes. */
    public static Ratchet generate(SecureRandom random) {
        byte[] root = new byte[HashRatchet.KEY];
        random.nextBytes(root);
        try {
            return of(root, 0);
        } finally {
            Arrays.fill(root, (byte) 0);
        }
    }

    /** 32 bytes; gives away every later message key. */
    public SecretBytes chainKey() {
        byte[] exposed = chainKey.exposeSecretBytes();
        try {
            return SecretBytes.of(exposed);
        } finally {
            Arrays.fill(exposed, (byte) 0);
        }
    }

    /** The index of the message key that was made last; 0 if none was. */
    public long keyIndex() {
        return keyIndex;
    }

    /**
     * The key of the next message, and the chain behind it.
     *
     * @throws IllegalStateException at {@link #MAX_INDEX}
     */
    public Step step() {
        if (keyIndex == MAX_INDEX) {
            throw new IllegalStateException("the chain has come to its end");
        }
        byte[] exposed = chainKey.exposeSecretBytes();
        try {
            SecretBytes messageKey = SecretBytes.of(HashRatchet.messageKey(exposed));
            byte[] next = HashRatchet.nextChainKey(exposed);
            Ratchet ratchet = new Ratchet(SecretBytes.of(next), keyIndex + 1);
            Arrays.fill(next, (byte) 0);
            return new Step(messageKey, ratchet);
        } finally {
            Arrays.fill(exposed, (byte) 0);
        }
    }

    /** Wipes the chain key. */
    public void destroy() {
        chainKey.destroy();
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "Ratchet[" + keyIndex + "]";
    }

    /**
     * A step of a chain.
     *
     * @param messageKey of the message with the index of the ratchet behind the step
     */
    public record Step(SecretBytes messageKey, Ratchet ratchet) {}
}
