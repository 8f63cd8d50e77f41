package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.session4j.client.Conversation;
import org.session4j.client.TypingChanged;
import org.session4j.client.internal.rules.Errand;

/** Tells who is typing, until they stop, write, or have been silent too long (messages: typing indicators). */
final class TypingWatch implements AutoCloseable {

    private final EventDispatcher events;
    private final AccountMailbox mailbox;
    private final Timer timer;

    /** Guards the map; only the timer and the queue of the events are called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Conversation, Shown> shown = new HashMap<>();

    /** One showing, equal only to itself: a later one replaces it. */
    private static final class Shown {
        private Runnable cancel = () -> {};
    }

    TypingWatch(EventDispatcher events, AccountMailbox mailbox, Timer timer) {
        this.events = events;
        this.mailbox = mailbox;
        this.timer = timer;
    }

    void show(Errand.ShowTyping typing) {
        Instant now = mailbox.timeNow();
        Duration pause = typing.until().isAfter(now) ? Duration.between(now, typing.until()) : Duration.ZERO;
        Shown mine = new Shown();
        lock.lock();
        try {
            Shown before = shown.put(typing.conversation(), mine);
            if (before == null) {
                tell(new TypingChanged(typing.conversation(), typing.sender(), true));
            } else {
                before.cancel.run();
            }
            mine.cancel = timer.after(pause, () -> silent(typing, mine));
        } finally {
            lock.unlock();
        }
    }

    private void silent(Errand.ShowTyping typing, Shown mine) {
        lock.lock();
        try {
            if (shown.remove(typing.conversation(), mine)) {
                tell(new TypingChanged(typing.conversation(), typing.sender(), false));
            }
        } finally {
            lock.unlock();
        }
    }

    void hide(Errand.HideTyping typing) {
        lock.lock();
        try {
            Shown before = shown.remove(typing.conversation());
            if (before != null) {
                before.cancel.run();
                tell(new TypingChanged(typing.conversation(), typing.sender(), false));
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell(TypingChanged event) {
        events.dispatch(List.of(event));
    }

    /** Nobody is told any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            shown.values().forEach(each -> each.cancel.run());
            shown.clear();
        } finally {
            lock.unlock();
        }
    }
}
