package org.session4j.client.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.internal.rules.Errand;
import org.session4j.client.internal.rules.ReadingRules;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ReadReceipt;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.SwarmAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads messages, tells the peer and the own devices (messages: read receipts, disappearing messages). */
public final class Reading {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    /** So many hashes go into one request, to keep it small. */
    static final int HASHES_PER_REQUEST = 500;

    /** One member alone may have lost a message, or lie about it. */
    private static final int MIN_CONFIRMATIONS = 2;

    private final Ledger ledger;
    private final AccountMailbox mailbox;
    private final Outbox outbox;
    private final Failures failures;
    private final Executor workers;

    Reading(Ledger ledger, AccountMailbox mailbox, Outbox outbox, Failures failures, Executor workers) {
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.outbox = outbox;
        this.failures = failures;
        this.workers = workers;
    }

    /**
     * Marks what is unread as read, and tells the peer if both want that.
     *
     * @param upTo latest sending time
     * @return what was marked, by sending time
     */
    public List<ChatMessage> markRead(Conversation conversation, Instant upTo) {
        List<ChatMessage> read = ledger.change(draft -> ReadingRules.read(
                draft, ledger.store().unread(ledger.account(), conversation, upTo), mailbox.timeNow()));
        if (tellsPeer(conversation)) {
            List<Instant> timestamps = read.stream().map(ChatMessage::timestamp).collect(Collectors.toList());
            for (List<Instant> each : parts(timestamps, ReadReceipt.MAX_TIMESTAMPS)) {
                CompletableFuture<?> unused = outbox.send(conversation, ReadReceipt.of(each), Expiration.OFF);
            }
        }
        return read;
    }

    private boolean tellsPeer(Conversation conversation) {
        return conversation instanceof Conversation.Direct
                && ledger.store().settings(ledger.account()).readReceipts()
                && ledger.state(conversation).isMutual();
    }

    void shorten(Errand.ShortenCopies errand) {
        for (List<ChatMessage> part : parts(errand.messages(), HASHES_PER_REQUEST)) {
            List<MessageHash> hashes = part.stream()
                    .map(ChatMessage::hash)
                    .filter(hash -> hash != null)
                    .collect(Collectors.toList());
            CompletableFuture<?> unused = mailbox.shorten(hashes, errand.expiry())
                    .whenCompleteAsync(
                            (answer, failure) -> {
                                if (answer == null) {
                                    LOG.debug("other devices could not be told what was read");
                                } else {
                                    failures.guard(() -> expireGone(part, answer));
                                }
                            },
                            workers);
        }
    }

    /** What the swarm does not hold any longer was read elsewhere, and its time is over. */
    private void expireGone(List<ChatMessage> messages, SwarmAnswer<ExpiryChange> answer) {
        Instant now = mailbox.timeNow();
        Set<MessageHash> held = held(answer);
        List<ChatMessage> gone = messages.stream()
                .filter(message -> !held.contains(message.hash()) && ReadingRules.wouldBeStoredUnlessRead(message, now))
                .collect(Collectors.toList());
        if (answer.confirmations() < MIN_CONFIRMATIONS || gone.isEmpty()) {
            return;
        }
        ledger.update(draft -> {
            gone.removeIf(message -> !draft.message(message.reference()).isPresent());
            ReadingRules.expire(draft, gone, now);
        });
    }

    private static Set<MessageHash> held(SwarmAnswer<ExpiryChange> answer) {
        Set<MessageHash> held = new HashSet<>();
        for (NodeOutcome<ExpiryChange> outcome : answer.outcomes().values()) {
            if (outcome instanceof NodeOutcome.Confirmed<ExpiryChange> confirmed) {
                held.addAll(confirmed.value().updated().keySet());
                held.addAll(confirmed.value().unchanged().keySet());
            }
        }
        return held;
    }

    static <T> List<List<T>> parts(List<T> all, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += size) {
            parts.add(all.subList(start, Math.min(all.size(), start + size)));
        }
        return parts;
    }
}
