package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.session4j.client.internal.ClientEngine;
import org.session4j.protocol.SessionId;

/**
 * The groups of an account.
 *
 * <pre>{@code
 * Group group = client.groups().create(NewGroup.named("Hikers").withMembers(List.of(bob, carol)));
 * group.send("who comes on Sunday?");
 * }</pre>
 *
 * <p>What is done here is known to all devices of the account. Safe for use by many threads.
 */
public final class SessionGroups {

    private final ClientEngine engine;
    private final AsyncSessionGroups async;

    SessionGroups(ClientEngine engine, AsyncSessionGroups async) {
        this.engine = engine;
        this.async = async;
    }

    /** The methods that wait, returning futures. */
    public AsyncSessionGroups async() {
        return async;
    }

    /**
     * Makes a group with this account as its admin, and waits until its swarm holds it. The invitations follow; what becomes
     * of each is told by {@link GroupMembersChanged}.
     *
     * @throws GroupActionException if it would have more than 100 members
     * @throws IllegalArgumentException if the name is empty, or name or description are too long
     * @throws SessionNetworkException if its swarm cannot be reached; nothing was made then
     */
    @CanIgnoreReturnValue
    public Group create(NewGroup group) {
        return group(engine.await(engine.groups().create(group)));
    }

    /** Every group that the account is in, is invited to or was removed from, of all kinds, by name. */
    public List<Group> all() {
        return engine.groups().ids().stream().map(this::group).collect(Collectors.toList());
    }

    /** The groups that the account is invited to and has not answered. */
    public List<Group> invitations() {
        return all().stream()
                .filter(group -> group.status() == GroupStatus.INVITED)
                .collect(Collectors.toList());
    }

    /** The group of this id, if the account has anything to do with it. */
    public Optional<Group> find(SessionId id) {
        return engine.groups().ids().contains(id) ? Optional.of(group(id)) : Optional.empty();
    }

    /**
     * The group in which a conversation is held.
     *
     * @throws GroupActionException if the account has nothing to do with it
     */
    public Group of(Conversation.Group conversation) {
        return find(conversation.id())
                .orElseThrow(() -> new GroupActionException(GroupActionException.Reason.UNKNOWN_GROUP));
    }

    private Group group(SessionId id) {
        return new Group(engine, id, async.group(id));
    }
}
