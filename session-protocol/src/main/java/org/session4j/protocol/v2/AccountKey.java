package org.session4j.protocol.v2;

import java.util.Optional;
import java.util.OptionalLong;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * A key of an account for messages to it, with its times in whole seconds since 1970, as devices share it (messages:
 * account keys; payload). Current as long as it has no time of replacement.
 *
 * <p>Immutable but for {@link #destroy()}, which wipes it for every value that holds it. Thread-safe.
 */
public final class AccountKey implements Destroyable {

    private final SecretBytes seed;
    private final HybridKeyPair keyPair;
    private final long createdAtSeconds;
    private final @Nullable Long replacedAtSeconds;

    private AccountKey(
            SecretBytes seed, HybridKeyPair keyPair, long createdAtSeconds, @Nullable Long replacedAtSeconds) {
        this.seed = seed;
        this.keyPair = keyPair;
        this.createdAtSeconds = createdAtSeconds;
        this.replacedAtSeconds = replacedAtSeconds;
    }

    /**
     * The key of a seed, with its times.
     *
     * @param seed 32 bytes, wiped with the key
     * @param createdAtSeconds from 0 to {@link V2Choices#MAX_SECONDS}
     * @param replacedAtSeconds the same, or null for a key that is current
     */
    public static AccountKey of(
            SecretBytes seed, long createdAtSeconds, @Nullable Long replacedAtSeconds, Crypto crypto) {
        requireSeconds("created", createdAtSeconds);
        if (replacedAtSeconds != null) {
            requireSeconds("replaced", replacedAtSeconds);
        }
        return new AccountKey(
                seed, HybridKeyPair.ofSeed(seed, KeyUse.ACCOUNT, crypto), createdAtSeconds, replacedAtSeconds);
    }

    private static void requireSeconds(String name, long seconds) {
        if (seconds < 0 || seconds > V2Choices.MAX_SECONDS) {
            throw new IllegalArgumentException(
                    name + ": expected 0 to " + V2Choices.MAX_SECONDS + " seconds, got " + seconds);
        }
    }

    /** The same key, replaced then. */
    AccountKey replacedAt(long seconds) {
        requireSeconds("replaced", seconds);
        return new AccountKey(seed, keyPair, createdAtSeconds, seconds);
    }

    /** 32 bytes. */
    public SecretBytes seed() {
        return seed;
    }

    public HybridKeyPair keyPair() {
        return keyPair;
    }

    public HybridPublicKey publicKey() {
        return keyPair.publicKey();
    }

    public long createdAtSeconds() {
        return createdAtSeconds;
    }

    /** Absent for a key that is current. */
    public OptionalLong replacedAtSeconds() {
        return replacedAtSeconds == null ? OptionalLong.empty() : OptionalLong.of(replacedAtSeconds);
    }

    /** Whether it is the same key, whatever its times. */
    public boolean isSameAs(AccountKey other) {
        return seed.equals(other.seed);
    }

    boolean isCurrent() {
        return replacedAtSeconds == null;
    }

    /** The earlier of two times of replacement, either of which may be absent. */
    AccountKey replacedByEarlier(AccountKey other) {
        Optional<Long> theirs = Optional.ofNullable(other.replacedAtSeconds);
        boolean sooner = theirs.isPresent() && (replacedAtSeconds == null || theirs.get() < replacedAtSeconds);
        return sooner ? replacedAt(theirs.get()) : this;
    }

    @Override
    public void destroy() {
        seed.destroy();
        keyPair.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return seed.isDestroyed();
    }

    /** Shows its times only. */
    @Override
    public String toString() {
        return "AccountKey[" + createdAtSeconds + ", " + replacedAtSeconds + "]";
    }
}
