package org.session4j.groups.legacy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.message.ClosedGroupControlMessage;
import org.session4j.protocol.message.ClosedGroupControlMessage.KeyPairWrapper;

/** A control message of a legacy closed group, with all that its type needs (groups: control message). */
public sealed interface LegacyUpdate {

    /**
     * A group that one is a member of; comes one-to-one from its admin.
     *
     * @param expirationTimer of its messages; zero if they stay
     */
    record Created(
            SessionId groupId,
            String name,
            X25519KeyPair keyPair,
            Set<SessionId> members,
            Set<SessionId> admins,
            Duration expirationTimer)
            implements LegacyUpdate {

        public Created {
            members = Set.copyOf(members);
            admins = Set.copyOf(admins);
        }

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Created[" + members.size() + " members]";
        }
    }

    /**
     * A new key pair, wrapped for each member.
     *
     * @param groupId if it came one-to-one
     */
    record NewKeyPair(@Nullable SessionId groupId, List<Wrapper> wrappers) implements LegacyUpdate {

        public NewKeyPair {
            wrappers = List.copyOf(wrappers);
        }

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "NewKeyPair";
        }
    }

    /** The key pair for one member, to be opened by {@link LegacyCipher#openKeyPair}. */
    record Wrapper(SessionId recipient, Bytes encryptedKeyPair) {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Wrapper";
        }
    }

    record Renamed(String name) implements LegacyUpdate {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Renamed";
        }
    }

    record MembersAdded(Set<SessionId> members) implements LegacyUpdate {

        public MembersAdded {
            members = Set.copyOf(members);
        }

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "MembersAdded[" + members.size() + "]";
        }
    }

    record MembersRemoved(Set<SessionId> members) implements LegacyUpdate {

        public MembersRemoved {
            members = Set.copyOf(members);
        }

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "MembersRemoved[" + members.size() + "]";
        }
    }

    /** The sender has left. */
    record MemberLeft() implements LegacyUpdate {}

    /** A request for a key pair, which no app answered any more. */
    record KeyPairRequested() implements LegacyUpdate {}

    /**
     * Reads a control message.
     *
     * @throws MalformedDataException if it lacks what its type needs, or an id or key is none
     */
    static LegacyUpdate of(ClosedGroupControlMessage message, Crypto crypto) throws MalformedDataException {
        return switch (message.type()) {
            case NEW -> created(message, crypto);
            case ENCRYPTION_KEY_PAIR -> newKeyPair(message);
            case NAME_CHANGE -> new Renamed(required("name", message.name()));
            case MEMBERS_ADDED -> new MembersAdded(accounts("members", message.members()));
            case MEMBERS_REMOVED -> new MembersRemoved(accounts("members", message.members()));
            case MEMBER_LEFT -> new MemberLeft();
            case ENCRYPTION_KEY_PAIR_REQUEST -> new KeyPairRequested();
        };
    }

    private static Created created(ClosedGroupControlMessage message, Crypto crypto) throws MalformedDataException {
        Long timer = message.expirationTimer();
        return new Created(
                account("group", required("group", message.publicKey())),
                required("name", message.name()),
                LegacyCipher.checked(required("key pair", message.encryptionKeyPair()), crypto),
                accounts("members", message.members()),
                accounts("admins", message.admins()),
                Duration.ofSeconds(timer == null ? 0 : timer));
    }

    private static NewKeyPair newKeyPair(ClosedGroupControlMessage message) throws MalformedDataException {
        if (message.wrappers().isEmpty()) {
            throw new MalformedDataException("control message: no wrappers");
        }
        List<Wrapper> wrappers = new ArrayList<>();
        for (KeyPairWrapper wrapper : message.wrappers()) {
            wrappers.add(new Wrapper(account("recipient", wrapper.publicKey()), wrapper.encryptedKeyPair()));
        }
        Bytes group = message.publicKey();
        return new NewKeyPair(group == null ? null : account("group", group), wrappers);
    }

    private static <T> T required(String name, @Nullable T value) throws MalformedDataException {
        if (value == null) {
            throw new MalformedDataException("control message: no " + name);
        }
        return value;
    }

    private static Set<SessionId> accounts(String name, List<Bytes> ids) throws MalformedDataException {
        if (ids.isEmpty()) {
            throw new MalformedDataException("control message: no " + name);
        }
        Set<SessionId> accounts = new LinkedHashSet<>();
        for (Bytes id : ids) {
            accounts.add(account(name, id));
        }
        return accounts;
    }

    private static SessionId account(String name, Bytes id) throws MalformedDataException {
        SessionId account = SessionId.decode(id.toByteArray());
        if (account.kind() != IdKind.STANDARD) {
            throw new MalformedDataException(name + ": expected an id of kind STANDARD, got " + account.kind());
        }
        return account;
    }
}
