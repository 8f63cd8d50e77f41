package org.session4j.client;

/**
 * The client was closed before, or while, this was done. A message under way may have been delivered or not; if the store
 * outlives the client it is still pending there, and goes on when a client of the account is opened with that store.
 */
public final class ClientClosedException extends SessionClientException {

    private static final long serialVersionUID = 1L;

    public ClientClosedException() {
        super("the client is closed");
    }
}
