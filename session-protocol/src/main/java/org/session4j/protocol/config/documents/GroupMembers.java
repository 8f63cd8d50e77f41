package org.session4j.protocol.config.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/**
 * The members of a group, whom its admins write (config: group Members). Immutable.
 *
 * <p>Whether an invitation or a promotion is being sent is known on the device only that does it: it is taken to be so from
 * when a member is written whose one was not sent, until the member is written as something else, and kept in
 * {@link ConfigDocument#extra()}.
 */
public final class GroupMembers {

    private static final IdDict MEMBERS = IdDict.of("m", IdKind.STANDARD);
    private static final Bytes SENDING = Bytes.utf8("pending_send_ids");

    private final ConfigDocument document;

    private GroupMembers(ConfigDocument document) {
        this.document = document;
    }

    public static GroupMembers of(ConfigDocument document) {
        return new GroupMembers(Documents.require(document, ConfigType.GROUP_MEMBERS));
    }

    public ConfigDocument document() {
        return document;
    }

    /** Ordered by id. */
    public List<GroupMember> all() {
        List<GroupMember> members = new ArrayList<>();
        MEMBERS.forEach(document.data(), (id, values) -> members.add(GroupMember.read(id, values)));
        return List.copyOf(members);
    }

    public Optional<GroupMember> find(SessionId id) {
        return MEMBERS.find(document.data(), id).map(values -> GroupMember.read(id, values));
    }

    /** With a member, new or in place of what is said about the same person. */
    public GroupMembers with(GroupMember member) {
        ConfigDocument edited = document.edit(data -> member.writeTo(MEMBERS.enter(data, member.id())));
        return new GroupMembers(edited).sending(member.id(), member.isUnsent());
    }

    /** Without a member; no change if there is none. */
    public GroupMembers without(SessionId id) {
        return new GroupMembers(document.edit(data -> MEMBERS.erase(data, id))).sending(id, false);
    }

    /** What to show of a member. */
    public MemberStatus status(GroupMember member) {
        return member.status(sending().contains(member.id()));
    }

    private SortedSet<SessionId> sending() {
        TreeSet<SessionId> ids = new TreeSet<>();
        if (document.extra().get(SENDING).orElse(BtList.empty()) instanceof BtList list) {
            for (BtValue value : list.values()) {
                if (value instanceof BtString string) {
                    parse(string.value()).ifPresent(ids::add);
                }
            }
        }
        return ids;
    }

    private static Optional<SessionId> parse(Bytes hex) {
        try {
            return Optional.of(SessionId.parse(TextField.text(hex)));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private GroupMembers sending(SessionId id, boolean sending) {
        SortedSet<SessionId> ids = sending();
        boolean changed = sending ? ids.add(id) : ids.remove(id);
        if (!changed) {
            return this;
        }
        TreeMap<Bytes, BtValue> extra = new TreeMap<>(document.extra().entries());
        if (ids.isEmpty()) {
            extra.remove(SENDING);
        } else {
            extra.put(
                    SENDING,
                    new BtList(ids.stream()
                            .map(one -> (BtValue) BtString.utf8(one.toString()))
                            .collect(Collectors.toList())));
        }
        return new GroupMembers(document.withExtra(BtDict.of(extra)));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "GroupMembers";
    }
}
