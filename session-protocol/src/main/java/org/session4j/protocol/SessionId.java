package org.session4j.protocol;

import java.util.Arrays;
import java.util.Locale;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * The id of an account, a group or a blinded user: a prefix byte and a 32-byte key, written as 66 hex digits
 * (messages: ids and prefixes). Whether the key is a point of its curve is not checked here; key agreement and
 * verification do.
 */
public final class SessionId implements Comparable<SessionId> {

    /** Length of the binary form in bytes. */
    public static final int LENGTH = 33;

    private static final int TEXT_LENGTH = 2 * LENGTH;

    private final IdKind kind;
    private final byte[] bytes;

    private SessionId(IdKind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /**
     * The id of a key.
     *
     * @param key 32 bytes
     */
    public static SessionId of(IdKind kind, byte[] key) {
        if (key.length != LENGTH - 1) {
            throw new IllegalArgumentException("key: expected 32 bytes, got " + key.length);
        }
        byte[] bytes = new byte[LENGTH];
        bytes[0] = kind.prefix();
        System.arraycopy(key, 0, bytes, 1, key.length);
        return new SessionId(kind, bytes);
    }

    /** The id of the account with this key. */
    public static SessionId of(X25519PublicKey accountKey) {
        return of(IdKind.STANDARD, accountKey.toByteArray());
    }

    /** Reads the 33-byte form. */
    public static SessionId decode(byte[] bytes) throws MalformedDataException {
        if (bytes.length != LENGTH) {
            throw new MalformedDataException("id: expected 33 bytes, got " + bytes.length);
        }
        IdKind kind = IdKind.ofPrefix(bytes[0])
                .orElseThrow(() -> new MalformedDataException(
                        "id: unknown prefix " + String.format(Locale.ROOT, "%02x", bytes[0])));
        return new SessionId(kind, bytes.clone());
    }

    /** Reads 66 hex digits of either case; surrounding white space is not accepted. */
    public static SessionId parse(String text) throws MalformedDataException {
        if (text.length() != TEXT_LENGTH) {
            throw new MalformedDataException("id: expected 66 hex digits, got " + text.length() + " characters");
        }
        return decode(Hex.parse(text));
    }

    /** As {@link #parse(String)}, and refuses any other kind than the one asked for. */
    public static SessionId parse(String text, IdKind kind) throws MalformedDataException {
        SessionId id = parse(text);
        if (id.kind != kind) {
            throw new MalformedDataException("id: expected kind " + kind + ", got " + id.kind);
        }
        return id;
    }

    public IdKind kind() {
        return kind;
    }

    /** The 32 bytes behind the prefix. */
    public byte[] key() {
        return Arrays.copyOfRange(bytes, 1, LENGTH);
    }

    /**
     * The key of a {@link IdKind#STANDARD} id.
     *
     * @throws IllegalStateException for any other kind, whose key is not X25519
     */
    public X25519PublicKey x25519() {
        if (kind != IdKind.STANDARD) {
            throw new IllegalStateException("an id of kind " + kind + " has no X25519 key");
        }
        return X25519PublicKey.of(key());
    }

    /** Prefix and key, 33 bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public int compareTo(SessionId other) {
        for (int i = 0; i < LENGTH; i++) {
            int difference = (bytes[i] & 0xff) - (other.bytes[i] & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 66 lower-case hex digits. */
    @Override
    public String toString() {
        return Hex.format(bytes);
    }
}
