package org.session4j.groups.v2;

import java.time.Duration;
import java.util.List;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.message.GroupUpdateMessage;

/**
 * What members of a group tell each other about the group (groups: control messages). What is signed by the group are
 * notices all the same: the signatures cover neither names nor lists of members, so the truth is in the documents of the
 * group. {@link GroupControlCodec} writes, signs and checks them.
 */
public sealed interface GroupControl {

    /** Goes to everyone in the group, signed by the group. */
    sealed interface ByAdmin extends GroupControl
            permits NameChange, PictureChange, TimerChange, MemberChange, ContentDeletion {}

    /** Goes to everyone in the group, in the name of its author only. */
    sealed interface ByMember extends GroupControl permits OwnDeletion, Departure, DepartureNotice, InviteAnswer {}

    /** Goes to one user, as a direct message. */
    sealed interface Direct extends GroupControl permits Invite, Promotion {}

    record NameChange(String name) implements ByAdmin {

        /** Names the class only. */
        @Override
        public String toString() {
            return "NameChange";
        }
    }

    record PictureChange() implements ByAdmin {}

    /**
     * Another disappearing timer.
     *
     * @param timer in whole seconds, zero for off
     */
    record TimerChange(Duration timer) implements ByAdmin {}

    /**
     * Members came, went or became admins.
     *
     * @param historyShared whether the new ones can read what was written before
     */
    record MemberChange(GroupUpdateMessage.MemberChange.Type type, List<SessionId> members, boolean historyShared)
            implements ByAdmin {

        public MemberChange {
            members = List.copyOf(members);
        }

        /** Shows the type only. */
        @Override
        public String toString() {
            return "MemberChange[" + type + "]";
        }
    }

    /**
     * An admin deletes messages.
     *
     * @param authors of whom everything goes
     * @param messages that go, whoever wrote them
     */
    record ContentDeletion(List<SessionId> authors, List<StorageHash> messages) implements ByAdmin {

        public ContentDeletion {
            authors = List.copyOf(authors);
            messages = List.copyOf(messages);
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "ContentDeletion";
        }
    }

    /**
     * A member deletes messages of its own; of the ones that are named, those of others stay.
     *
     * @param messages at least one
     */
    record OwnDeletion(List<StorageHash> messages) implements ByMember {

        public OwnDeletion {
            messages = List.copyOf(messages);
        }
    }

    /** Its author leaves; an admin is to remove it. */
    record Departure() implements ByMember {}

    /** Its author has left, to be shown to everyone. */
    record DepartureNotice() implements ByMember {}

    /** Its author answers the invitation. */
    record InviteAnswer(boolean accepted) implements ByMember {}

    /**
     * Invites a user.
     *
     * @param auth what the invited member acts with in the swarm of the group
     */
    record Invite(GroupId group, String name, SubaccountAuth auth) implements Direct {

        /** Names the class only. */
        @Override
        public String toString() {
            return "Invite";
        }
    }

    /** Makes a user an admin. */
    record Promotion(AdminKey admin, String name) implements Direct {

        /** Names the class only. */
        @Override
        public String toString() {
            return "Promotion";
        }
    }
}
