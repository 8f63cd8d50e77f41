package org.session4j.client.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.store.PendingBody;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.StoreChange;
import org.session4j.onion.Timing;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.swarm.StoreResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages: they begin in the order in which they were handed in, which is also that of their timestamps, and a
 * bounded number of them is under way at the same time. None begins before the network's time is known (messages:
 * network time).
 */
final class Outbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private static final int MAX_UNDER_WAY = 64;
    private static final int MAX_WAITING = 10_000;

    /** So long closing waits for copies to the own devices. */
    private static final Duration CLOSE_WAITS = Duration.ofSeconds(5);

    private final DeliveryTools tools;
    private final TimestampSource timestamps = new TimestampSource();

    /** Of the message that was handed in last. */
    private final AtomicLong number = new AtomicLong();

    /** Guards the four fields below; nothing is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final Set<Delivery> underWay = new HashSet<>();
    private boolean asksForTime;
    private boolean closed;

    /** Copies to the own devices, which nobody waits for but {@link #close}. */
    private final Map<Delivery, CompletableFuture<?>> copies = new ConcurrentHashMap<>();

    Outbox(DeliveryTools tools) {
        this.tools = tools;
    }

    /**
     * Goes on with what an earlier client has left, in its order; nobody waits for the results.
     *
     * @param parcels takes those whose files are to be uploaded first
     */
    void resume(Consumer<PendingMessage> parcels) {
        List<PendingMessage> left = tools.ledger().store().pending(tools.self());
        left.forEach(message -> number.accumulateAndGet(message.number(), Math::max));
        for (PendingMessage message : left) {
            if (message.isBeforeUpload()) {
                parcels.accept(message);
            } else {
                goOn(message);
            }
        }
    }

    /** Puts a message into the store and the queue. What was returned will be sent, if not now, then by a later client. */
    CompletableFuture<SentMessage> send(Conversation conversation, Message message, Expiration expiration) {
        return keepAndEnqueue(
                new PendingMessage(nextNumber(), conversation, new PendingBody.Ready(message), expiration, null, null));
    }

    /** Queues a message that is in the store and that nobody waits for: it is tried until it is delivered. */
    void goOn(PendingMessage kept) {
        CompletableFuture<?> unused = deliver(kept, true);
    }

    /** Keeps a message with what else is in the draft; once that is safe, {@link #deliver} is to send it. */
    PendingMessage prepare(Draft draft, Conversation conversation, Message message) {
        PendingMessage pending = new PendingMessage(
                nextNumber(), conversation, new PendingBody.Ready(message), Expiration.OFF, null, null);
        draft.add(new StoreChange.PutPending(pending));
        return pending;
    }

    CompletableFuture<SentMessage> resend(PendingMessage message) {
        return keepAndEnqueue(message.withNumber(nextNumber()));
    }

    /** Queues a message that is in the store. */
    CompletableFuture<SentMessage> deliver(PendingMessage kept, boolean patient) {
        return enqueue(
                patient ? Delivery.resumed(this, tools, timestamps, kept) : Delivery.of(this, tools, timestamps, kept));
    }

    long nextNumber() {
        return number.incrementAndGet();
    }

    private CompletableFuture<SentMessage> keepAndEnqueue(PendingMessage message) {
        if (isClosed()) {
            return Failures.failed(new ClientClosedException());
        }
        Delivery delivery = Delivery.of(this, tools, timestamps, message);
        try {
            delivery.keep();
        } catch (RuntimeException notKept) {
            return Failures.failed(notKept);
        }
        return enqueue(delivery);
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @CanIgnoreReturnValue
    private CompletableFuture<SentMessage> enqueue(Delivery delivery) {
        boolean isLate;
        boolean isFull;
        lock.lock();
        try {
            isLate = closed;
            isFull = waiting.size() >= MAX_WAITING;
            if (!isLate && !isFull) {
                waiting.addLast(delivery);
            }
        } finally {
            lock.unlock();
        }
        if (isLate) {
            delivery.abandon();
        } else if (isFull) {
            delivery.fail(new SessionNetworkException(
                    "expected at most " + MAX_WAITING + " messages waiting to be sent", null, null));
        } else {
            startNext();
        }
        return delivery.result();
    }

    private void startNext() {
        CompletableFuture<?> time = tools.mailbox().time();
        if (!time.isDone()) {
            askForTime(time);
        } else if (time.isCompletedExceptionally()) {
            timeFailed(time);
        } else {
            for (Delivery delivery = takeNext(); delivery != null; delivery = takeNext()) {
                tools.workers().execute(delivery::attempt);
            }
        }
    }

    private @Nullable Delivery takeNext() {
        lock.lock();
        try {
            if (underWay.size() >= MAX_UNDER_WAY) {
                return null;
            }
            Delivery next = waiting.pollFirst();
            if (next != null) {
                // Under the lock, so that timestamps are given in the order of the queue.
                next.stamp();
                underWay.add(next);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void askForTime(CompletableFuture<?> time) {
        lock.lock();
        try {
            if (asksForTime) {
                return;
            }
            asksForTime = true;
        } finally {
            lock.unlock();
        }
        CompletableFuture<?> inTime = tools.patience().await(time);
        CompletableFuture<?> unused = inTime.whenCompleteAsync((now, failure) -> timeKnown(inTime), tools.workers());
    }

    private void timeKnown(CompletableFuture<?> time) {
        lock.lock();
        try {
            asksForTime = false;
        } finally {
            lock.unlock();
        }
        if (time.isCompletedExceptionally()) {
            timeFailed(time);
        } else {
            startNext();
        }
    }

    private void timeFailed(CompletableFuture<?> time) {
        List<Delivery> failed;
        lock.lock();
        try {
            failed = new ArrayList<>(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        CompletableFuture<?> unused =
                time.whenComplete((now, failure) -> failed.forEach(delivery -> delivery.giveUp(failure)));
    }

    /** Begins again with a delivery that nobody waits for, once the network may be better. */
    void postpone(Delivery delivery) {
        ended(delivery);
        Runnable unused = tools.timer().after(tools.timing().get(Timing.Span.POLL_CAP), () -> enqueue(delivery));
    }

    /** A delivery has ended, well or not, and its copy too. */
    void ended(Delivery delivery) {
        boolean wasUnderWay;
        lock.lock();
        try {
            wasUnderWay = underWay.remove(delivery);
        } finally {
            lock.unlock();
        }
        if (wasUnderWay) {
            startNext();
        }
    }

    /**
     * Stores the copy for the own devices. It holds the place of its message, so that copies cannot pile up, but nobody is
     * told if it fails.
     */
    void storeCopy(Delivery delivered, Bytes copy, Duration lifetime) {
        CompletableFuture<StoreResult> storing =
                tools.patience().await(tools.mailbox().store(tools.self(), copy, lifetime));
        copies.put(delivered, storing);
        CompletableFuture<?> unused = storing.whenCompleteAsync(
                (stored, failure) -> {
                    copies.remove(delivered);
                    if (stored == null || !stored.isStored()) {
                        LOG.debug("a copy for the account's other devices was not stored");
                    }
                    ended(delivered);
                },
                tools.workers());
    }

    /**
     * Messages waiting and under way fail with {@link ClientClosedException} and stay pending in the store; copies of delivered ones get a little time to
     * reach the own swarm.
     */
    @Override
    public void close() {
        List<Delivery> ended;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            ended = new ArrayList<>(waiting);
            ended.addAll(underWay);
            waiting.clear();
            underWay.clear();
        } finally {
            lock.unlock();
        }
        ended.forEach(Delivery::abandon);
        awaitCopies();
    }

    private void awaitCopies() {
        try {
            CompletableFuture.allOf(copies.values().toArray(new CompletableFuture<?>[0]))
                    .get(CLOSE_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("copies for the account's other devices were not stored before closing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
