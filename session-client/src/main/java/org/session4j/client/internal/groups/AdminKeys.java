package org.session4j.client.internal.groups;

import java.util.Arrays;
import java.util.Optional;
import org.session4j.groups.v2.AdminKey;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/** The keys of groups of which this account is an admin, as its document of groups holds them. */
public final class AdminKeys {

    private AdminKeys() {}

    public static Optional<AdminKey> of(JoinedGroup group, Crypto crypto) {
        return group.adminSeed().map(seed -> ofSeed(seed, crypto));
    }

    private static AdminKey ofSeed(SecretBytes seed, Crypto crypto) {
        byte[] bytes = seed.exposeSecretBytes();
        try {
            return AdminKey.ofSeed(bytes, crypto);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            seed.destroy();
        }
    }
}
