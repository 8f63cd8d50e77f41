package org.session4j.client.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.DeliveryUncertainException;
import org.session4j.client.SendingFailed;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.StoreChange;
import org.session4j.onion.Timing;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.StoreResult;

/**
 * One message on its way (messages: sending).
 *
 * <pre>
 *   keep ─▶ stamp ─▶ seal, keep ─▶ store ──stored──▶ seal copy ─▶ history ─▶ done ─▶ store copy in the own swarm
 *                     ▲             │ ▲
 *                     │             │ └── unconfirmed, or no way to the network: pause, the same bytes again
 *                     └─────────────┴──── certainly refused: pause, a new timestamp
 * </pre>
 *
 * <p>"Keep" puts it into the store, so that a client that is opened later goes on with it. Once an attempt may have been
 * stored the bytes never change again, or the recipient could get the message twice. Steps follow each other, each seeing
 * what the one before wrote, so the fields need no lock.
 */
final class Delivery {

    /** In so many times the limit of a request, new attempts may begin. */
    private static final int OVERALL_FACTOR = 2;

    private final Outbox outbox;
    private final DeliveryTools tools;
    private final TimestampSource timestamps;
    private final Message message;
    private final boolean patient;
    private final CompletableFuture<SentMessage> result = new CompletableFuture<>();

    private PendingMessage pending;
    private boolean maybeStored;
    private int attempts;
    private long startedNanos;

    private Delivery(
            Outbox outbox, DeliveryTools tools, TimestampSource timestamps, PendingMessage pending, boolean patient) {
        this.outbox = outbox;
        this.tools = tools;
        this.timestamps = timestamps;
        this.pending = pending;
        this.patient = patient;
        this.message = pending.body().message();
        this.maybeStored = pending.sealed() != null;
    }

    /** Of a message that somebody waits for; it may have been stored by an earlier delivery if it has its bytes already. */
    static Delivery of(Outbox outbox, DeliveryTools tools, TimestampSource timestamps, PendingMessage pending) {
        return new Delivery(outbox, tools, timestamps, pending, false);
    }

    /** Of a message that an earlier client has left. It is tried until it is delivered, or refused for good. */
    static Delivery resumed(Outbox outbox, DeliveryTools tools, TimestampSource timestamps, PendingMessage pending) {
        return new Delivery(outbox, tools, timestamps, pending, true);
    }

    CompletableFuture<SentMessage> result() {
        return result;
    }

    /** Puts it into the store, or its latest state. What swarms forget within minutes is not worth it. */
    void keep() {
        if (isKept()) {
            tools.ledger().change(draft -> {
                draft.add(new StoreChange.PutPending(pending));
                return null;
            });
        }
    }

    private boolean isKept() {
        return message.kind() != MessageKind.TYPING && message.kind() != MessageKind.CALL;
    }

    /** The network's time is known and it is this message's turn. */
    void stamp() {
        startedNanos = tools.nanoTime().getAsLong();
        attempts = 0;
        if (pending.sealed() == null) {
            restamp();
        }
    }

    private void restamp() {
        pending = pending.withTimestamp(timestamps.next(tools.mailbox().timeNow()));
    }

    void attempt() {
        if (result.isDone()) {
            return;
        }
        attempts++;
        try {
            Route route = tools.routes().of(pending.conversation());
            Optional<Bytes> sealed = sealed(route);
            if (sealed.isPresent()) {
                CompletableFuture<StoreResult> unused = tools.patience()
                        .await(route.store(sealed.get(), route.lifetime(message, pending.expiration())))
                        .whenCompleteAsync(this::follow, tools.workers());
            } else {
                awaitReady(route);
            }
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            failByBug(e);
        }
    }

    /** Kept before they leave: after a crash the very same bytes go, and everybody knows them again. */
    private Optional<Bytes> sealed(Route route) {
        Bytes known = pending.sealed();
        if (known != null) {
            return Optional.of(known);
        }
        return tools.ledger().change(draft -> {
            Optional<Bytes> sealed = route.seal(draft, message, pending.expiration(), timestamp());
            if (sealed.isPresent()) {
                pending = pending.withSealed(sealed.get());
                if (isKept()) {
                    draft.add(new StoreChange.PutPending(pending));
                }
            }
            return sealed;
        });
    }

    private void awaitReady(Route route) {
        CompletableFuture<?> unused = route.ready()
                .whenCompleteAsync(
                        (ready, failure) -> {
                            if (failure == null) {
                                attempt();
                            } else {
                                again(failure);
                            }
                        },
                        tools.workers());
    }

    private Instant timestamp() {
        Instant timestamp = pending.timestamp();
        if (timestamp == null) {
            throw new IllegalStateException("not its turn yet");
        }
        return timestamp;
    }

    private void follow(@Nullable StoreResult stored, @Nullable Throwable failure) {
        if (result.isDone()) {
            return;
        }
        try {
            next(stored, failure);
        } catch (RuntimeException | Error e) {
            failByBug(e);
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
            // Nobody knows what became of an attempt that was waited for in vain.
            maybeStored |= NetworkFailures.cause(failure) instanceof TimeoutException;
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
            pending = pending.withSealed(null);
            restamp();
            again(refused.failure());
        }
    }

    private void again(@Nullable Throwable cause) {
        long limitNanos = tools.timing().get(Timing.Span.REQUEST_OVERALL).toNanos() * OVERALL_FACTOR;
        boolean late = tools.nanoTime().getAsLong() - startedNanos >= limitNanos;
        if (late || attempts > tools.timing().get(Timing.Count.REQUEST_RETRIES)) {
            giveUp(cause);
            return;
        }
        Runnable unused = tools.timer()
                .after(
                        tools.timing().backOff(Timing.Span.RETRY_PAUSE, Timing.Span.REQUEST_OVERALL, attempts),
                        this::attempt);
    }

    /** The network does not let it through now. */
    void giveUp(@Nullable Throwable cause) {
        if (patient) {
            outbox.postpone(this);
        } else if (maybeStored) {
            fail(new DeliveryUncertainException(pending, NetworkFailures.cause(cause)));
        } else {
            fail(NetworkFailures.of(cause));
        }
    }

    private void delivered(StoreResult.Stored stored) {
        Optional<Bytes> copy = copy();
        MessageHash ownHash = copy.map(tools.sealer()::hashOfCopy)
                .orElse(pending.conversation() instanceof Conversation.Direct ? null : stored.hash());
        try {
            record(ownHash);
            copy.ifPresent(bytes -> outbox.storeCopy(this, bytes, message.kind().syncLifetime(pending.expiration())));
        } finally {
            result.complete(new SentMessage(
                    pending.conversation(),
                    new MessageReference(tools.self(), timestamp()),
                    stored.hash(),
                    stored.answer().confirmations()));
        }
        if (!copy.isPresent()) {
            outbox.ended(this);
        }
    }

    /** For the own devices (messages: sync to own devices). */
    private Optional<Bytes> copy() {
        if (!(pending.conversation() instanceof Conversation.Direct direct)) {
            return Optional.empty();
        }
        try {
            return message.syncCopy(direct.peer())
                    .map(copy -> tools.sealer().seal(tools.self(), copy, pending.expiration(), timestamp()));
        } catch (RuntimeException | Error e) {
            // The message itself is delivered, so this is no reason to let the sender try again.
            tools.failures().report(e);
            return Optional.empty();
        }
    }

    /** Before the copy is stored, so that it is known when a poll finds it. */
    private void record(@Nullable MessageHash ownHash) {
        tools.failures()
                .guard(() -> tools.ledger().change(draft -> {
                    if (isKept()) {
                        draft.add(new StoreChange.RemovePending(pending.number()));
                    }
                    if (ownHash != null) {
                        draft.add(new StoreChange.PutSeen(ownHash, Inbox.forgetAfter(tools.mailbox())));
                    }
                    tools.bookkeeper()
                            .sent(draft, pending.conversation(), message, pending.expiration(), timestamp(), ownHash);
                    return null;
                }));
        tools.files().remove(pending.files());
    }

    private void failByBug(Throwable bug) {
        giveUp(bug);
        tools.failures().report(bug);
    }

    /** The caller is told, so that it is the caller's to go on with: no later client does. */
    void fail(RuntimeException failure) {
        RuntimeException told = failure instanceof SessionNetworkException network
                        && !network.unsent().isPresent()
                ? network.of(maybeStored ? pending : pending.withSealed(null))
                : failure;
        if (result.completeExceptionally(told)) {
            forget();
            if (!(told instanceof SessionNetworkException)) {
                tools.files().remove(pending.files());
            }
            outbox.ended(this);
        }
    }

    private void forget() {
        if (isKept()) {
            tools.failures()
                    .guard(() -> tools.ledger().change(draft -> {
                        draft.add(new StoreChange.RemovePending(pending.number()));
                        if (patient) {
                            draft.tell(new SendingFailed(pending));
                        }
                        return null;
                    }));
        }
    }

    /** Ends it for this client; a later one goes on with it. */
    void abandon() {
        result.completeExceptionally(new ClientClosedException());
    }
}
