package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.session4j.client.ChatMessage;
import org.session4j.client.MessageRead;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.ReadingRules;
import org.session4j.client.store.ConversationSummary;
import org.session4j.swarm.MessageHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what other devices of the account have read of the messages whose clock starts with reading: they have shortened
 * the life of the copies in the own swarm (messages: disappearing messages).
 */
final class OtherDevices {

    private static final Logger LOG = LoggerFactory.getLogger(OtherDevices.class);

    /** So often the swarm is asked, if there is something to ask. */
    private static final Duration ASK_EVERY = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final AccountMailbox mailbox;
    private final Failures failures;
    private final Executor workers;

    /** Only touched by the poll under way. */
    private Instant asked = Instant.MIN;

    OtherDevices(Ledger ledger, AccountMailbox mailbox, Failures failures, Executor workers) {
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.failures = failures;
        this.workers = workers;
    }

    /** To be called after each poll. */
    void look() {
        Instant now = mailbox.timeNow();
        if (asked.isBefore(now.minus(ASK_EVERY))) {
            asked = now;
            failures.guard(
                    () -> Reading.parts(waiting(), Reading.HASHES_PER_REQUEST).forEach(this::ask));
        }
    }

    private List<ChatMessage> waiting() {
        List<ChatMessage> waiting = new ArrayList<>();
        for (ConversationSummary summary : ledger.store().conversations(ledger.account())) {
            if (summary.unread() > 0) {
                waiting.addAll(ledger.store().unread(ledger.account(), summary.conversation(), Instant.MAX));
            }
        }
        waiting.removeIf(message -> message.hash() == null || !ReadingRules.startsWithReading(message));
        return waiting;
    }

    private void ask(List<ChatMessage> messages) {
        List<MessageHash> hashes = messages.stream()
                .map(ChatMessage::hash)
                .filter(hash -> hash != null)
                .collect(Collectors.toList());
        CompletableFuture<?> unused = mailbox.expiries(hashes)
                .whenCompleteAsync(
                        (expiries, failure) -> {
                            if (expiries == null) {
                                LOG.debug("the swarm did not say what other devices have read");
                            } else {
                                failures.guard(() -> ledger.update(draft -> {
                                    messages.forEach(message -> read(draft, message, expiries));
                                }));
                            }
                        },
                        workers);
    }

    private void read(Draft draft, ChatMessage asked, Map<MessageHash, Instant> expiries) {
        Instant storedUntil = expiries.get(asked.hash());
        Optional<ChatMessage> unread = draft.message(asked.reference()).filter(ChatMessage::isUnread);
        if (storedUntil != null && unread.isPresent()) {
            ReadingRules.readElsewhere(unread.get(), storedUntil, mailbox.timeNow())
                    .ifPresent(read -> {
                        draft.put(read);
                        draft.tell(new MessageRead(read, draft.account()));
                    });
        }
    }
}
