package org.session4j.client.internal.groups;

import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.internal.sync.Documents;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.config.documents.GroupAccess;
import org.session4j.protocol.config.documents.JoinedGroup;

/** Whether this account may do something in a group now, and why not (groups: errors the API must tell apart). */
public final class GroupGate {

    private GroupGate() {}

    /**
     * The state of a group in which this account may write.
     *
     * @throws GroupActionException if it may not, or nothing can be written yet
     */
    public static GroupState requireWritable(GroupId id, Documents documents, Groups groups) {
        JoinedGroup joined = requireKnown(id, documents);
        if (joined.access() == GroupAccess.KICKED) {
            throw new GroupActionException(Reason.REMOVED);
        }
        if (joined.access() == GroupAccess.DESTROYED) {
            throw new GroupActionException(Reason.DESTROYED);
        }
        if (joined.isInvited()) {
            throw new GroupActionException(Reason.NOT_ACCEPTED);
        }
        return groups.find(id)
                .filter(state -> state.keys().encryptionKey().isPresent())
                .orElseThrow(() -> new GroupActionException(Reason.NO_KEY));
    }

    /**
     * The state of a group of which this account is an admin.
     *
     * @throws GroupActionException if it is none, or nothing can be written yet
     */
    public static GroupState requireAdmin(GroupId id, Documents documents, Groups groups) {
        GroupState state = requireWritable(id, documents, groups);
        if (!state.admin().isPresent()) {
            throw new GroupActionException(Reason.NOT_ADMIN);
        }
        return state;
    }

    private static JoinedGroup requireKnown(GroupId id, Documents documents) {
        return documents
                .groups()
                .findGroup(id.sessionId())
                .orElseThrow(() -> new GroupActionException(Reason.UNKNOWN_GROUP));
    }
}
