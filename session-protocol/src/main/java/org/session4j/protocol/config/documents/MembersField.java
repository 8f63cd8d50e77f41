package org.session4j.protocol.config.documents;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.config.ConfigScalar;
import org.session4j.protocol.config.ConfigSet;
import org.session4j.protocol.config.ConfigString;

/** Two sets of ids, of whom nobody is in both: who is, through a merge, is no admin (config: UserGroups). */
final class MembersField implements Field {

    private final Bytes membersKey;
    private final Bytes adminsKey;

    private MembersField(String membersKey, String adminsKey) {
        this.membersKey = Bytes.utf8(membersKey);
        this.adminsKey = Bytes.utf8(adminsKey);
    }

    static MembersField of(String membersKey, String adminsKey) {
        return new MembersField(membersKey, adminsKey);
    }

    /** Without admins. */
    SortedSet<SessionId> members(ConfigDict from) {
        return Collections.unmodifiableSortedSet(ids(from, membersKey));
    }

    SortedSet<SessionId> admins(ConfigDict from) {
        SortedSet<SessionId> admins = ids(from, adminsKey);
        admins.removeAll(ids(from, membersKey));
        return Collections.unmodifiableSortedSet(admins);
    }

    private static SortedSet<SessionId> ids(ConfigDict from, Bytes key) {
        TreeSet<SessionId> ids = new TreeSet<>();
        for (ConfigScalar scalar : from.set(key).values()) {
            if (scalar instanceof ConfigString string) {
                IdDict.id(string.value())
                        .filter(id -> id.kind() == IdKind.STANDARD)
                        .ifPresent(ids::add);
            }
        }
        return ids;
    }

    /** Takes an id out of both sets and puts it into one of them, or into none. */
    void move(ConfigDict from, ConfigEditor to, SessionId id, boolean intoMembers, boolean intoAdmins) {
        SortedSet<SessionId> members = ids(from, membersKey);
        TreeSet<SessionId> admins = new TreeSet<>(admins(from));
        members.remove(id);
        admins.remove(id);
        if (intoMembers) {
            members.add(id);
        }
        if (intoAdmins) {
            admins.add(id);
        }
        write(to, members, admins);
    }

    private void write(ConfigEditor to, Collection<SessionId> members, Collection<SessionId> admins) {
        write(to, membersKey, members);
        write(to, adminsKey, admins);
    }

    private static void write(ConfigEditor to, Bytes key, Collection<SessionId> ids) {
        if (ids.isEmpty()) {
            to.erase(key);
        } else {
            to.set(
                    key,
                    ConfigSet.of(ids.stream()
                            .map(id -> new ConfigString(IdDict.binary(id)))
                            .collect(Collectors.toList())));
        }
    }

    @Override
    public void copy(ConfigDict from, ConfigEditor to) {
        write(to, members(from), admins(from));
    }
}
