package org.session4j.client.internal.groups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.senderkeys.EpochChange;
import org.session4j.groups.senderkeys.RotationPolicy;
import org.session4j.groups.v2.AdminKey;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigScalar;
import org.session4j.protocol.config.ConfigSet;
import org.session4j.protocol.config.ConfigString;
import org.session4j.protocol.config.documents.GroupInfo;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.RemovalState;
import org.session4j.protocol.crypto.Crypto;

/**
 * The epochs of a group with sender keys, which stand in its Info document under a name of our own, as a set: when admins
 * begin epochs at the same time, the merged document has all of them, and everybody takes the same one. Only a group with
 * sender keys has any.
 */
public final class Epochs {

    private static final Bytes KEY = Bytes.utf8("session4j.epochs");

    /** Admins at the same time; each costs a signature to verify. */
    private static final int MAX_READ = 8;

    private Epochs() {}

    static boolean areIn(GroupInfo info) {
        return !set(info).isEmpty();
    }

    /**
     * The epoch that counts.
     *
     * @param known that counted so far; null for none
     */
    public static Optional<EpochChange> current(GroupState state, @Nullable EpochChange known) {
        EpochChange newest = known;
        for (Bytes entry : latest(state.info())) {
            if (known == null || !entry.equals(known.encode())) {
                newest = later(newest, decode(entry, state));
            }
        }
        return Optional.ofNullable(newest);
    }

    /** By number, the greatest first: that is the order of their bytes, as the number is the first that differs. */
    private static List<Bytes> latest(GroupInfo info) {
        List<Bytes> latest = new ArrayList<>();
        for (ConfigScalar value : new TreeSet<>(set(info).values()).descendingSet()) {
            if (value instanceof ConfigString text && latest.size() < MAX_READ) {
                latest.add(text.value());
            }
        }
        return latest;
    }

    private static @Nullable EpochChange later(@Nullable EpochChange one, @Nullable EpochChange other) {
        return one == null || (other != null && other.compareOrder(one) > 0) ? other : one;
    }

    /** Null for what no admin of this group has signed. */
    private static @Nullable EpochChange decode(Bytes entry, GroupState state) {
        try {
            EpochChange change = EpochChange.decode(entry.toByteArray(), state.crypto());
            return change.groupId().equals(state.sessionId()) ? change : null;
        } catch (MalformedDataException | GroupException e) {
            return null;
        }
    }

    /**
     * Whether an admin is to begin a new epoch: its members are not those of the group any more, it has lasted long enough, or
     * the document has lost it.
     */
    public static boolean isDue(GroupState state, Instant now) {
        Optional<EpochChange> current = epochOf(state);
        if (!current.isPresent() || !canBeFollowed(current.get(), state)) {
            return false;
        }
        EpochChange epoch = current.get();
        Instant end = epoch.createdAt().plus(RotationPolicy.DEFAULT.maxAge());
        return !epoch.members().equals(members(state))
                || !now.isBefore(end)
                || !set(state.info()).contains(new ConfigString(epoch.encode()));
    }

    private static boolean canBeFollowed(EpochChange epoch, GroupState state) {
        int count = members(state).size();
        return epoch.number() < Long.MAX_VALUE && count > 0 && count <= EpochChange.MAX_MEMBERS;
    }

    /** The first epoch of a new group, or one more; every chain of the epoch before ends. For admins. */
    public static GroupState next(GroupState state, Instant now) {
        AdminKey admin = state.admin().orElseThrow(() -> new IllegalStateException("only an admin begins epochs"));
        Crypto crypto = state.crypto();
        EpochChange next = epochOf(state)
                .map(epoch -> epoch.next(now, members(state), admin.keyPair(), crypto))
                .orElseGet(() -> EpochChange.sign(0, now, members(state), admin.keyPair(), crypto));
        return state.with(state.info()
                .document()
                .edit(data -> data.set(KEY, ConfigSet.of(List.of(new ConfigString(next.encode()))))));
    }

    private static Optional<EpochChange> epochOf(GroupState state) {
        return current(state, state.senderKeys().map(SenderKeys::epoch).orElse(null));
    }

    /** Whether somebody is in the list of members, and is not being removed. */
    public static boolean isMember(GroupState state, SessionId account) {
        return state.members()
                .find(account)
                .filter(member -> member.removal() == RemovalState.NONE)
                .isPresent();
    }

    /** Those who are being removed are out. */
    private static TreeSet<SessionId> members(GroupState state) {
        TreeSet<SessionId> members = new TreeSet<>();
        for (GroupMember member : state.members().all()) {
            if (member.removal() == RemovalState.NONE) {
                members.add(member.id());
            }
        }
        return members;
    }

    private static ConfigSet set(GroupInfo info) {
        return info.document().data().get(KEY).orElse(ConfigSet.empty()) instanceof ConfigSet set
                ? set
                : ConfigSet.empty();
    }
}
