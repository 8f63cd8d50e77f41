package org.session4j.client;

/**
 * Told of failures that no caller waits for: a listener or a store that threw. Users implement it; it is called on
 * threads of the client, should return soon, and what it throws is ignored.
 */
@FunctionalInterface
public interface ErrorHandler {

    void onError(Throwable failure);
}
