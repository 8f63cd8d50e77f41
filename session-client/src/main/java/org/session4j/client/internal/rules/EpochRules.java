package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.Optional;
import org.session4j.client.internal.groups.Epochs;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.groups.SenderKeys;
import org.session4j.groups.GroupException;
import org.session4j.groups.senderkeys.EpochChange;
import org.session4j.groups.senderkeys.Renewed;
import org.session4j.groups.senderkeys.SenderKeyGroup;
import org.session4j.groups.v2.GroupId;

/** Which epoch of its sender keys a group is in, as its document says (groups: modern profile for sender keys). */
public final class EpochRules {

    private EpochRules() {}

    /**
     * Begins another epoch, if this account is an admin and one is due.
     *
     * @param now network time
     */
    public static void beginIfDue(Draft draft, GroupId group, Instant now) {
        draft.group(group)
                .filter(state -> state.admin().isPresent() && Epochs.isDue(state, now))
                .ifPresent(state -> draft.put(Epochs.next(state, now)));
    }

    /**
     * The sender keys of a group in the epoch that counts, entered now if it was not before.
     *
     * @param now network time
     * @return empty if there is no epoch of which this account is a member
     */
    static Optional<SenderKeys> current(Draft draft, GroupId group, Instant now) {
        Optional<GroupState> found = draft.group(group);
        if (!found.isPresent()) {
            return Optional.empty();
        }
        GroupState state = found.get();
        Optional<SenderKeys> keys = state.senderKeys();
        Optional<EpochChange> epoch =
                Epochs.current(state, keys.map(SenderKeys::epoch).orElse(null));
        if (!epoch.isPresent() || epoch.equals(keys.map(SenderKeys::epoch))) {
            return keys;
        }
        Optional<SenderKeys> entered =
                keys.isPresent() ? follow(draft, keys.get(), epoch.get(), now) : join(draft, state, epoch.get(), now);
        if (keys.isPresent() || entered.isPresent()) {
            draft.put(state.withSenderKeys(entered.orElse(null)));
        }
        return entered;
    }

    private static Optional<SenderKeys> join(Draft draft, GroupState state, EpochChange epoch, Instant now) {
        if (!epoch.isMember(draft.account())) {
            return Optional.empty();
        }
        try {
            Renewed.Chain chain = SenderKeyGroup.join(epoch, draft.account(), now, draft.random(), state.crypto());
            chain.distribution().destroy();
            return Optional.of(SenderKeys.of(chain.state(), state.crypto()));
        } catch (GroupException e) {
            throw new IllegalStateException("a member enters", e);
        }
    }

    /** The chain is handed out when something is written under it. */
    private static Optional<SenderKeys> follow(Draft draft, SenderKeys keys, EpochChange epoch, Instant now) {
        try {
            Renewed renewed = keys.group().apply(epoch, now, draft.random());
            if (renewed instanceof Renewed.Chain chain) {
                chain.distribution().destroy();
                return Optional.of(keys.with(chain.state()));
            }
            return Optional.empty();
        } catch (GroupException e) {
            throw new IllegalStateException("a later epoch of the same group", e);
        }
    }
}
