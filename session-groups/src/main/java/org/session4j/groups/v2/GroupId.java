package org.session4j.groups.v2;

import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The id of a group: 03 and its Ed25519 key (groups: ids, keys, namespaces). Whether that is a point is not checked here. */
public final class GroupId implements Comparable<GroupId> {

    private final SessionId id;

    private GroupId(SessionId id) {
        this.id = id;
    }

    public static GroupId of(Ed25519PublicKey groupKey) {
        return new GroupId(SessionId.of(IdKind.GROUP, groupKey.toByteArray()));
    }

    /**
     * @param id of kind {@link IdKind#GROUP}, else {@link IllegalArgumentException}
     */
    public static GroupId of(SessionId id) {
        if (id.kind() != IdKind.GROUP) {
            throw new IllegalArgumentException("group id: expected kind GROUP, got " + id.kind());
        }
        return new GroupId(id);
    }

    /** Reads 66 hex digits of either case. */
    public static GroupId parse(String text) throws MalformedDataException {
        return new GroupId(SessionId.parse(text, IdKind.GROUP));
    }

    public SessionId sessionId() {
        return id;
    }

    public Ed25519PublicKey publicKey() {
        return Ed25519PublicKey.of(id.key());
    }

    /**
     * The key for key agreement that belongs to the group's.
     *
     * @throws MalformedDataException if the id holds no point of prime order
     */
    public X25519PublicKey toX25519(Crypto crypto) throws MalformedDataException {
        return X25519PublicKey.of(crypto.ed25519PublicKeyToX25519(id.key()));
    }

    /** Whether the group signed this; false for a signature that has not 64 bytes. */
    boolean verifies(byte[] signature, byte[] message, Crypto crypto) {
        return signature.length == Crypto.ED25519_SIGNATURE && crypto.ed25519Verify(signature, message, id.key());
    }

    @Override
    public int compareTo(GroupId other) {
        return id.compareTo(other.id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupId group && id.equals(group.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** 66 lower-case hex digits. */
    @Override
    public String toString() {
        return id.toString();
    }
}
