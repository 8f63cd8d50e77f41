package org.session4j.client.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.TypingIndicator;

/**
 * Tells peers that this account's owner is typing (messages: typing indicators): at the first key, again every ten seconds,
 * and when there was no key for three. Only if that is switched on, and only people who have accepted each other.
 */
final class TypingSignals implements AutoCloseable {

    private final Ledger ledger;
    private final Outbox outbox;
    private final Timer timer;
    private final LongSupplier nanoTime;

    /** Guards the map; only the timer is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Conversation, Spell> spells = new HashMap<>();

    /** A while of typing, equal only to itself. */
    private static final class Spell {
        private final long toldNanos;
        private Runnable cancel = () -> {};

        Spell(long toldNanos) {
            this.toldNanos = toldNanos;
        }
    }

    TypingSignals(Ledger ledger, Outbox outbox, Timer timer, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /** A key was pressed. */
    void key(Conversation conversation) {
        if (isWanted(conversation) && continueSpell(conversation)) {
            send(conversation, TypingIndicator.STARTED);
        }
    }

    private boolean isWanted(Conversation conversation) {
        return conversation instanceof Conversation.Direct
                && ledger.store().settings(ledger.account()).typingIndicators()
                && ledger.state(conversation).isMutual();
    }

    /** Whether the peer is to be told. */
    private boolean continueSpell(Conversation conversation) {
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            Spell before = end(conversation);
            boolean goesOn = before != null && now - before.toldNanos < TypingIndicator.REPEATED_EVERY.toNanos();
            Spell spell = new Spell(before != null && goesOn ? before.toldNanos : now);
            spells.put(conversation, spell);
            spell.cancel = timer.after(TypingIndicator.STOPPED_AFTER, () -> paused(conversation, spell));
            return !goesOn;
        } finally {
            lock.unlock();
        }
    }

    private void paused(Conversation conversation, Spell spell) {
        boolean wasLast;
        lock.lock();
        try {
            wasLast = spells.remove(conversation, spell);
        } finally {
            lock.unlock();
        }
        if (wasLast) {
            send(conversation, TypingIndicator.STOPPED);
        }
    }

    /** The text was given up. */
    void stop(Conversation conversation) {
        if (forget(conversation)) {
            send(conversation, TypingIndicator.STOPPED);
        }
    }

    /** The text is sent, which tells the peer enough. */
    void done(Conversation conversation) {
        boolean unused = forget(conversation);
    }

    private boolean forget(Conversation conversation) {
        lock.lock();
        try {
            return end(conversation) != null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Spell end(Conversation conversation) {
        Spell spell = spells.remove(conversation);
        if (spell != null) {
            spell.cancel.run();
        }
        return spell;
    }

    /** Whether it arrives is nobody's concern. */
    private void send(Conversation conversation, TypingIndicator indicator) {
        CompletableFuture<?> unused = outbox.send(conversation, indicator, Expiration.OFF);
    }

    /** The peer stops showing it by itself. */
    @Override
    public void close() {
        lock.lock();
        try {
            spells.values().forEach(spell -> spell.cancel.run());
            spells.clear();
        } finally {
            lock.unlock();
        }
    }
}
