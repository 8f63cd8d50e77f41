package org.session4j.client.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.config.documents.JoinedGroup;

/**
 * Looks into the mailboxes of every group that the account is in, as its document of groups says, and of no others. With
 * other rights in a group, looking begins anew. Safe for use by many threads.
 */
final class GroupPollers implements AutoCloseable {

    private final Ledger ledger;
    private final GroupWays ways;
    private final BiFunction<GroupId, GroupMailbox, Poller> pollers;

    /** Guards the fields below; nothing is called under it that waits. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<GroupId, Running> running = new HashMap<>();
    private boolean closed;

    GroupPollers(Ledger ledger, GroupWays ways, BiFunction<GroupId, GroupMailbox, Poller> pollers) {
        this.ledger = ledger;
        this.ways = ways;
        this.pollers = pollers;
    }

    private record Running(GroupMailbox mailbox, Poller poller) {}

    /** Begins and ends looking, as the document of groups says now. */
    void follow() {
        List<Poller> ended = new ArrayList<>();
        List<Running> begun = new ArrayList<>();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            Map<GroupId, GroupMailbox> wanted = wanted();
            running.entrySet().removeIf(entry -> {
                boolean ends = !entry.getValue().mailbox().equals(wanted.get(entry.getKey()));
                if (ends) {
                    ended.add(entry.getValue().poller());
                }
                return ends;
            });
            wanted.forEach((group, mailbox) -> {
                if (!running.containsKey(group)) {
                    Running next = new Running(mailbox, pollers.apply(group, mailbox));
                    running.put(group, next);
                    begun.add(next);
                }
            });
        } finally {
            lock.unlock();
        }
        ended.forEach(Poller::close);
        // What an earlier poller has read counts only as far as it is kept.
        for (Running next : begun) {
            next.mailbox().rewind();
            next.mailbox().resume(ledger.store().readMarks(ledger.account()));
            next.poller().start();
        }
    }

    private Map<GroupId, GroupMailbox> wanted() {
        Map<GroupId, GroupMailbox> wanted = new HashMap<>();
        for (JoinedGroup joined : ledger.documents().groups().groups()) {
            GroupId group = GroupId.of(joined.id());
            Optional<GroupMailbox> mailbox = ways.to(group);
            mailbox.ifPresent(way -> wanted.put(group, way));
        }
        return wanted;
    }

    /** No further poll begins. */
    @Override
    public void close() {
        List<Poller> ended = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            running.values().forEach(each -> ended.add(each.poller()));
            running.clear();
        } finally {
            lock.unlock();
        }
        ended.forEach(Poller::close);
    }
}
