package org.session4j.protocol.v2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * The keys that an account holds: at most one that is current, and replaced ones for messages that are still on their way
 * (messages: merging; key rotation time). The current one first, then the last replaced.
 *
 * <p>Immutable. What a step drops it lists, for the caller to {@link AccountKey#destroy()} when nothing older is to be used
 * any more.
 */
public final class AccountKeys {

    private static final Comparator<AccountKey> ORDER = Comparator.comparingLong(
                    (AccountKey key) -> key.replacedAtSeconds().orElse(Long.MAX_VALUE))
            .thenComparingLong(AccountKey::createdAtSeconds)
            .reversed();

    private static final AccountKeys NONE = new AccountKeys(List.of());

    private final List<AccountKey> keys;

    private AccountKeys(List<AccountKey> keys) {
        this.keys = keys;
    }

    /** Of an account without devices. */
    public static AccountKeys none() {
        return NONE;
    }

    /** Keys as they were kept or received; of several that are current the newest one stays so. */
    public static AccountKeys of(Collection<AccountKey> keys) {
        return NONE.merge(keys);
    }

    /**
     * What a step led to.
     *
     * @param keys afterwards
     * @param dropped what is not kept any longer
     */
    public record Pruned(AccountKeys keys, List<AccountKey> dropped) {}

    /**
     * These keys and others. Of a key that both have, the first creation and the earlier replacement count. Of those that
     * are current the one that was created last stays so, the smaller seed of two at once; each other one was replaced when
     * the next one was created. So a replaced key that comes back in a message sent again does not live longer for it.
     */
    public AccountKeys merge(Collection<AccountKey> others) {
        List<AccountKey> merged = new ArrayList<>(keys);
        for (AccountKey other : others) {
            int held = indexOf(merged, other);
            if (held < 0) {
                merged.add(other);
            } else {
                merged.set(held, merged.get(held).replacedByEarlier(other));
            }
        }
        return ordered(merged);
    }

    private static AccountKeys ordered(List<AccountKey> keys) {
        Optional<AccountKey> current = newest(keys);
        current.ifPresent(newest -> keys.replaceAll(
                key -> key.isCurrent() && key != newest ? key.replacedAt(nextAfter(key, newest, keys)) : key));
        keys.sort(ORDER);
        return new AccountKeys(Collections.unmodifiableList(keys));
    }

    /** When the key after this one was created. */
    private static long nextAfter(AccountKey key, AccountKey newest, List<AccountKey> keys) {
        long next = newest.createdAtSeconds();
        for (AccountKey other : keys) {
            if (other.createdAtSeconds() > key.createdAtSeconds()) {
                next = Math.min(next, other.createdAtSeconds());
            }
        }
        return next;
    }

    private static Optional<AccountKey> newest(List<AccountKey> keys) {
        AccountKey newest = null;
        for (AccountKey key : keys) {
            if (key.isCurrent() && (newest == null || isAhead(key, newest))) {
                newest = key;
            }
        }
        return Optional.ofNullable(newest);
    }

    private static boolean isAhead(AccountKey key, AccountKey other) {
        int order = Long.compare(key.createdAtSeconds(), other.createdAtSeconds());
        return order != 0 ? order > 0 : isSmaller(key.seed(), other.seed());
    }

    private static boolean isSmaller(SecretBytes left, SecretBytes right) {
        byte[] one = left.exposeSecretBytes();
        byte[] two = right.exposeSecretBytes();
        try {
            return Bytes.unsafeWrap(one).compareTo(Bytes.unsafeWrap(two)) < 0;
        } finally {
            Arrays.fill(one, (byte) 0);
            Arrays.fill(two, (byte) 0);
        }
    }

    private static int indexOf(List<AccountKey> keys, AccountKey sought) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).isSameAs(sought)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * With a new key that is current from now on.
     *
     * @param seed 32 random bytes that nobody has seen
     */
    public AccountKeys rotate(SecretBytes seed, Instant now, Crypto crypto) {
        long created = Math.max(0, now.getEpochSecond());
        for (AccountKey key : keys) {
            created = Math.max(created, key.createdAtSeconds() + 1);
        }
        return merge(List.of(AccountKey.of(seed, Math.min(created, V2Choices.MAX_SECONDS), null, crypto)));
    }

    /** Without the keys that no message on its way can need any more. */
    public Pruned prune(Instant now) {
        long oldest = now.minus(V2Choices.RETENTION).getEpochSecond();
        List<AccountKey> kept = new ArrayList<>();
        List<AccountKey> dropped = new ArrayList<>();
        for (AccountKey key : keys) {
            (key.replacedAtSeconds().orElse(Long.MAX_VALUE) < oldest ? dropped : kept).add(key);
        }
        return new Pruned(new AccountKeys(List.copyOf(kept)), List.copyOf(dropped));
    }

    /** The key that is published. */
    public Optional<AccountKey> current() {
        return keys.isEmpty() || !keys.get(0).isCurrent() ? Optional.empty() : Optional.of(keys.get(0));
    }

    /** In order. */
    public List<AccountKey> all() {
        return keys;
    }

    /** What {@link V2Cipher#decrypt} takes, in order. */
    public List<HybridKeyPair> keyPairs() {
        List<HybridKeyPair> pairs = new ArrayList<>();
        keys.forEach(key -> pairs.add(key.keyPair()));
        return pairs;
    }

    /** Whether both hold the same keys with the same times. */
    public boolean isSameAs(AccountKeys other) {
        if (keys.size() != other.keys.size()) {
            return false;
        }
        for (AccountKey key : keys) {
            int at = indexOf(other.keys, key);
            if (at < 0
                    || other.keys.get(at).createdAtSeconds() != key.createdAtSeconds()
                    || !other.keys.get(at).replacedAtSeconds().equals(key.replacedAtSeconds())) {
                return false;
            }
        }
        return true;
    }

    /** Shows the number of keys only. */
    @Override
    public String toString() {
        return "AccountKeys[" + keys.size() + "]";
    }
}
