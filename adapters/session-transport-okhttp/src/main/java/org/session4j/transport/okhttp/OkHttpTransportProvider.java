package org.session4j.transport.okhttp;

import org.session4j.onion.Transport;
import org.session4j.onion.TransportProvider;

/** Makes {@link OkHttpTransport} known as {@code okhttp}. */
public final class OkHttpTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public OkHttpTransportProvider() {}

    @Override
    public String name() {
        return "okhttp";
    }

    @Override
    public Transport open() {
        return OkHttpTransport.open();
    }
}
