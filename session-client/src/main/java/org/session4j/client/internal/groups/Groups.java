package org.session4j.client.internal.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.session4j.client.store.StoreChange;
import org.session4j.groups.v2.GroupId;

/** The groups that this device looks after. Immutable. */
public final class Groups {

    private static final Groups NONE = new Groups(new TreeMap<>());

    private final TreeMap<GroupId, GroupState> groups;

    private Groups(TreeMap<GroupId, GroupState> groups) {
        this.groups = groups;
    }

    public static Groups none() {
        return NONE;
    }

    /** Ordered by id. */
    public Collection<GroupState> all() {
        return List.copyOf(groups.values());
    }

    public Optional<GroupState> find(GroupId id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** With this state in place of the one of the same group. */
    public Groups with(GroupState state) {
        TreeMap<GroupId, GroupState> changed = new TreeMap<>(groups);
        changed.put(state.id(), state);
        return new Groups(changed);
    }

    public Groups without(GroupId id) {
        TreeMap<GroupId, GroupState> changed = new TreeMap<>(groups);
        changed.remove(id);
        return new Groups(changed);
    }

    /** What has to be kept, or forgotten, that was not before. */
    public List<StoreChange> changesSince(Groups before) {
        if (this == before) {
            return List.of();
        }
        List<StoreChange> changes = new ArrayList<>();
        for (Map.Entry<GroupId, GroupState> entry : before.groups.entrySet()) {
            if (!groups.containsKey(entry.getKey())) {
                changes.add(new StoreChange.RemoveGroup(entry.getKey().sessionId()));
            }
        }
        for (GroupState state : groups.values()) {
            changes.addAll(state.changesSince(before.groups.get(state.id())));
        }
        return changes;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "Groups";
    }
}
