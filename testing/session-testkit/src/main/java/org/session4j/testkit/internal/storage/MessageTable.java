package org.session4j.testkit.internal.storage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.session4j.testkit.StoredMessage;

/**
 * The database of one node: messages in the order of their insertion, each with an expiry. What has expired goes with
 * the next sweep, every 10 s of the node's clock, and not before. Safe for use by many threads.
 */
public final class MessageTable {

    /** Milliseconds between two sweeps. */
    private static final long SWEEP_MILLIS = 10_000;

    /** What a row takes beside its data. */
    private static final int ROW_BYTES = 200;

    private final long limit;
    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final Map<String, Row> byHash = new HashMap<>();
    private final Map<String, TreeMap<Long, Row>> byAccount = new HashMap<>();
    private long nextId = 1;
    private long size;
    private long lastSweep;

    /**
     * @param limit in bytes
     * @param now from which the sweeps are counted
     */
    public MessageTable(long limit, long now) {
        this.limit = limit;
        this.lastSweep = now;
    }

    /**
     * How a message was stored.
     *
     * @param already whether it was there
     * @param expiry the one that now holds
     */
    public record Stored(boolean already, long expiry) {}

    /**
     * Stores a message, or raises the expiry of the one that is there.
     *
     * @param alone whether the other messages of the mailbox go
     * @return nothing if the database is full
     */
    public synchronized Optional<Stored> store(NewMessage message, boolean alone, long now) {
        sweep(now);
        Row old = byHash.get(message.hash());
        if (old == null && size + cost(message.data().length()) > limit) {
            return Optional.empty();
        }
        if (alone) {
            remove(message.account(), row -> row.namespace() == message.namespace() && row != old);
        }
        if (old != null) {
            old.expiry(Math.max(old.expiry(), message.expiry()));
            return Optional.of(new Stored(true, old.expiry()));
        }
        Row row = new Row(nextId++, message);
        rows.put(row.id(), row);
        byHash.put(row.hash(), row);
        byAccount.computeIfAbsent(row.account(), id -> new TreeMap<>()).put(row.id(), row);
        size += cost(row.data().length());
        return Optional.of(new Stored(false, row.expiry()));
    }

    private static long cost(int dataLength) {
        return ROW_BYTES + (long) dataLength;
    }

    /** A page of a mailbox. */
    public record Page(List<StoredMessage> messages, boolean more) {}

    /**
     * Messages of a mailbox in the order of insertion.
     *
     * @param after hash behind which to begin; empty, or one that the mailbox does not have, for the beginning
     * @param maxCount 0 for no limit
     * @param maxSize of the answer in accounted bytes; at least one message is given
     */
    public synchronized Page retrieve(
            String account, int namespace, String after, int maxCount, long maxSize, long now) {
        sweep(now);
        List<StoredMessage> page = new ArrayList<>();
        long used = 0;
        for (Row row : accountRows(account)
                .tailMap(positionAfter(account, namespace, after))
                .values()) {
            if (row.namespace() != namespace) {
                continue;
            }
            used += 100 + row.hash().length() + 4L * row.data().length() / 3;
            if ((maxCount > 0 && page.size() >= maxCount) || (!page.isEmpty() && used > maxSize)) {
                return new Page(List.copyOf(page), true);
            }
            page.add(row.snapshot());
        }
        return new Page(List.copyOf(page), false);
    }

    private long positionAfter(String account, int namespace, String hash) {
        Row last = byHash.get(hash);
        if (last == null || !last.account().equals(account) || last.namespace() != namespace) {
            return 0;
        }
        return last.id() + 1;
    }

    private TreeMap<Long, Row> accountRows(String account) {
        return byAccount.getOrDefault(account, new TreeMap<>());
    }

    /** Deletes messages of an account, and tells which there were. */
    public synchronized List<StoredMessage> delete(String account, Predicate<StoredMessage> which, long now) {
        sweep(now);
        return remove(account, row -> which.test(row.snapshot()));
    }

    @CanIgnoreReturnValue
    private List<StoredMessage> remove(String account, Predicate<Row> which) {
        List<Row> gone = accountRows(account).values().stream().filter(which).toList();
        gone.forEach(this::remove);
        return gone.stream().map(Row::snapshot).toList();
    }

    private void remove(Row row) {
        rows.remove(row.id());
        byHash.remove(row.hash());
        accountRows(row.account()).remove(row.id());
        size -= cost(row.data().length());
    }

    /** Decides on the expiry that a message gets; nothing to leave it alone. */
    @FunctionalInterface
    public interface ExpiryChange {
        OptionalLong apply(StoredMessage message);
    }

    /** The messages that an {@link ExpiryChange} changed, and those that it left alone, as they now are. */
    public record Expired(List<StoredMessage> updated, List<StoredMessage> unchanged) {}

    /** Changes the expiry of messages of an account. */
    public synchronized Expired expire(String account, Predicate<StoredMessage> which, ExpiryChange change, long now) {
        sweep(now);
        List<StoredMessage> updated = new ArrayList<>();
        List<StoredMessage> unchanged = new ArrayList<>();
        for (Row row : accountRows(account).values()) {
            StoredMessage before = row.snapshot();
            if (which.test(before)) {
                OptionalLong expiry = change.apply(before);
                expiry.ifPresent(row::expiry);
                (expiry.isPresent() ? updated : unchanged).add(row.snapshot());
            }
        }
        return new Expired(updated, unchanged);
    }

    /** Messages of an account. */
    public synchronized List<StoredMessage> find(String account, Predicate<StoredMessage> which, long now) {
        sweep(now);
        return accountRows(account).values().stream()
                .map(Row::snapshot)
                .filter(which)
                .toList();
    }

    /** Whether anything was ever stored for the account. */
    public synchronized boolean knows(String account) {
        return byAccount.containsKey(account);
    }

    /** Everything, in the order of insertion. */
    public synchronized List<StoredMessage> all(long now) {
        sweep(now);
        return rows.values().stream().map(Row::snapshot).toList();
    }

    public synchronized boolean has(String hash) {
        return byHash.containsKey(hash);
    }

    /** Takes a message over from another node; one that does not fit is lost. */
    public synchronized void copy(NewMessage message, long now) {
        boolean fits = store(message, false, now).isPresent();
        assert fits || size + cost(message.data().length()) > limit;
    }

    /** Does what the sweep did that came last before {@code now}. */
    private void sweep(long now) {
        long tick = lastSweep + Math.floorDiv(now - lastSweep, SWEEP_MILLIS) * SWEEP_MILLIS;
        if (tick > lastSweep) {
            lastSweep = tick;
            rows.values().stream().filter(row -> row.expiry() <= tick).toList().forEach(this::remove);
        }
    }
}
