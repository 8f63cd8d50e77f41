package org.session4j.client.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.SenderKeyRules;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigMergeResult;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.StoredConfig;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.MemberChange;
import org.session4j.protocol.config.documents.PromotionState;
import org.session4j.protocol.config.documents.UserGroups;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoredMessage;

/**
 * Takes in what a poll found in the mailboxes of one group: keys first, then the documents that they open, then messages,
 * then what removed members may read, in whatever order it was found (groups: ids, keys, namespaces). All that follows, and
 * how far the member was read, is kept in one step, and only then told.
 *
 * <p>What cannot be opened, or is of somebody who is not in the list, may only be early, as members of a swarm hold things
 * in different orders. A new key, or a new name in the list, has everything read again from its beginning. Used by one thread
 * at a time.
 */
final class GroupInbox {

    private static final int UNAUTHORIZED = 401;

    private final GroupId group;
    private final Ledger ledger;
    private final GroupLetters letters;
    private final GroupTexts texts;

    /** Whether there was something that a key or a name which is still to come may make good; at first nobody knows. */
    private boolean hasEarly = true;

    private boolean rereads;

    /** Whether anything was ever found among the keys. */
    private boolean hasFoundKeys;

    /** The latest generation at which this account was removed, as far as it was told; below 0 for never. */
    private long kickedAt = -1;

    GroupInbox(GroupId group, Ledger ledger, GroupLetters letters, GroupTexts texts) {
        this.group = group;
        this.ledger = ledger;
        this.letters = letters;
        this.texts = texts;
        this.hasFoundKeys = ledger.store().readMarks(ledger.account()).stream()
                .anyMatch(mark -> mark.owner().equals(group.sessionId())
                        && mark.namespace().equals(Namespace.GROUP_KEYS));
    }

    /**
     * What came of it.
     *
     * @param early whether there was something that may be good later
     * @param late whether something came that makes good what was early
     * @param kicked the latest generation at which this account was removed; below 0 for never
     */
    private record Progress(boolean early, boolean late, long kicked) {}

    /** Returns when everything is kept; throws what the store throws, and has then told nobody anything. */
    void record(PollResult result, Instant now) {
        Progress progress = ledger.change(draft -> keep(draft, result, now));
        kickedAt = progress.kicked();
        hasFoundKeys |= !result.messages(Namespace.GROUP_KEYS).isEmpty();
        rereads |= progress.late() && hasEarly;
        hasEarly = progress.early() || (hasEarly && !progress.late());
    }

    /** Whether the mailboxes are to be read again from their beginning, once what was found is acknowledged. */
    boolean takeReread() {
        boolean now = rereads;
        rereads = false;
        return now;
    }

    /** Nothing if the group was left meanwhile. */
    private Progress keep(Draft draft, PollResult result, Instant now) {
        GroupState before = draft.group(group).orElse(null);
        if (before == null) {
            return new Progress(false, false, kickedAt);
        }
        GroupState withKeys = keys(draft, before, result.messages(Namespace.GROUP_KEYS), now);
        boolean early = false;
        GroupState state = withKeys.withDeserted(isDeserted(withKeys, result));
        for (ConfigDocument document : withKeys.documents()) {
            List<StoredConfig> found = found(document, result);
            if (!found.isEmpty() && state.keys().encryptionKey().isPresent()) {
                ConfigMergeResult merged = document.merge(found, state.documentKeys(), now);
                state = merged.document() == document ? state : state.with(merged.document());
                early |= merged.understood().size() < found.size();
            } else {
                early |= !found.isEmpty();
            }
        }
        state = acceptPromotion(state);
        if (state != before) {
            draft.put(state);
        }
        early |= texts.keep(draft, state, result.messages(Namespace.GROUP_MESSAGES), now);
        SenderKeyRules.follow(draft, group, now);
        boolean late = brings(before, state);
        mark(draft, result, late && hasEarly);
        long kicked = Math.max(kickedAt, kicked(draft, result, now));
        if (isRemoved(state, kicked, result)) {
            UserGroups groups = draft.documents().groups();
            groups.findGroup(group.sessionId())
                    .map(JoinedGroup::kicked)
                    .ifPresent(closed -> draft.adopt(
                            draft.documents().with(groups.with(closed).document())));
        }
        return new Progress(early, late, kicked);
    }

    /**
     * Who has the key of the group has got the promotion, and says so in the list (groups: promote). Not on top of what was
     * just merged: the one who promotes merges the same to the same bytes, and both would disagree again and again.
     */
    private GroupState acceptPromotion(GroupState state) {
        GroupMembers members = state.members();
        Optional<GroupMember> self =
                members.find(ledger.account()).filter(member -> member.promotion() != PromotionState.NONE);
        return self.isPresent()
                        && state.admin().isPresent()
                        && !members.document().needsPush()
                ? state.with(members.with(self.get().after(MemberChange.PROMOTION_ACCEPTED))
                        .document())
                : state;
    }

    private GroupState keys(Draft draft, GroupState before, List<StoredMessage> found, Instant now) {
        GroupState state = before;
        for (StoredMessage message : found) {
            boolean isKnown = state.keys().storageHashes().contains(hash(message))
                    && !state.admin().isPresent();
            if (isKnown || draft.isSeen(message.hash())) {
                continue;
            }
            GroupLetters.Opened<GroupKeys> opened = letters.keys(state, message);
            if (opened instanceof GroupLetters.Found<GroupKeys> loaded) {
                state = loaded.value().equals(state.keys()) ? state : state.with(loaded.value());
            } else if (opened instanceof GroupLetters.Refused<GroupKeys> refused) {
                draft.refuse(refused.reason(), message.hash(), now);
            }
        }
        return state;
    }

    /** The own message, found again, says nothing new. */
    private static List<StoredConfig> found(ConfigDocument document, PollResult result) {
        SortedSet<StorageHash> current = document.currentHashes();
        return result.messages(DocumentInbox.namespace(document.type())).stream()
                .filter(message -> !current.contains(hash(message)))
                .map(message -> new StoredConfig(hash(message), message.data()))
                .collect(Collectors.toList());
    }

    private static StorageHash hash(StoredMessage message) {
        return new StorageHash(message.hash().toString());
    }

    /** A swarm that holds no keys has lost the group (groups: upkeep). */
    private boolean isDeserted(GroupState state, PollResult result) {
        return state.keys().confirmed().isEmpty()
                && !hasFoundKeys
                && result.mailboxes().get(Namespace.GROUP_KEYS) instanceof PollResult.Messages keys
                && keys.messages().isEmpty();
    }

    private static boolean brings(GroupState before, GroupState after) {
        return !before.keys().secrets().containsAll(after.keys().secrets())
                || !members(before).containsAll(members(after));
    }

    private static Set<SessionId> members(GroupState state) {
        return state.members().all().stream().map(GroupMember::id).collect(Collectors.toSet());
    }

    /** Notices of removal are never done with: whether they count depends on the keys. */
    private void mark(Draft draft, PollResult result, boolean forgets) {
        if (forgets) {
            draft.add(new StoreChange.ForgetReadMarks(group.sessionId()));
        }
        if (forgets || rereads) {
            return;
        }
        for (Namespace namespace : result.mailboxes().keySet()) {
            List<StoredMessage> messages = result.messages(namespace);
            if (!messages.isEmpty() && !namespace.equals(Namespace.REVOKED_GROUP_MESSAGES)) {
                MessageHash last = messages.get(messages.size() - 1).hash();
                draft.add(new StoreChange.PutReadMark(
                        new ReadMark(result.account(), result.member().ed25519(), namespace, last)));
            }
        }
    }

    private long kicked(Draft draft, PollResult result, Instant now) {
        long latest = -1;
        for (StoredMessage message : result.messages(Namespace.REVOKED_GROUP_MESSAGES)) {
            GroupLetters.Opened<OptionalLong> opened = letters.kicked(group, message);
            if (opened instanceof GroupLetters.Found<OptionalLong> notice) {
                latest = Math.max(latest, notice.value().orElse(-1));
            } else if (opened instanceof GroupLetters.Refused<OptionalLong> refused && !draft.isSeen(message.hash())) {
                draft.refuse(refused.reason(), message.hash(), now);
            }
        }
        return latest;
    }

    /**
     * A notice from before the account came back counts no more. As long as no key is known nobody can tell, unless the swarm
     * refuses the account too.
     */
    private static boolean isRemoved(GroupState state, long kicked, PollResult result) {
        if (kicked < 0 || state.admin().isPresent()) {
            return false;
        }
        boolean isRefused = result.mailboxes().get(Namespace.GROUP_MESSAGES) instanceof PollResult.Refused refused
                && refused.status() == UNAUTHORIZED;
        return state.keys().confirmed().isEmpty()
                ? isRefused
                : kicked >= state.keys().generation();
    }
}
