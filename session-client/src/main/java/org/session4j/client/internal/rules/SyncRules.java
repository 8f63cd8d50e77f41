package org.session4j.client.internal.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.ConversationChanged;
import org.session4j.client.Direction;
import org.session4j.client.MessageRead;
import org.session4j.client.ProfileChanged;
import org.session4j.client.RequestApproved;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.internal.sync.LocalChanges;
import org.session4j.client.internal.sync.SharedStates;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.Contact;
import org.session4j.protocol.config.documents.ConversationId;
import org.session4j.protocol.config.documents.ConvoInfoVolatile;
import org.session4j.protocol.message.Profile;

/**
 * What other devices have changed in the documents, followed here (config: documents). Only what differs from before is
 * followed, and nothing of it is written back, with three exceptions on which devices cannot disagree for long, as each
 * only grows: that a peer has accepted this account, the latest profile of a peer, and how far was read.
 */
public final class SyncRules {

    /** An older reading position is not written any more (config: read positions). */
    private static final Duration READING_IS_SHARED = Duration.ofDays(30);

    private SyncRules() {}

    /**
     * Has what this account remembers follow its documents.
     *
     * @param merged what became of the documents of the draft
     */
    public static void follow(Draft draft, Documents merged, Instant now) {
        Documents before = draft.documents();
        draft.adopt(merged);
        contacts(draft, before, merged);
        reading(draft, before, merged, now);
        own(draft, before, merged);
    }

    /** Fills documents that nobody has written, as after an older release, with what this account remembers. */
    public static void begin(Draft draft, List<ConversationSummary> conversations) {
        Documents documents =
                LocalChanges.profile(draft.documents(), null, draft.settings().profile());
        for (ConversationSummary summary : conversations) {
            Conversation conversation = summary.conversation();
            documents = LocalChanges.conversation(documents, ConversationState.initial(conversation), summary.state());
        }
        draft.adopt(documents);
        conversations.forEach(summary -> beginReading(draft, summary.conversation()));
    }

    private static void beginReading(Draft draft, Conversation conversation) {
        ConversationState state = draft.conversation(conversation);
        Instant readUpTo = state.readUpTo();
        for (ChatMessage message : draft.latest(conversation)) {
            if (message.direction() == Direction.INCOMING) {
                if (message.isUnread()) {
                    break;
                }
                readUpTo = message.timestamp();
            }
        }
        draft.put(state.withReadUpTo(readUpTo));
    }

    private static void contacts(Draft draft, Documents before, Documents merged) {
        Map<SessionId, Contact> old = byId(before.contacts().all());
        Map<SessionId, Contact> now = byId(merged.contacts().all());
        Set<SessionId> changed = new TreeSet<>(old.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(id -> Objects.equals(old.get(id), now.get(id)));
        for (SessionId id : changed) {
            Conversation conversation = new Conversation.Direct(id);
            ConversationState local = draft.conversation(conversation);
            Contact contact = now.get(id);
            ConversationState followed = contact == null
                    ? ConversationState.initial(conversation).withReadUpTo(local.readUpTo())
                    : followed(draft, contact, old.get(id), local);
            draft.adopt(followed);
            tell(draft, local, followed);
        }
    }

    private static Map<SessionId, Contact> byId(List<Contact> contacts) {
        Map<SessionId, Contact> byId = new HashMap<>();
        contacts.forEach(contact -> byId.put(contact.id(), contact));
        return byId;
    }

    private static ConversationState followed(
            Draft draft, Contact contact, @Nullable Contact old, ConversationState local) {
        Contact kept = contact;
        ConversationState state = SharedStates.of(contact, local);
        if (old == null && local.approvedMe() && !contact.hasApprovedMe()) {
            // The peer has written to this device before the other one made it a contact.
            kept = kept.withApprovedMe(true);
            state = state.withApprovedMe(true);
        }
        Profile known = local.profile();
        if (known != null && isNewer(known, state.profile())) {
            kept = LocalChanges.profile(kept, state.profile(), known);
            state = state.withProfile(known);
        }
        if (!kept.equals(contact)) {
            Documents documents = draft.documents();
            draft.adopt(documents.with(documents.contacts().with(kept).document()));
        }
        return state;
    }

    private static boolean isNewer(Profile known, @Nullable Profile shared) {
        if (shared == null) {
            return true;
        }
        Instant stored = shared.lastUpdate();
        Instant offered = known.lastUpdate();
        return offered != null && (stored == null || offered.isAfter(stored));
    }

    private static void tell(Draft draft, ConversationState before, ConversationState after) {
        Conversation conversation = after.conversation();
        Profile profile = after.profile();
        if (conversation instanceof Conversation.Direct direct) {
            if (profile != null && !profile.equals(before.profile())) {
                draft.tell(new ProfileChanged(conversation, direct.peer(), profile));
            }
            if (before.approved() && after.isMutual() && !before.approvedMe()) {
                draft.tell(new RequestApproved(conversation, direct.peer()));
            }
        }
        if (!before.withProfile(profile).equals(after)) {
            draft.tell(new ConversationChanged(after));
        }
    }

    private static void reading(Draft draft, Documents before, Documents merged, Instant now) {
        Map<Conversation, Instant> old = positions(before.reading(), draft.account());
        Map<Conversation, Instant> shared = positions(merged.reading(), draft.account());
        Set<Conversation> changed = new LinkedHashSet<>(old.keySet());
        changed.addAll(shared.keySet());
        changed.removeIf(each -> Objects.equals(old.get(each), shared.get(each)));
        changed.removeIf(each -> each instanceof Conversation.Group group
                && !merged.groups().findGroup(group.id()).isPresent());
        for (Conversation conversation : changed) {
            reading(draft, conversation, Optional.ofNullable(shared.get(conversation)), now);
        }
    }

    private static Map<Conversation, Instant> positions(ConvoInfoVolatile reading, SessionId self) {
        Map<Conversation, Instant> positions = new LinkedHashMap<>();
        reading.all().forEach((id, state) -> {
            if (!state.lastRead().isAfter(Instant.EPOCH)) {
                return;
            }
            if (id instanceof ConversationId.OneToOne direct && !direct.id().equals(self)) {
                positions.put(new Conversation.Direct(direct.id()), state.lastRead());
            } else if (id instanceof ConversationId.Group group) {
                positions.put(new Conversation.Group(group.id()), state.lastRead());
            }
        });
        return positions;
    }

    private static void reading(Draft draft, Conversation conversation, Optional<Instant> shared, Instant now) {
        ConversationState state = draft.conversation(conversation);
        Instant local = state.readUpTo();
        if (shared.isPresent() && (local == null || shared.get().isAfter(local))) {
            draft.adopt(state.withReadUpTo(shared.get()));
            for (ChatMessage message : draft.unread(conversation, shared.get())) {
                ChatMessage read = ReadingRules.read(message, now);
                draft.put(read);
                draft.tell(new MessageRead(read, draft.account()));
            }
        } else if (local != null
                && (!shared.isPresent() || shared.get().isBefore(local))
                && local.isAfter(now.minus(READING_IS_SHARED))) {
            draft.adopt(LocalChanges.readUpTo(draft.documents(), conversation, local));
        }
    }

    private static void own(Draft draft, Documents before, Documents merged) {
        if (before.profile().document() == merged.profile().document()) {
            return;
        }
        Conversation notes = new Conversation.NoteToSelf();
        ConversationState local = draft.conversation(notes);
        ConversationState followed = SharedStates.notes(merged.profile(), local);
        draft.adopt(followed);
        tell(draft, local, followed);
        Profile known = draft.settings().profile();
        Profile profile = SharedStates.ownProfile(merged.profile(), known);
        if (!Objects.equals(profile, known)) {
            draft.adopt(draft.settings().withProfile(profile));
            if (profile != null) {
                draft.tell(new ProfileChanged(notes, draft.account(), profile));
            }
        }
    }
}
