package org.session4j.client.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.SessionClientException;
import org.session4j.client.internal.groups.GroupGate;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/**
 * Deletes messages for everybody in a group (groups: control messages). Who is no admin can only ask the others to forget what
 * one has written oneself; the swarm deletes for admins.
 */
final class GroupDeletion {

    private final ChoreTools tools;

    GroupDeletion(ChoreTools tools) {
        this.tools = tools;
    }

    /** Messages that are not known here, or have no name in the swarm, are passed over. */
    CompletableFuture<Void> delete(SessionId group, Collection<MessageReference> messages) {
        try {
            GroupId id = AdminChanges.idOf(group);
            GroupState state = GroupGate.requireWritable(
                    id, tools.ledger().documents(), tools.ledger().groups());
            Conversation.Group conversation = new Conversation.Group(group);
            List<MessageHash> hashes = hashes(conversation, messages, state);
            if (hashes.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Void> told = tools.outbox()
                    .send(conversation, notice(state, hashes), Expiration.OFF)
                    .thenApply(sent -> null);
            return state.admin().isPresent() ? told.thenCompose(sent -> delete(id, hashes)) : told;
        } catch (SessionClientException e) {
            return Failures.failed(e);
        }
    }

    private List<MessageHash> hashes(
            Conversation.Group conversation, Collection<MessageReference> messages, GroupState state) {
        List<MessageHash> hashes = new ArrayList<>();
        for (MessageReference reference : messages) {
            if (!state.admin().isPresent()
                    && !reference.author().equals(tools.ledger().account())) {
                throw new GroupActionException(Reason.NOT_ADMIN);
            }
            Optional<ChatMessage> known = tools.ledger()
                    .store()
                    .message(tools.ledger().account(), reference)
                    .filter(message -> message.conversation().equals(conversation));
            known.map(ChatMessage::hash).ifPresent(hashes::add);
        }
        return hashes;
    }

    private Message notice(GroupState state, List<MessageHash> hashes) {
        List<StorageHash> names = hashes.stream().map(DocumentStorage::name).collect(Collectors.toList());
        return state.admin().isPresent()
                ? tools.notices().of(new GroupControl.ContentDeletion(List.of(), names))
                : tools.notices().of(new GroupControl.OwnDeletion(names));
    }

    private CompletableFuture<Void> delete(GroupId group, List<MessageHash> hashes) {
        return tools.ways()
                .to(group)
                .map(mailbox -> Failures.told(delete(mailbox, hashes, tools.patience())))
                .orElseGet(() -> Failures.failed(new GroupActionException(Reason.REMOVED)));
    }

    /** Has the swarm delete messages, one request after the other. What it does not hold any longer is passed over. */
    static CompletableFuture<Void> delete(GroupMailbox mailbox, List<MessageHash> hashes, Patience patience) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (List<MessageHash> part : Reading.parts(hashes, Reading.HASHES_PER_REQUEST)) {
            all = all.thenCompose(before -> patience.await(mailbox.delete(part)).thenApply(answer -> null));
        }
        return all;
    }
}
