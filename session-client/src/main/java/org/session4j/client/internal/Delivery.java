package org.session4j.client.internal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Arrival;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.DeliveryUncertainException;
import org.session4j.client.Direction;
import org.session4j.client.MessageSent;
import org.session4j.client.PendingMessage;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.onion.Timing;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.StoreResult;

/**
 * One message on its way (messages: sending).
 *
 * <pre>
 *   stamp ─▶ seal ─▶ store ──stored──▶ seal copy ─▶ history ─▶ done ─▶ store copy in the own swarm
 *              ▲       │ ▲
 *              │       │ └── unconfirmed, or no way to the network: pause, the same bytes again
 *              └───────┴──── certainly refused: pause, a new timestamp
 * </pre>
 *
 * <p>Once an attempt may have been stored the bytes never change again, or the recipient could get the message twice.
 * Steps follow each other, each seeing what the one before wrote, so the fields need no lock.
 */
final class Delivery {

    /** In so many times the limit of a request, new attempts may begin. */
    private static final int OVERALL_FACTOR = 2;

    private final Outbox outbox;
    private final DeliveryTools tools;
    private final TimestampSource timestamps;
    private final Conversation conversation;
    private final String text;
    private final CompletableFuture<SentMessage> result = new CompletableFuture<>();

    private Instant timestamp;
    private @Nullable Bytes sealed;
    private boolean maybeStored;
    private int attempts;
    private long startedNanos;

    Delivery(Outbox outbox, DeliveryTools tools, TimestampSource timestamps, Conversation conversation, String text) {
        this.outbox = outbox;
        this.tools = tools;
        this.timestamps = timestamps;
        this.conversation = conversation;
        this.text = text;
        this.timestamp = Instant.EPOCH;
    }

    /** Goes on with one that may have been stored by an earlier delivery. */
    Delivery(Outbox outbox, DeliveryTools tools, TimestampSource timestamps, PendingMessage message) {
        this(outbox, tools, timestamps, message.conversation(), message.text());
        timestamp = message.timestamp();
        sealed = message.sealed();
        maybeStored = true;
    }

    CompletableFuture<SentMessage> result() {
        return result;
    }

    /** The network's time is known and it is this message's turn. */
    void stamp() {
        startedNanos = tools.nanoTime().getAsLong();
        if (!maybeStored) {
            timestamp = timestamps.next(tools.mailbox().timeNow());
        }
    }

    void attempt() {
        if (result.isDone()) {
            return;
        }
        attempts++;
        try {
            if (sealed == null) {
                sealed = tools.sealer().seal(recipient(), text, timestamp);
            }
            CompletableFuture<StoreResult> unused =
                    tools.mailbox().store(recipient(), sealed).whenCompleteAsync(this::follow, tools.workers());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private SessionId recipient() {
        return conversation instanceof Conversation.Direct direct ? direct.peer() : tools.self();
    }

    private void follow(@Nullable StoreResult stored, @Nullable Throwable failure) {
        if (result.isDone()) {
            return;
        }
        try {
            next(stored, failure);
        } catch (RuntimeException | Error e) {
            tools.failures().report(e);
            fail(NetworkFailures.of(e));
        }
    }

    private void next(@Nullable StoreResult stored, @Nullable Throwable failure) {
        if (stored instanceof StoreResult.Stored success) {
            delivered(success);
        } else if (stored instanceof StoreResult.Unconfirmed unconfirmed) {
            maybeStored = true;
            again(unconfirmed.lastFailure());
        } else if (stored instanceof StoreResult.Refused refused) {
            refused(refused);
        } else {
            again(failure);
        }
    }

    private void refused(StoreResult.Refused refused) {
        if (maybeStored || refused.refusal() == StoreResult.Refusal.NOT_SENT) {
            again(refused.failure());
        } else if (refused.refusal() == StoreResult.Refusal.BAD_REQUEST) {
            fail(new SessionNetworkException(
                    "the recipient's swarm refused the message with status " + refused.status(),
                    refused.failure(),
                    null));
        } else {
            if (refused.refusal() == StoreResult.Refusal.CLOCK) {
                timestamps.restart();
            }
            sealed = null;
            timestamp = timestamps.next(tools.mailbox().timeNow());
            again(refused.failure());
        }
    }

    private void again(@Nullable Throwable cause) {
        long limitNanos = tools.timing().get(Timing.Span.REQUEST_OVERALL).toNanos() * OVERALL_FACTOR;
        boolean late = tools.nanoTime().getAsLong() - startedNanos >= limitNanos;
        if (late || attempts > tools.timing().get(Timing.Count.REQUEST_RETRIES)) {
            fail(giveUp(cause));
            return;
        }
        Runnable unused = tools.timer()
                .after(
                        tools.timing().backOff(Timing.Span.RETRY_PAUSE, Timing.Span.REQUEST_OVERALL, attempts),
                        this::attempt);
    }

    private RuntimeException giveUp(@Nullable Throwable cause) {
        if (maybeStored && sealed != null) {
            return new DeliveryUncertainException(
                    new PendingMessage(conversation, text, timestamp, sealed), NetworkFailures.cause(cause));
        }
        return NetworkFailures.of(cause);
    }

    private void delivered(StoreResult.Stored stored) {
        Bytes copy = null;
        MessageHash ownHash = stored.hash();
        try {
            if (conversation instanceof Conversation.Direct direct) {
                copy = tools.sealer().sealCopy(direct.peer(), text, timestamp);
                ownHash = tools.sealer().hashOfCopy(copy);
            }
        } catch (RuntimeException e) {
            // The message itself is delivered, so this is no reason to let the sender try again.
            tools.failures().report(e);
        }
        ChatMessage message = new ChatMessage(conversation, tools.self(), timestamp, Direction.OUTGOING, text, ownHash);
        remember(message, ownHash);
        SentMessage sent =
                new SentMessage(message, stored.hash(), stored.answer().confirmations());
        if (copy == null) {
            result.complete(sent);
            outbox.ended(this);
        } else {
            outbox.storeCopy(this, copy);
            result.complete(sent);
        }
    }

    /** Before the copy is stored, so that it is known when a poll finds it. */
    private void remember(ChatMessage message, MessageHash ownHash) {
        tools.failures().guard(() -> {
            Arrival arrival = new Arrival(ownHash, Inbox.forgetAfter(tools.mailbox()), message);
            Set<MessageHash> fresh = tools.store().append(tools.self(), List.of(arrival));
            if (fresh.contains(ownHash)) {
                tools.events().dispatch(List.of(new MessageSent(message, false)));
            }
        });
    }

    void fail(RuntimeException failure) {
        if (result.completeExceptionally(failure)) {
            outbox.ended(this);
        }
    }
}
