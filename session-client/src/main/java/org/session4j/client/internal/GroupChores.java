package org.session4j.client.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.v2.GroupId;

/** Looks after the groups of the account, each by itself. Safe for use by many threads. */
final class GroupChores implements AutoCloseable {

    private final ChoreTools tools;
    private final Map<GroupId, GroupChore> chores = new ConcurrentHashMap<>();

    private GroupChores(ChoreTools tools) {
        this.tools = tools;
    }

    static GroupChores of(ChoreTools tools) {
        return new GroupChores(tools);
    }

    /** The most urgent first. */
    private List<GroupDuty> duties(GroupId group) {
        return List.of(
                new GroupDestruction(group, tools),
                new EpochDuty(group, tools.ledger(), tools.clock()),
                new GroupPush(group, tools),
                new GroupRemoval(group, tools),
                new GroupKeyConflict(group, tools.ledger()),
                new MemberLetters(group, tools));
    }

    /** What one member of the swarm of a group had is kept; to be called after each poll of it. */
    void polled(GroupId group) {
        chore(group).polled();
    }

    /** Something has changed in a group. */
    void wake() {
        for (GroupState state : tools.ledger().groups().all()) {
            chore(state.id()).wake();
        }
    }

    /** See {@link GroupChore#settled}. */
    CompletableFuture<Void> settled(GroupId group) {
        return chore(group).settled();
    }

    private GroupChore chore(GroupId group) {
        return chores.computeIfAbsent(group, id -> new GroupChore(id, duties(id), tools));
    }

    @Override
    public void close() {
        chores.values().forEach(GroupChore::close);
    }
}
