package org.session4j.client.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.PendingKey;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigTooLargeException;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.InviteState;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/**
 * What an admin puts into the mailboxes of a group (groups: flows): the known keys for those who are to read what was
 * written before, then a new key, then the documents that have changed, in this order, as each is read with what comes
 * before it.
 *
 * @param state as it is from now on, knowing what is under way
 * @param keys what goes into the mailbox of keys
 * @param pushes of documents
 */
record GroupPublication(GroupState state, List<OwnMessage> keys, List<ConfigPush> pushes) {

    GroupPublication {
        keys = List.copyOf(keys);
        pushes = List.copyOf(pushes);
    }

    /** Whether there is something to publish. */
    static boolean isDue(GroupState state) {
        return state.keys().pending().isPresent() || state.documents().stream().anyMatch(ConfigDocument::needsPush);
    }

    static GroupPublication of(GroupState state, AdminKey admin) {
        List<OwnMessage> keys = new ArrayList<>();
        Optional<PendingKey> pending = state.keys().pending();
        if (pending.isPresent()) {
            supplement(state, admin).ifPresent(message -> keys.add(keysMessage(message)));
            keys.add(keysMessage(pending.get().message()));
        }
        List<ConfigPush> pushes = new ArrayList<>();
        GroupState handedOut = state;
        for (ConfigDocument document : state.documents()) {
            if (document.needsPush()) {
                ConfigPush push = push(state, document);
                handedOut = handedOut.with(push.document());
                pushes.add(push);
            }
        }
        return new GroupPublication(handedOut, keys, pushes);
    }

    private static OwnMessage keysMessage(Bytes data) {
        return new OwnMessage(Namespace.GROUP_KEYS, data);
    }

    /** For those who are about to be invited and may read what was written before (groups: supplement). */
    private static Optional<Bytes> supplement(GroupState state, AdminKey admin) {
        List<SessionId> readers = state.members().all().stream()
                .filter(member -> member.isHistoryShared() && member.invite() == InviteState.NOT_SENT)
                .map(GroupMember::id)
                .collect(Collectors.toList());
        if (readers.isEmpty() || state.keys().confirmed().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(state.keys().supplement(admin, readers));
        } catch (GroupException | MalformedDataException e) {
            // Who has an id that is no key, or so many at once, do without what was written before.
            return Optional.empty();
        }
    }

    private static ConfigPush push(GroupState state, ConfigDocument document) {
        try {
            return document.push(state.documentKeys());
        } catch (ConfigTooLargeException e) {
            throw new IllegalStateException("a document of a group has grown too large to be pushed", e);
        }
    }

    List<OwnMessage> messages() {
        List<OwnMessage> messages = new ArrayList<>(keys);
        messages.addAll(DocumentStorage.messages(pushes));
        return messages;
    }

    /** Whether all of it is safe. */
    boolean isSafe(Map<OwnMessage, MessageHash> stored) {
        return stored.keySet().containsAll(messages());
    }

    /**
     * What is known once some of it is safe. A new key counts from then on.
     *
     * @param present the state as it has become meanwhile
     */
    GroupState confirm(GroupState present, AdminKey admin, Map<OwnMessage, MessageHash> stored, Instant now) {
        GroupState confirmed = present;
        for (OwnMessage message : keys) {
            MessageHash hash = stored.get(message);
            if (hash != null) {
                confirmed = load(confirmed, admin, message, hash, now);
            }
        }
        for (ConfigPush push : DocumentStorage.safe(pushes, stored)) {
            ConfigDocument document = confirmed.document(push.document().type());
            confirmed = confirmed.with(DocumentStorage.confirm(document, push, stored));
        }
        return confirmed;
    }

    private static GroupState load(
            GroupState state, AdminKey admin, OwnMessage message, MessageHash hash, Instant now) {
        try {
            return state.with(state.keys()
                    .load(message.data(), DocumentStorage.name(hash), now, admin)
                    .keys());
        } catch (MalformedDataException | GroupException e) {
            throw new IllegalStateException("a group reads its own keys", e);
        }
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "GroupPublication";
    }
}
