package org.session4j.conformance.operation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** One client of a group as a scenario and a peer hold it: who it is, the keys it knows by now, and its documents. */
final class GroupClient {

    private final Ed25519KeyPair user;
    private final HeldConfigs.Held info;
    private final HeldConfigs.Held members;
    private @Nullable AdminKey admin;
    private GroupKeys keys;

    GroupClient(
            Ed25519KeyPair user,
            @Nullable AdminKey admin,
            GroupKeys keys,
            HeldConfigs.Held info,
            HeldConfigs.Held members,
            Crypto crypto)
            throws MalformedDataException {
        this.user = user;
        this.info = info;
        this.members = members;
        this.keys = keys;
        if (admin != null) {
            becomeAdmin(admin, crypto);
        }
        useKeys(false);
    }

    Ed25519KeyPair user() {
        return user;
    }

    GroupId group() {
        return keys.group();
    }

    GroupKeys keys() {
        return keys;
    }

    /** Of those whom the document lists. */
    List<SessionId> memberIds() {
        return GroupMembers.of(members.document).all().stream()
                .map(GroupMember::id)
                .toList();
    }

    boolean isAdmin() {
        return admin != null;
    }

    AdminKey requireAdmin() throws GroupException {
        if (admin == null) {
            throw new GroupException(Reason.NOT_ADMIN);
        }
        return admin;
    }

    /** The documents can be edited from now on. */
    void becomeAdmin(AdminKey key, Crypto crypto) throws MalformedDataException {
        admin = key;
        ConfigAuthor author = ConfigAuthor.groupAdmin(key.keyPair(), crypto);
        for (HeldConfigs.Held held : List.of(info, members)) {
            if (!held.document.canEdit()) {
                held.document = ConfigDocument.load(held.document.type(), author, held.document.dump());
            }
        }
    }

    /**
     * Goes on with other keys.
     *
     * @param isRekey whether documents are to be pushed again if the key that encrypts is another than before
     */
    void go(GroupKeys next, boolean isRekey) {
        keys = next;
        useKeys(isRekey);
    }

    private void useKeys(boolean isRekey) {
        List<byte[]> secrets = new ArrayList<>();
        keys.secrets().forEach(secret -> secrets.add(secret.exposeSecretBytes()));
        for (HeldConfigs.Held held : List.of(info, members)) {
            boolean isNew = held.keyBytes.isEmpty()
                    || secrets.isEmpty()
                    || !Bytes.of(held.keyBytes.get(0)).equals(Bytes.of(secrets.get(0)));
            held.setKeys(secrets);
            if (isRekey && isNew) {
                held.document = held.document.markChanged();
            }
        }
    }
}
