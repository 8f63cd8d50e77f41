package org.session4j.client.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.v2.GroupId;

/** Looks after one group: does what is due, the most urgent first, as long as this account is an admin. */
final class GroupChore implements StepLoop.Work, AutoCloseable {

    private final GroupId group;
    private final List<GroupDuty> duties;
    private final ChoreTools tools;
    private final DocumentExpiry expiry;
    private final StepLoop loop;

    /** Guards the field below; nothing is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    /**
     * @param duties the most urgent first
     */
    GroupChore(GroupId group, List<GroupDuty> duties, ChoreTools tools) {
        this.group = group;
        this.duties = List.copyOf(duties);
        this.tools = tools;
        this.expiry = new DocumentExpiry(new GroupKept(group, tools.ledger()), tools.failures(), tools.workers());
        this.loop = new StepLoop(this, tools.failures(), tools.timing(), tools.workers(), tools.timer());
    }

    /** What one member of the swarm had is kept; to be called after each poll. */
    void polled() {
        tools.ways().to(group).ifPresent(expiry::look);
        loop.begin();
    }

    /** Something may have become due. */
    void wake() {
        loop.wake();
    }

    /**
     * Ends when nothing is due any more for which somebody waits, or with the failure of the next step; it is carried on all
     * the same.
     */
    CompletableFuture<Void> settled() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        if (!isWaitedFor()) {
            settled.complete(null);
            return settled;
        }
        lock.lock();
        try {
            waiting.add(settled);
        } finally {
            lock.unlock();
        }
        loop.wake();
        return tools.patience().await(settled);
    }

    private boolean isWaitedFor() {
        return due().filter(GroupDuty::isWaitedFor).isPresent();
    }

    @Override
    public boolean isDue() {
        return due().isPresent();
    }

    private Optional<GroupDuty> due() {
        Optional<GroupState> state = administered();
        return state.flatMap(
                known -> duties.stream().filter(duty -> duty.isDue(known)).findFirst());
    }

    private Optional<GroupState> administered() {
        return tools.ledger().groups().find(group).filter(state -> state.admin().isPresent());
    }

    @Override
    public CompletableFuture<Boolean> step() {
        Optional<GroupState> state = administered();
        Optional<GroupDuty> duty = due();
        Optional<GroupMailbox> mailbox = tools.ways().to(group);
        if (!state.isPresent() || !duty.isPresent() || !mailbox.isPresent()) {
            tell(null);
            return CompletableFuture.completedFuture(true);
        }
        return perform(duty.get(), state.get(), mailbox.get())
                .handleAsync((done, failure) -> ended(failure), tools.workers());
    }

    private static CompletableFuture<?> perform(GroupDuty duty, GroupState state, GroupMailbox mailbox) {
        try {
            return duty.perform(state, mailbox);
        } catch (RuntimeException | Error e) {
            return Failures.failed(e);
        }
    }

    private boolean ended(@Nullable Throwable failure) {
        Throwable cause = NetworkFailures.cause(failure);
        if (cause instanceof RuntimeException || cause instanceof Error) {
            // The network's failures are checked ones.
            tools.failures().report(cause);
        }
        if (cause != null) {
            tell(cause instanceof RuntimeException ours ? ours : NetworkFailures.of(cause));
        } else if (!isWaitedFor()) {
            tell(null);
        }
        return cause == null;
    }

    /** Tells all who wait, that it is done if there is no failure. */
    private void tell(@Nullable RuntimeException failure) {
        List<CompletableFuture<Void>> told;
        lock.lock();
        try {
            told = new ArrayList<>(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        for (CompletableFuture<Void> waiter : told) {
            if (failure == null) {
                waiter.complete(null);
            } else {
                waiter.completeExceptionally(failure);
            }
        }
    }

    /** What is not done is done by a later client. */
    @Override
    public void close() {
        loop.close();
        tell(new ClientClosedException());
    }
}
