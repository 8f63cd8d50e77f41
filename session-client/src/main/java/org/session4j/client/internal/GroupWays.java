package org.session4j.client.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.session4j.client.internal.groups.AdminKeys;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.SubaccountAccess;
import org.session4j.groups.v2.SubaccountAuth;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.config.documents.GroupAccess;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.crypto.Crypto;

/**
 * The ways of this account to the swarms of its groups, each with the rights that the account's document of groups gives it:
 * the group's key, or else what an admin has made for this member (groups: members' swarm authentication). As long as the
 * rights stay, the way is the same. Safe for use by many threads.
 */
final class GroupWays {

    private final Ledger ledger;
    private final GroupMailboxes mailboxes;
    private final Crypto crypto;

    /** Guards what follows; nothing is called under it that waits. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<GroupId, Way> ways = new HashMap<>();

    GroupWays(Ledger ledger, GroupMailboxes mailboxes, Crypto crypto) {
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.crypto = crypto;
    }

    /**
     * @param rights empty for those of an admin
     */
    private record Way(Optional<Bytes> rights, GroupMailbox mailbox) {}

    /** Empty if this account is not in the group, not yet, or with rights that are none. */
    Optional<GroupMailbox> to(GroupId group) {
        Optional<JoinedGroup> joined = ledger.documents()
                .groups()
                .findGroup(group.sessionId())
                .filter(entry -> entry.access() == GroupAccess.OPEN && !entry.isInvited());
        return joined.flatMap(this::to);
    }

    private Optional<GroupMailbox> to(JoinedGroup joined) {
        GroupId group = GroupId.of(joined.id());
        Optional<Bytes> rights = joined.isAdmin() ? Optional.empty() : joined.authData();
        lock.lock();
        try {
            Way known = ways.get(group);
            if (known != null && known.rights().equals(rights)) {
                return Optional.of(known.mailbox());
            }
            ways.remove(group);
            Optional<GroupMailbox> made = make(joined, group);
            made.ifPresent(mailbox -> ways.put(group, new Way(rights, mailbox)));
            return made;
        } finally {
            lock.unlock();
        }
    }

    private Optional<GroupMailbox> make(JoinedGroup joined, GroupId group) {
        return joined.isAdmin()
                ? AdminKeys.of(joined, crypto).map(mailboxes::of)
                : joined.authData()
                        .flatMap(this::decode)
                        .filter(auth -> isOurs(auth, group))
                        .map(auth -> mailboxes.of(group, auth));
    }

    private Optional<SubaccountAuth> decode(Bytes data) {
        try {
            return Optional.of(SubaccountAuth.decode(data));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SubaccountAuth auth, GroupId group) {
        try {
            auth.verify(group, ledger.account(), SubaccountAccess.MEMBER, crypto);
            return true;
        } catch (MalformedDataException | GroupException e) {
            return false;
        }
    }
}
