package org.session4j.testkit.internal.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.NodeRecord;
import org.session4j.testkit.NodeRecord.Role;

/** What the nodes saw, the newest records of all, bounded by their number and their bytes. */
public final class RequestLog {

    private static final long MAX_BYTES = 16L << 20;
    private static final int MAX_RECORDS = 20_000;

    private final Deque<NodeRecord> records = new ArrayDeque<>();
    private final AtomicLong requests = new AtomicLong();
    private long bytes;

    /** A number for a request that a client sent. */
    public long nextRequest() {
        return requests.incrementAndGet();
    }

    public synchronized void add(NodeRecord entry) {
        records.addLast(entry);
        bytes += size(entry);
        while (bytes > MAX_BYTES || records.size() > MAX_RECORDS) {
            bytes -= size(records.removeFirst());
        }
    }

    /**
     * The records, oldest first. Which node was the exit shows only in the next one: whoever passed a request to its
     * destination was.
     */
    public synchronized List<NodeRecord> records() {
        List<NodeRecord> all = new ArrayList<>(records);
        for (int i = 0; i < all.size(); i++) {
            NodeRecord last = all.get(i);
            if (last.role() == Role.DESTINATION) {
                markExit(all, i);
            }
        }
        return List.copyOf(all);
    }

    private static void markExit(List<NodeRecord> all, int destination) {
        for (int i = destination - 1; i >= 0; i--) {
            NodeRecord earlier = all.get(i);
            if (earlier.request() == all.get(destination).request()) {
                if (earlier.role() == Role.MIDDLE) {
                    all.set(i, withRole(earlier, Role.EXIT));
                }
                return;
            }
        }
    }

    private static NodeRecord withRole(NodeRecord entry, Role role) {
        return new NodeRecord(entry.request(), role, entry.node(), entry.peer(), entry.received(), entry.peeled());
    }

    public synchronized void clear() {
        records.clear();
        bytes = 0;
    }

    private static long size(NodeRecord entry) {
        Bytes received = entry.received();
        return received.length() + (long) entry.peeled().length() + 200;
    }
}
