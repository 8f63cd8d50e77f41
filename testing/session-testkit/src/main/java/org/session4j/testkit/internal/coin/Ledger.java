package org.session4j.testkit.internal.coin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chain as one wallet sees it. Not thread-safe. */
final class Ledger {

    /** Blocks until what came can be spent. */
    static final int UNLOCK_BLOCKS = 10;

    /** One transaction; amounts in atomic units, height 0 while it is in no block. */
    record Entry(String txid, String type, long amount, long fee, long height, List<Destination> destinations) {

        boolean isIncoming() {
            return type.equals("in");
        }

        private Entry inBlock(long block) {
            return new Entry(txid, type.equals("pending") ? "out" : type, amount, fee, block, destinations);
        }
    }

    record Destination(String address, long amount) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> prepared = new HashMap<>();
    private long blocks = 1000;
    private int made;

    long blocks() {
        return blocks;
    }

    /** Adds blocks, the first of which takes in what waits. */
    void mine(int count) {
        entries.replaceAll(entry -> entry.height() == 0 ? entry.inBlock(blocks) : entry);
        blocks += count;
    }

    void receive(long amount) {
        entries.add(new Entry(nextId(), "in", amount, 0, blocks, List.of()));
        blocks++;
    }

    void stake(long amount) {
        entries.add(new Entry(nextId(), "stake", amount, 0, blocks, List.of()));
        blocks++;
    }

    private String nextId() {
        made++;
        return String.format("%064x", 0x5e55L * 1_000_003 + made);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    long confirmations(Entry entry) {
        return entry.height() == 0 ? 0 : blocks - entry.height();
    }

    long balance() {
        return entries.stream()
                .mapToLong(entry -> entry.isIncoming() ? entry.amount() : -entry.amount() - entry.fee())
                .sum();
    }

    long unlocked() {
        long locked = entries.stream()
                .filter(entry -> entry.isIncoming() && confirmations(entry) < UNLOCK_BLOCKS)
                .mapToLong(Entry::amount)
                .sum();
        return Math.max(0, balance() - locked);
    }

    /** A transaction that is made and not sent. */
    Entry prepare(long fee, List<Destination> destinations) {
        long amount = destinations.stream().mapToLong(Destination::amount).sum();
        Entry entry = new Entry(nextId(), "pending", amount, fee, 0, List.copyOf(destinations));
        prepared.put(entry.txid(), entry);
        return entry;
    }

    Optional<Entry> prepared(String txid) {
        return Optional.ofNullable(prepared.get(txid));
    }

    /** Sends it, unless it was or cannot be paid any more. */
    boolean send(Entry entry) {
        boolean known = entries.stream().anyMatch(other -> other.txid().equals(entry.txid()));
        if (!known && entry.amount() + entry.fee() > unlocked()) {
            return false;
        }
        if (!known) {
            entries.add(entry);
        }
        return true;
    }
}
