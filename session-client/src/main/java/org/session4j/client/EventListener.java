package org.session4j.client;

/**
 * Hears what happens to an account. Users implement it.
 *
 * <p>All listeners of a client are called by one thread of that client, one event after the other. They may block, and
 * may call the client, {@link SessionClient#send} and {@link SessionClient#close} included; meanwhile messages are still
 * fetched and stored, and later events wait. Whatever a listener throws goes to the {@link ErrorHandler}.
 */
@FunctionalInterface
public interface EventListener {

    void onEvent(SessionEvent event);
}
