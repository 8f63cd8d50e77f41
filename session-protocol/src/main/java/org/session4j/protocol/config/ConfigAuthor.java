package org.session4j.protocol.config;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * Who works on a document, and so whether its messages are signed (config: message). The documents of an account are not;
 * those of a group are signed with the key of the group, which admins have and members verify by.
 */
public final class ConfigAuthor {

    private final Crypto crypto;
    private final @Nullable Ed25519PublicKey groupKey;
    private final @Nullable Ed25519KeyPair groupKeys;

    private ConfigAuthor(Crypto crypto, @Nullable Ed25519PublicKey groupKey, @Nullable Ed25519KeyPair groupKeys) {
        this.crypto = crypto;
        this.groupKey = groupKey;
        this.groupKeys = groupKeys;
    }

    /** A device of the account whose document it is: nothing is signed, everything is written. */
    public static ConfigAuthor account(Crypto crypto) {
        return new ConfigAuthor(crypto, null, null);
    }

    /**
     * An admin of the group, who verifies and signs.
     *
     * @param group of the group; not to be destroyed before the document is let go
     */
    public static ConfigAuthor groupAdmin(Ed25519KeyPair group, Crypto crypto) {
        return new ConfigAuthor(crypto, group.publicKey(), group);
    }

    /** A member of the group, who verifies and writes nothing. */
    public static ConfigAuthor groupMember(Ed25519PublicKey group, Crypto crypto) {
        return new ConfigAuthor(crypto, group, null);
    }

    /** Whether messages have to be signed. */
    public boolean signs() {
        return groupKey != null;
    }

    /** Whether this one may write. */
    public boolean canWrite() {
        return groupKey == null || groupKeys != null;
    }

    Crypto crypto() {
        return crypto;
    }

    /** The signature of the bytes, or null if none is due or none can be made. */
    @Nullable
    Bytes sign(byte[] message) {
        return groupKeys == null ? null : Bytes.of(groupKeys.sign(message));
    }

    boolean verifies(Bytes signature, Bytes message) {
        return groupKey != null
                && crypto.ed25519Verify(signature.toByteArray(), message.toByteArray(), groupKey.toByteArray());
    }

    Bytes hash(Bytes message) {
        return Bytes.of(crypto.blake2b(ConfigVersion.HASH_LENGTH, null, null, message.toByteArray()));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ConfigAuthor";
    }
}
