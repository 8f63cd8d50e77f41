package org.session4j.client;

/** Ends the calls of a listener when closed; closing twice is harmless. */
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
