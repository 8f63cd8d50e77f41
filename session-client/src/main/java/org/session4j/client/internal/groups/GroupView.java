package org.session4j.client.internal.groups;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.session4j.client.GroupKind;
import org.session4j.client.GroupPerson;
import org.session4j.client.GroupRole;
import org.session4j.client.GroupStatus;
import org.session4j.client.internal.sync.Documents;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupAccess;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.JoinedLegacyGroup;
import org.session4j.protocol.config.documents.MemberStatus;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.message.Expiration;

/**
 * A group as its owner sees it, put together from the account's document of groups and the documents of the group.
 *
 * @param members by id
 */
public record GroupView(
        SessionId id,
        GroupKind kind,
        GroupStatus status,
        GroupRole role,
        String name,
        String description,
        Optional<ProfilePicture> picture,
        Expiration timer,
        List<GroupPerson> members) {

    public GroupView {
        members = List.copyOf(members);
    }

    /** Every group of the account, by name. */
    public static List<SessionId> ids(Documents documents) {
        List<Named> all = new ArrayList<>();
        documents.groups().groups().forEach(group -> all.add(new Named(group.name(), group.id())));
        documents.groups().legacyGroups().forEach(group -> all.add(new Named(group.name(), group.id())));
        all.sort(Comparator.comparing(Named::name)
                .thenComparing(named -> named.id().toString()));
        return all.stream().map(Named::id).collect(Collectors.toList());
    }

    private record Named(String name, SessionId id) {}

    /** Empty if the account has nothing to do with it. */
    public static Optional<GroupView> of(SessionId id, Documents documents, Groups groups) {
        if (id.kind() == IdKind.GROUP) {
            return documents.groups().findGroup(id).map(joined -> of(joined, groups.find(GroupId.of(id))));
        }
        return documents.groups().findLegacyGroup(id).map(GroupView::of);
    }

    private static GroupView of(JoinedGroup joined, Optional<GroupState> state) {
        String name = state.map(known -> known.info().name()).orElse("");
        return new GroupView(
                joined.id(),
                state.isPresent() && state.get().hasSenderKeys() ? GroupKind.SENDER_KEYS : GroupKind.GROUP_V2,
                status(joined, state),
                joined.isAdmin() ? GroupRole.ADMIN : GroupRole.MEMBER,
                name.isEmpty() ? joined.name() : name,
                state.map(known -> known.info().description()).orElse(""),
                state.flatMap(known -> known.info().picture()),
                timer(state.flatMap(known -> known.info().timer())),
                state.map(known -> people(known.members())).orElse(List.of()));
    }

    private static GroupStatus status(JoinedGroup joined, Optional<GroupState> state) {
        if (joined.access() != GroupAccess.OPEN) {
            return joined.access() == GroupAccess.KICKED ? GroupStatus.REMOVED : GroupStatus.DESTROYED;
        }
        if (joined.isInvited()) {
            return GroupStatus.INVITED;
        }
        if (state.isPresent() && state.get().keys().encryptionKey().isPresent()) {
            return GroupStatus.JOINED;
        }
        return state.isPresent() && state.get().isDeserted() ? GroupStatus.EXPIRED : GroupStatus.JOINING;
    }

    /** In groups the clock always starts with sending (messages: disappearing messages). */
    private static Expiration timer(Optional<Duration> timer) {
        return timer.map(Expiration::afterSend).orElse(Expiration.OFF);
    }

    private static List<GroupPerson> people(GroupMembers members) {
        List<GroupPerson> people = new ArrayList<>();
        for (GroupMember member : members.all()) {
            people.add(new GroupPerson(
                    member.id(),
                    member.name(),
                    member.picture().orElse(null),
                    member.isAdmin() ? GroupRole.ADMIN : GroupRole.MEMBER,
                    members.status(member)));
        }
        return people;
    }

    private static GroupView of(JoinedLegacyGroup group) {
        List<GroupPerson> people = new ArrayList<>();
        group.members()
                .forEach(member ->
                        people.add(new GroupPerson(member, "", null, GroupRole.MEMBER, MemberStatus.INVITE_ACCEPTED)));
        group.admins()
                .forEach(admin ->
                        people.add(new GroupPerson(admin, "", null, GroupRole.ADMIN, MemberStatus.PROMOTION_ACCEPTED)));
        people.sort(Comparator.comparing(person -> person.id().toString()));
        return new GroupView(
                group.id(),
                GroupKind.LEGACY,
                GroupStatus.CLOSED,
                GroupRole.MEMBER,
                group.name(),
                "",
                Optional.empty(),
                Expiration.OFF,
                people);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "GroupView";
    }
}
