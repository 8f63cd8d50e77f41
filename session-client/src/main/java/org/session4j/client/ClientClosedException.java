package org.session4j.client;

/** The client was closed before, or while, this was done. A message under way may have been delivered or not. */
public final class ClientClosedException extends SessionClientException {

    private static final long serialVersionUID = 1L;

    public ClientClosedException() {
        super("the client is closed");
    }
}
