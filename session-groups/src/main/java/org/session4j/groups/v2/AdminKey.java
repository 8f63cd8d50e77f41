package org.session4j.groups.v2;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;

/**
 * The secret of a group, which makes an admin: the seed of its Ed25519 key (groups: ids, keys, namespaces). It cannot be
 * taken back: who has it is an admin for as long as the group exists.
 *
 * <p>Thread-safe. After {@link #destroy()} whatever needs the secret throws {@link IllegalStateException}.
 */
public final class AdminKey implements Destroyable {

    private final Crypto crypto;
    private final Ed25519KeyPair keyPair;
    private final GroupId groupId;

    private AdminKey(Ed25519KeyPair keyPair, Crypto crypto) {
        this.crypto = crypto;
        this.keyPair = keyPair;
        this.groupId = GroupId.of(keyPair.publicKey());
    }

    /** The key of a new group; draws 32 bytes. */
    public static AdminKey generate(SecureRandom random, Crypto crypto) {
        return new AdminKey(Ed25519KeyPair.generate(random, crypto), crypto);
    }

    /**
     * The key of a seed, as a promotion brings it.
     *
     * @param seed 32 bytes
     */
    public static AdminKey ofSeed(byte[] seed, Crypto crypto) {
        return new AdminKey(Ed25519KeyPair.ofSeed(seed, crypto), crypto);
    }

    /**
     * The key of a seed that claims to be that of a group.
     *
     * @param seed 32 bytes
     * @throws GroupException {@link Reason#NOT_ADMIN} if it is the seed of another group
     */
    public static AdminKey ofSeed(byte[] seed, GroupId group, Crypto crypto) throws GroupException {
        AdminKey key = ofSeed(seed, crypto);
        if (!key.groupId.equals(group)) {
            key.destroy();
            throw new GroupException(Reason.NOT_ADMIN);
        }
        return key;
    }

    public GroupId groupId() {
        return groupId;
    }

    /** 32 bytes. */
    public SecretBytes seed() {
        return keyPair.seed();
    }

    /** For signatures; wiped with this key. */
    public Ed25519KeyPair keyPair() {
        return keyPair;
    }

    /** The group's signature, 64 bytes. */
    public byte[] sign(byte[] message) {
        return keyPair.sign(message);
    }

    Crypto crypto() {
        return crypto;
    }

    /** A fresh key pair for key agreement, which the caller destroys. */
    X25519KeyPair toX25519() {
        return keyPair.toX25519();
    }

    /** BLAKE2b of the seed under a label. */
    byte[] derive(int size, byte[] label) {
        byte[] seed = keyPair.seed().exposeSecretBytes();
        try {
            return crypto.blake2b(size, label, null, seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    @Override
    public void destroy() {
        keyPair.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return keyPair.isDestroyed();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "AdminKey";
    }
}
