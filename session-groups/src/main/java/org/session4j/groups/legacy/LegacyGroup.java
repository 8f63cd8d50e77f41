package org.session4j.groups.legacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.legacy.LegacyUpdate.Created;
import org.session4j.groups.legacy.LegacyUpdate.KeyPairRequested;
import org.session4j.groups.legacy.LegacyUpdate.MemberLeft;
import org.session4j.groups.legacy.LegacyUpdate.MembersAdded;
import org.session4j.groups.legacy.LegacyUpdate.MembersRemoved;
import org.session4j.groups.legacy.LegacyUpdate.NewKeyPair;
import org.session4j.groups.legacy.LegacyUpdate.Renamed;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.SignedMessage;

/**
 * A legacy closed group as one member knows it, to read its old messages in their order (groups: rules). Nothing is written
 * for it. Immutable; each update gives the next value.
 *
 * @param keyPairs newest first; none in a group that is not active
 * @param zombies who has left without having been removed
 * @param formedAt what is older is not of this group
 * @param isActive whether one is still a member, and the group has not been disbanded
 */
public record LegacyGroup(
        SessionId id,
        String name,
        List<X25519KeyPair> keyPairs,
        Set<SessionId> members,
        Set<SessionId> admins,
        Set<SessionId> zombies,
        Instant formedAt,
        boolean isActive) {

    /** The most members that a group has. */
    public static final int MAX_MEMBERS = 100;

    public LegacyGroup {
        keyPairs = List.copyOf(keyPairs);
        members = Set.copyOf(members);
        admins = Set.copyOf(admins);
        zombies = Set.copyOf(zombies);
    }

    /**
     * A group as it was created. Whether to believe the sender is the caller's: apps did so for approved contacts.
     *
     * @param sentAt of the message
     * @throws GroupException {@link Reason#OVER_LIMIT}
     */
    public static LegacyGroup of(Created created, Instant sentAt) throws GroupException {
        requireLimit(created.members());
        return new LegacyGroup(
                created.groupId(),
                created.name(),
                List.of(created.keyPair()),
                created.members(),
                created.admins(),
                Set.of(),
                sentAt,
                true);
    }

    /**
     * Opens a message of the group.
     *
     * @throws GroupException {@link Reason#NOT_A_MEMBER}; {@link Reason#UNKNOWN_KEY} if the group is not active;
     *     {@link Reason#OUTDATED} if it is older than the group
     */
    public LegacyMessage open(Envelope envelope, Crypto crypto) throws SessionException {
        requireCurrent(Instant.ofEpochMilli(envelope.timestamp()));
        SignedMessage signed = LegacyCipher.of(crypto).open(envelope.content().toByteArray(), keyPairs);
        requireMember(signed.sender());
        return new LegacyMessage(signed.sender(), Instant.ofEpochMilli(envelope.timestamp()), signed.message());
    }

    /**
     * The group behind an update; itself if nothing changes.
     *
     * @param sender who is proved to have sent it
     * @param account one's own
     * @throws GroupException {@link Reason#OUTDATED}, {@link Reason#NOT_A_MEMBER}, {@link Reason#NOT_ADMIN},
     *     {@link Reason#OVER_LIMIT}; {@link Reason#UNKNOWN_KEY} if the group is not active; {@link Reason#NOT_FOR_US}
     *     if it creates a group, is of another one, or has no key pair for this account
     */
    public LegacyGroup apply(LegacyUpdate update, SessionId sender, Instant sentAt, Account account, Crypto crypto)
            throws SessionException {
        requireCurrent(sentAt);
        requireMember(sender);
        if (update instanceof NewKeyPair keyPair) {
            return withKeyPair(keyPair, sender, account, crypto);
        }
        if (update instanceof Renamed renamed) {
            return new LegacyGroup(id, renamed.name(), keyPairs, members, admins, zombies, formedAt, true);
        }
        if (update instanceof MembersAdded added) {
            Set<SessionId> more = new HashSet<>(members);
            more.addAll(added.members());
            requireLimit(more);
            return withMembers(more, without(zombies, added.members()));
        }
        if (update instanceof MembersRemoved removed) {
            return without(removed, sender, account);
        }
        if (update instanceof MemberLeft) {
            return left(sender, account);
        }
        if (update instanceof KeyPairRequested) {
            return this;
        }
        throw new GroupException(Reason.NOT_FOR_US);
    }

    /** Only an admin may, and the admin who sent it must be the one who sealed it. */
    private LegacyGroup withKeyPair(NewKeyPair update, SessionId sender, Account account, Crypto crypto)
            throws SessionException {
        requireAdmin(sender);
        SessionId groupId = update.groupId();
        if (groupId != null && !groupId.equals(id)) {
            throw new GroupException(Reason.NOT_FOR_US);
        }
        for (LegacyUpdate.Wrapper wrapper : update.wrappers()) {
            if (wrapper.recipient().equals(account.sessionId())) {
                byte[] sealed = wrapper.encryptedKeyPair().toByteArray();
                LegacyCipher.SealedKeyPair opened =
                        LegacyCipher.of(crypto).openKeyPair(sealed, account.x25519KeyPair());
                if (!opened.sender().equals(sender)) {
                    throw new GroupException(Reason.NOT_ADMIN);
                }
                return withKeyPair(opened.keyPair());
            }
        }
        throw new GroupException(Reason.NOT_FOR_US);
    }

    private LegacyGroup withKeyPair(X25519KeyPair keyPair) {
        for (X25519KeyPair known : keyPairs) {
            if (known.publicKey().equals(keyPair.publicKey())) {
                return this;
            }
        }
        List<X25519KeyPair> newestFirst = new ArrayList<>();
        newestFirst.add(keyPair);
        newestFirst.addAll(keyPairs);
        return new LegacyGroup(id, name, newestFirst, members, admins, zombies, formedAt, true);
    }

    private LegacyGroup without(MembersRemoved removed, SessionId sender, Account account) throws GroupException {
        requireAdmin(sender);
        for (SessionId member : removed.members()) {
            if (admins.contains(member)) {
                throw new GroupException(Reason.NOT_ADMIN);
            }
        }
        if (removed.members().contains(account.sessionId())) {
            return inactive();
        }
        return withMembers(without(members, removed.members()), without(zombies, removed.members()));
    }

    /** With an admin the group ends. */
    private LegacyGroup left(SessionId sender, Account account) {
        if (admins.contains(sender) || sender.equals(account.sessionId())) {
            return inactive();
        }
        Set<SessionId> left = new HashSet<>(zombies);
        left.add(sender);
        return withMembers(without(members, Set.of(sender)), left);
    }

    private LegacyGroup withMembers(Set<SessionId> now, Set<SessionId> gone) {
        return new LegacyGroup(id, name, keyPairs, now, admins, gone, formedAt, true);
    }

    private LegacyGroup inactive() {
        return new LegacyGroup(id, name, List.of(), members, admins, zombies, formedAt, false);
    }

    private static Set<SessionId> without(Set<SessionId> all, Set<SessionId> some) {
        Set<SessionId> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private void requireCurrent(Instant sentAt) throws GroupException {
        if (!isActive) {
            throw new GroupException(Reason.UNKNOWN_KEY);
        }
        if (sentAt.isBefore(formedAt)) {
            throw new GroupException(Reason.OUTDATED);
        }
    }

    private void requireMember(SessionId sender) throws GroupException {
        if (!members.contains(sender)) {
            throw new GroupException(Reason.NOT_A_MEMBER);
        }
    }

    private void requireAdmin(SessionId sender) throws GroupException {
        if (!admins.contains(sender)) {
            throw new GroupException(Reason.NOT_ADMIN);
        }
    }

    private static void requireLimit(Set<SessionId> members) throws GroupException {
        if (members.size() > MAX_MEMBERS) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "LegacyGroup[" + members.size() + " members]";
    }
}
