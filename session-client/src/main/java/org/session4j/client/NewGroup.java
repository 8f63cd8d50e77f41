package org.session4j.client;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;

/**
 * A group that is to be made. Immutable.
 *
 * <pre>{@code
 * Group group = client.groups().create(NewGroup.named("Hikers").withMembers(List.of(bob, carol)));
 * }</pre>
 *
 * @param name 1 to 100 bytes of UTF-8
 * @param members who is invited, without oneself; at most 99
 * @param description at most 600 bytes of UTF-8; may be empty
 * @param timer after what time messages disappear
 * @param kind {@link GroupKind#GROUP_V2} or {@link GroupKind#SENDER_KEYS}
 */
public record NewGroup(String name, Set<SessionId> members, String description, Expiration timer, GroupKind kind) {

    public NewGroup {
        members = Collections.unmodifiableSet(new LinkedHashSet<>(members));
        if (kind == GroupKind.LEGACY) {
            throw new IllegalArgumentException("kind: expected one that can be written, got " + kind);
        }
    }

    /** One that every app can read. */
    public static NewGroup named(String name) {
        return new NewGroup(name, Set.of(), "", Expiration.OFF, GroupKind.GROUP_V2);
    }

    public NewGroup withMembers(Collection<SessionId> invited) {
        return new NewGroup(name, new LinkedHashSet<>(invited), description, timer, kind);
    }

    public NewGroup withDescription(String text) {
        return new NewGroup(name, members, text, timer, kind);
    }

    public NewGroup withTimer(Expiration expiration) {
        return new NewGroup(name, members, description, expiration, kind);
    }

    /** With forward secrecy, for members who use this library: see {@link GroupKind#SENDER_KEYS}. */
    public NewGroup withSenderKeys() {
        return new NewGroup(name, members, description, timer, GroupKind.SENDER_KEYS);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "NewGroup";
    }
}
