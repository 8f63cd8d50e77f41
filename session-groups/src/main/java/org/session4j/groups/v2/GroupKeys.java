package org.session4j.groups.v2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;

/**
 * All keys of a group that one client knows, in order, and which stored messages they came from (groups: keys message,
 * loading). Immutable: rotating and loading give a new value, and what is refused changes nothing. In whichever order
 * messages are loaded, and however often, the same keys come out.
 *
 * <p>Values made from each other share their keys; {@link #destroy()} wipes them for all.
 */
public final class GroupKeys implements Destroyable {

    /** How long a key is kept after its successor, by the times at which the swarm stored them. */
    public static final Duration KEPT = Duration.ofDays(60);

    private final GroupId group;
    private final Crypto crypto;
    private final List<GroupKey> keys;
    private final @Nullable PendingKey pending;
    private final SortedMap<Long, SortedSet<StorageHash>> hashes;

    GroupKeys(
            GroupId group,
            Crypto crypto,
            List<GroupKey> keys,
            @Nullable PendingKey pending,
            SortedMap<Long, SortedSet<StorageHash>> hashes) {
        this.group = group;
        this.crypto = crypto;
        this.keys = List.copyOf(keys);
        this.pending = pending;
        this.hashes = Collections.unmodifiableSortedMap(hashes);
    }

    /** What a client knows before it has loaded anything. */
    public static GroupKeys none(GroupId group, Crypto crypto) {
        return new GroupKeys(group, crypto, List.of(), null, new TreeMap<>());
    }

    /** Reads {@link #encode()}. */
    public static GroupKeys decode(byte[] dump, GroupId group, Crypto crypto) throws MalformedDataException {
        return KeysDump.read(dump, group, crypto);
    }

    /** The form in which a client stores it, that of the official apps; not for the network. */
    public SecretBytes encode() {
        return KeysDump.write(keys, pending, hashes);
    }

    /**
     * A new state, and whether the message held a key for the reader.
     *
     * @param keys the state to go on with in either case
     */
    public record Loaded(GroupKeys keys, boolean isForUs) {}

    /**
     * A new state with a pending key, and the message to store.
     *
     * @param keys with the new key, which encrypts from now on
     * @param message for the namespace of keys
     */
    public record Rekeyed(GroupKeys keys, Bytes message) {}

    public GroupId group() {
        return group;
    }

    /** The highest generation that is confirmed, 0 if none is. */
    public long generation() {
        return keys.isEmpty() ? 0 : keys.get(keys.size() - 1).generation();
    }

    /** The confirmed keys, the oldest first. */
    public List<GroupKey> confirmed() {
        return keys;
    }

    /** The key that was made here and is not confirmed yet. */
    public Optional<PendingKey> pending() {
        return Optional.ofNullable(pending);
    }

    /** Every key, the one that encrypts first. */
    public List<SecretBytes> secrets() {
        List<SecretBytes> secrets = new ArrayList<>();
        if (pending != null) {
            secrets.add(pending.secret());
        }
        for (int i = keys.size() - 1; i >= 0; i--) {
            secrets.add(keys.get(i).secret());
        }
        return secrets;
    }

    /** The key to encrypt with: the pending one, else the newest. */
    public Optional<SecretBytes> encryptionKey() {
        return secrets().stream().findFirst();
    }

    /**
     * Whether two keys of one generation compete for being the newest, as two admins made them at once. An admin then makes
     * another one; meanwhile every member tries both.
     */
    public boolean needsRekey() {
        int last = keys.size() - 1;
        return last > 0
                && keys.get(last).generation() == keys.get(last - 1).generation()
                && !keys.get(last).isRepeatOf(keys.get(last - 1));
    }

    /** Where the swarm has what is known here: the messages whose time to live is to be extended. */
    public SortedSet<StorageHash> storageHashes() {
        SortedSet<StorageHash> all = new TreeSet<>();
        hashes.values().forEach(all::addAll);
        return all;
    }

    /** Where the swarm has the newest key. */
    public SortedSet<StorageHash> newestHashes() {
        return hashes.isEmpty() ? new TreeSet<>() : new TreeSet<>(hashes.get(hashes.lastKey()));
    }

    /**
     * Makes a new key for the members, pending until its message is loaded. If {@link #encryptionKey()} becomes another one
     * by that, Info and Members are to be pushed again, after the message. Without removed members: erase them first.
     *
     * @param admin of this group
     * @param members everyone who shall have the key, admins and oneself among them
     * @throws GroupException {@link Reason#OVER_LIMIT} if there are more members than a message holds, or no further
     *     generation
     */
    public Rekeyed rekey(AdminKey admin, Collection<SessionId> members) throws GroupException {
        requireAdmin(admin);
        if (generation() == Long.MAX_VALUE) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
        long next = keys.isEmpty() ? 0 : generation() + 1;
        KeyMaker.NewKey made = KeyMaker.of(admin).newKey(members, next, KeysMessage.ENTRY_MULTIPLE);
        Bytes message = storable(made.message().encode(admin));
        PendingKey newPending = PendingKey.of(next, made.secret(), message);
        return new Rekeyed(new GroupKeys(group, crypto, keys, newPending, hashes), message);
    }

    /**
     * A message that gives all confirmed keys to further members, so that they read what was written before.
     *
     * @param admin of this group
     * @param recipients at least one
     * @throws GroupException {@link Reason#UNKNOWN_KEY} if no key is confirmed, {@link Reason#OVER_LIMIT} if there are more
     *     recipients than a message holds
     * @throws MalformedDataException if the id of a recipient holds a key of small order
     */
    public Bytes supplement(AdminKey admin, List<SessionId> recipients) throws GroupException, MalformedDataException {
        requireAdmin(admin);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("recipients: expected at least one");
        }
        if (keys.isEmpty()) {
            throw new GroupException(Reason.UNKNOWN_KEY);
        }
        return storable(KeyMaker.of(admin).supplement(recipients, keys).encode(admin));
    }

    /**
     * Loads a message of the namespace of keys as an admin.
     *
     * @param hash that the swarm gave it
     * @param storedAt when the swarm stored it
     * @param admin of this group
     * @throws MalformedDataException if it is not of its form
     * @throws GroupException {@link Reason#BAD_SIGNATURE} if the group did not sign it
     */
    public Loaded load(Bytes message, StorageHash hash, Instant storedAt, AdminKey admin)
            throws MalformedDataException, GroupException {
        requireAdmin(admin);
        return load(message, hash, storedAt, KeyEntries.ofAdmin(admin));
    }

    /**
     * Loads a message of the namespace of keys as a member.
     *
     * @param hash that the swarm gave it
     * @param storedAt when the swarm stored it
     * @param member the key pair of the account
     * @throws MalformedDataException if it is not of its form
     * @throws GroupException {@link Reason#BAD_SIGNATURE} if the group did not sign it
     */
    public Loaded load(Bytes message, StorageHash hash, Instant storedAt, X25519KeyPair member)
            throws MalformedDataException, GroupException {
        return load(message, hash, storedAt, KeyEntries.ofMember(member, group, crypto));
    }

    private Loaded load(Bytes message, StorageHash hash, Instant storedAt, KeyEntries.Reader reader)
            throws MalformedDataException, GroupException {
        KeysMessage decoded = KeysMessage.decode(message, group, crypto);
        List<GroupKey> found = reader.read(decoded, storedAt.toEpochMilli());
        Draft draft = new Draft(this);
        if (found.isEmpty()) {
            draft.remember(decoded.generation(), hash);
        }
        for (GroupKey key : found) {
            draft.insert(key, hash);
        }
        draft.expire();
        return new Loaded(draft.finish(), !found.isEmpty());
    }

    private void requireAdmin(AdminKey admin) {
        if (!admin.groupId().equals(group)) {
            throw new IllegalArgumentException("admin: the key of another group");
        }
    }

    private static Bytes storable(Bytes message) throws GroupException {
        if (message.length() > KeysMessage.MAX_LENGTH) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
        return message;
    }

    /** Wipes every key that is held here, for all values that share it. */
    @Override
    public void destroy() {
        secrets().forEach(SecretBytes::destroy);
    }

    @Override
    public boolean isDestroyed() {
        return secrets().stream().anyMatch(SecretBytes::isDestroyed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupKeys that
                && group.equals(that.group)
                && keys.equals(that.keys)
                && Objects.equals(pending, that.pending)
                && hashes.equals(that.hashes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(group, keys, pending, hashes);
    }

    /** Shows numbers only. */
    @Override
    public String toString() {
        return "GroupKeys[" + keys.size() + ", " + (pending == null ? "none" : "one") + " pending]";
    }

    /** A state in the making. */
    private static final class Draft {

        private final GroupKeys before;
        private final List<GroupKey> keys;
        private @Nullable PendingKey pending;
        private final SortedMap<Long, SortedSet<StorageHash>> hashes = new TreeMap<>();

        private Draft(GroupKeys before) {
            this.before = before;
            this.keys = new ArrayList<>(before.keys);
            this.pending = before.pending;
            before.hashes.forEach((generation, known) -> hashes.put(generation, new TreeSet<>(known)));
        }

        private void remember(long generation, StorageHash hash) {
            hashes.computeIfAbsent(generation, unused -> new TreeSet<>()).add(hash);
        }

        private void insert(GroupKey key, StorageHash hash) {
            remember(key.generation(), hash);
            if (keys.stream().noneMatch(key::isRepeatOf)) {
                keys.add(key);
                Collections.sort(keys);
            }
            if (pending != null
                    && (key.generation() > pending.generation() || key.secret().equals(pending.secret()))) {
                pending = null;
            }
        }

        /** Drops a generation once the next one began long before the last key. There is no clock in this. */
        private void expire() {
            if (keys.isEmpty()) {
                hashes.clear();
                return;
            }
            long limit = before(keys.get(keys.size() - 1).storedAtMillis(), KEPT);
            for (int next = endOfFirst();
                    next < keys.size() && keys.get(next).storedAtMillis() < limit;
                    next = endOfFirst()) {
                keys.subList(0, next).clear();
            }
            hashes.headMap(keys.get(0).generation()).clear();
        }

        /** The index of the first key that is not of the lowest generation. */
        private int endOfFirst() {
            int end = 1;
            while (end < keys.size()
                    && keys.get(end).generation() == keys.get(0).generation()) {
                end++;
            }
            return end;
        }

        private static long before(long millis, Duration span) {
            return millis < Long.MIN_VALUE + span.toMillis() ? Long.MIN_VALUE : millis - span.toMillis();
        }

        private GroupKeys finish() {
            return new GroupKeys(before.group, before.crypto, keys, pending, hashes);
        }
    }
}
