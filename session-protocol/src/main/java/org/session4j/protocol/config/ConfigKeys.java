package org.session4j.protocol.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;

/** What stored documents are encrypted with (config: encryption): the seed of an account, or the keys of a group. */
public final class ConfigKeys {

    private final List<SecretBytes> keys;
    private final @Nullable Ed25519KeyPair account;

    private ConfigKeys(List<SecretBytes> keys, @Nullable Ed25519KeyPair account) {
        this.keys = keys;
        this.account = account;
    }

    /**
     * For the documents of an account.
     *
     * @param account its keys; not to be destroyed before these are let go
     */
    public static ConfigKeys ofAccount(Ed25519KeyPair account) {
        return new ConfigKeys(List.of(account.seed()), account);
    }

    /**
     * For the documents of a group.
     *
     * @param keys of the group, of 32 bytes each: the first encrypts, any of them opens. None at all if the group's keys
     *     are not known yet; then nothing can be pushed and nothing is understood
     */
    public static ConfigKeys ofGroup(List<SecretBytes> keys) {
        for (SecretBytes key : keys) {
            if (key.length() != Crypto.KEY) {
                throw new IllegalArgumentException("keys: expected 32 bytes, got " + key.length());
            }
        }
        return new ConfigKeys(List.copyOf(keys), null);
    }

    /** All that open, the one that encrypts first. */
    List<SecretBytes> keys() {
        return keys;
    }

    boolean isOfGroup() {
        return account == null;
    }

    /** For the wrap, which only the documents of an account have. */
    Ed25519KeyPair account() {
        return Objects.requireNonNull(account, "account");
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ConfigKeys";
    }
}
