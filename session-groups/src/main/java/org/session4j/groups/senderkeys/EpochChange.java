package org.session4j.groups.senderkeys;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/**
 * Who the members are from now on, said by an admin; all chains before it end. Its id is
 * {@code BLAKE2b-256("session4j epoch id", all but the signature)}.
 *
 * <pre>
 * offset    length  what
 * 0         1       0x41: an epoch change, version 1
 * 1         33      group id, kind 03
 * 34        8       number of the epoch
 * 42        8       when it was made, milliseconds
 * 50        1       count of members, 1 to 100
 * 51        33·n    members, kind 05, ascending, each once
 * 51 + 33·n 64      Ed25519 by the group's key over "session4j epoch change 1" and all before it
 * </pre>
 *
 * One that exists is well signed. Two admins may make the same number at once: then the one whose id is the smaller counts,
 * whatever order they come in, and the other admin makes the next one. Above groups v2 the members are those of the
 * Members config. Immutable.
 */
public final class EpochChange {

    /** The most members that a group has. */
    public static final int MAX_MEMBERS = 100;

    private static final int KIND = 0x41;
    private static final int FIXED = 51;
    private static final byte[] SIGNED = "session4j epoch change 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID_KEY = "session4j epoch id".getBytes(StandardCharsets.US_ASCII);

    /** Of the wire form, in bytes. */
    static final int MAX_LENGTH = FIXED + MAX_MEMBERS * SessionId.LENGTH + Crypto.ED25519_SIGNATURE;

    private final SessionId groupId;
    private final long number;
    private final Instant createdAt;
    private final SortedSet<SessionId> members;
    private final Set<SessionId> memberSet;
    private final Bytes id;
    private final Bytes encoded;

    private EpochChange(
            SessionId groupId, long number, Instant createdAt, SortedSet<SessionId> members, Bytes id, Bytes encoded) {
        this.groupId = groupId;
        this.number = number;
        this.createdAt = createdAt;
        this.members = Collections.unmodifiableSortedSet(members);
        this.memberSet = Set.copyOf(members);
        this.id = id;
        this.encoded = encoded;
    }

    /**
     * Makes and signs one.
     *
     * @param number 0 or more
     * @param members 1 to {@link #MAX_MEMBERS} accounts
     * @param groupKey whose public half is the group's id
     */
    public static EpochChange sign(
            long number, Instant createdAt, Collection<SessionId> members, Ed25519KeyPair groupKey, Crypto crypto) {
        TreeSet<SessionId> sorted = new TreeSet<>(members);
        if (number < 0 || createdAt.toEpochMilli() < 0) {
            throw new IllegalArgumentException("expected a number and a time of 0 or more");
        }
        if (sorted.isEmpty() || sorted.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("expected 1 to " + MAX_MEMBERS + " members, got " + sorted.size());
        }
        SessionId groupId = SessionId.of(IdKind.GROUP, groupKey.publicKey().toByteArray());
        ByteSink out = new ByteSink(MAX_LENGTH);
        out.u8(KIND).id(groupId).u63(number).u63(createdAt.toEpochMilli()).u8(sorted.size());
        for (SessionId member : sorted) {
            if (member.kind() != IdKind.STANDARD) {
                throw new IllegalArgumentException("expected members of kind STANDARD, got " + member.kind());
            }
            out.id(member);
        }
        byte[] body = out.toByteArray();
        byte[] signature = groupKey.sign(signed(body));
        Bytes encoded = Bytes.unsafeWrap(out.bytes(signature).toByteArray());
        return new EpochChange(groupId, number, millis(createdAt), sorted, idOf(body, crypto), encoded);
    }

    /** The one after this: the next number, with these members. */
    public EpochChange next(Instant at, Collection<SessionId> nextMembers, Ed25519KeyPair groupKey, Crypto crypto) {
        EpochChange next = sign(Math.addExact(number, 1), at, nextMembers, groupKey, crypto);
        if (!next.groupId.equals(groupId)) {
            throw new IllegalArgumentException("the key is that of another group");
        }
        return next;
    }

    /**
     * Reads the wire form and verifies its signature by the key that is the group's id.
     *
     * @throws GroupException {@link Reason#BAD_SIGNATURE}, {@link Reason#OVER_LIMIT}, {@link Reason#UNSUPPORTED_VERSION}
     */
    public static EpochChange decode(byte[] bytes, Crypto crypto) throws MalformedDataException, GroupException {
        ByteSource in = new ByteSource("epoch change", bytes);
        if (in.u8() != KIND) {
            throw new GroupException(Reason.UNSUPPORTED_VERSION);
        }
        SessionId groupId = in.id(IdKind.GROUP);
        long number = in.u63();
        long createdAt = in.u63();
        int count = in.u8();
        if (count > MAX_MEMBERS) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
        TreeSet<SessionId> members = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            SessionId member = in.id(IdKind.STANDARD);
            if (!members.isEmpty() && members.last().compareTo(member) >= 0) {
                throw new MalformedDataException("epoch change: members are not in order");
            }
            members.add(member);
        }
        if (members.isEmpty()) {
            throw new MalformedDataException("epoch change: no members");
        }
        byte[] signature = in.bytes(Crypto.ED25519_SIGNATURE);
        in.requireEnd();
        byte[] body = Arrays.copyOf(bytes, bytes.length - signature.length);
        if (!crypto.ed25519Verify(signature, signed(body), groupId.key())) {
            throw new GroupException(Reason.BAD_SIGNATURE);
        }
        Instant created = Instant.ofEpochMilli(createdAt);
        return new EpochChange(groupId, number, created, members, idOf(body, crypto), Bytes.of(bytes));
    }

    /** The wire form. */
    public Bytes encode() {
        return encoded;
    }

    public SessionId groupId() {
        return groupId;
    }

    public long number() {
        return number;
    }

    /** 32 bytes that name this change and no other. */
    public Bytes id() {
        return id;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** In ascending order; cannot be changed. */
    public SortedSet<SessionId> members() {
        return members;
    }

    public boolean isMember(SessionId account) {
        return memberSet.contains(account);
    }

    /** Above 0 if this comes after the other one: the greater number, of one number the smaller id. */
    public int compareOrder(EpochChange other) {
        return compareOrder(other.number, other.id);
    }

    int compareOrder(long otherNumber, Bytes otherId) {
        int order = Long.compare(number, otherNumber);
        return order != 0 ? order : otherId.toHex().compareTo(id.toHex());
    }

    private static Bytes idOf(byte[] body, Crypto crypto) {
        return Bytes.unsafeWrap(crypto.blake2b(Crypto.KEY, ID_KEY, null, body));
    }

    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    private static byte[] signed(byte[] body) {
        byte[] signed = Arrays.copyOf(SIGNED, SIGNED.length + body.length);
        System.arraycopy(body, 0, signed, SIGNED.length, body.length);
        return signed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EpochChange change && encoded.equals(change.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** Names neither group nor members. */
    @Override
    public String toString() {
        return "EpochChange[" + number + ", " + members.size() + " members]";
    }
}
