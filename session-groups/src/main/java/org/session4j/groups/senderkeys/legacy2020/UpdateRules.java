package org.session4j.groups.senderkeys.legacy2020;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.ClosedGroupUpdate;

/** What each type of update needs (groups: group updates). */
public final class UpdateRules {

    /** Of a name, in characters. */
    private static final int MAX_NAME = 64;

    private UpdateRules() {}

    /**
     * Checks that everything is there that the type needs, and of the right form.
     *
     * @throws GroupException {@link Reason#OVER_LIMIT} if there are more than 20 members, or the name has more than 64
     *     characters
     */
    public static void requireValid(ClosedGroupUpdate update) throws MalformedDataException, GroupException {
        ClosedGroupUpdate.Type type = update.type();
        if (type == null) {
            throw new MalformedDataException("closed group update: no type");
        }
        requireAccount("group", update.groupPublicKey());
        String name = update.name();
        boolean tooLong = name != null && name.codePointCount(0, name.length()) > MAX_NAME;
        if (tooLong || update.members().size() > SenderRatchets.MAX_MEMBERS || exceedsMembers(update)) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
        if (type == ClosedGroupUpdate.Type.NEW || type == ClosedGroupUpdate.Type.INFO) {
            boolean hasKey = type == ClosedGroupUpdate.Type.INFO || update.groupPrivateKey() != null;
            if (name == null || update.members().isEmpty() || update.admins().isEmpty() || !hasKey) {
                throw new MalformedDataException("closed group update: a part is missing");
            }
        }
        if (type == ClosedGroupUpdate.Type.SENDER_KEY && update.senderKeys().isEmpty()) {
            throw new MalformedDataException("closed group update: no sender key");
        }
        requireForms(update);
    }

    private static boolean exceedsMembers(ClosedGroupUpdate update) {
        return update.admins().size() > SenderRatchets.MAX_MEMBERS
                || update.senderKeys().size() > SenderRatchets.MAX_MEMBERS;
    }

    private static void requireForms(ClosedGroupUpdate update) throws MalformedDataException {
        Bytes privateKey = update.groupPrivateKey();
        if (privateKey != null && privateKey.length() != Crypto.KEY) {
            throw new MalformedDataException("group key: expected 32 bytes, got " + privateKey.length());
        }
        for (Bytes member : update.members()) {
            requireAccount("member", member);
        }
        for (Bytes admin : update.admins()) {
            requireAccount("admin", admin);
        }
        for (ClosedGroupUpdate.SenderKey key : update.senderKeys()) {
            requireAccount("owner", key.publicKey());
            ratchet(key).destroy();
        }
    }

    static boolean isOf(ClosedGroupUpdate update, SessionId groupId) {
        Bytes group = update.groupPublicKey();
        return group != null && group.equals(Bytes.of(groupId.toByteArray()));
    }

    static SessionId owner(ClosedGroupUpdate.SenderKey key) throws MalformedDataException {
        return accountOf("owner", key.publicKey());
    }

    static Ratchet ratchet(ClosedGroupUpdate.SenderKey key) throws MalformedDataException {
        Bytes chainKey = key.chainKey();
        Long keyIndex = key.keyIndex();
        if (chainKey == null || chainKey.length() != Crypto.KEY || keyIndex == null) {
            throw new MalformedDataException("sender key: expected a chain key of 32 bytes and an index");
        }
        return Ratchet.of(chainKey.toByteArray(), keyIndex);
    }

    static ClosedGroupUpdate ofGroup(
            SessionId groupId, ClosedGroupUpdate.Type type, ClosedGroupUpdate.SenderKey... keys) {
        Bytes group = Bytes.of(groupId.toByteArray());
        return new ClosedGroupUpdate(null, group, null, List.of(keys), List.of(), List.of(), type);
    }

    private static void requireAccount(String name, @Nullable Bytes bytes) throws MalformedDataException {
        SessionId ignored = accountOf(name, bytes);
    }

    private static SessionId accountOf(String name, @Nullable Bytes bytes) throws MalformedDataException {
        if (bytes == null) {
            throw new MalformedDataException(name + ": no id");
        }
        SessionId id = SessionId.decode(bytes.toByteArray());
        if (id.kind() != IdKind.STANDARD) {
            throw new MalformedDataException(name + ": expected an id of kind STANDARD, got " + id.kind());
        }
        return id;
    }
}
