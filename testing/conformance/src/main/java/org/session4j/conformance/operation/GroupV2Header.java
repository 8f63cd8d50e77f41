package org.session4j.conformance.operation;

import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;

/** The group that a {@code groups-v2-*} file is about: {@code group} with its seed and all that follows from it. */
final class GroupV2Header {

    private GroupV2Header() {}

    static AdminKey admin(Call call) throws MalformedDataException {
        Inputs group = call.in().object("group");
        AdminKey admin = adminOfSeed(group.bytes("seed"), call.crypto());
        GroupId id = admin.groupId();
        requireSame(group, "ed25519_public_key", id.publicKey().toString());
        requireSame(group, "group_id", id.toString());
        requireSame(group, "x25519_public_key", id.toX25519(call.crypto()).toString());
        return admin;
    }

    static AdminKey adminOfSeed(byte[] seed, Crypto crypto) {
        return AdminKey.ofSeed(seed, crypto);
    }

    private static void requireSame(Inputs group, String name, String value) {
        if (!group.text(name).equals(value)) {
            throw new NotRunnableException("group: " + name + " does not belong to its seed");
        }
    }
}
