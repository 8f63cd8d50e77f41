package org.session4j.swarm.internal.rpc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/** Posts JSON to one address, and does nothing on its own: no redirect, no login, no cookie, no second try. */
@FunctionalInterface
public interface HttpPost {

    /**
     * @param authorization value of the header of that name
     * @throws java.net.ConnectException if there is no connection
     * @throws java.net.SocketTimeoutException if the answer takes too long
     */
    HttpAnswer post(Bytes json, @Nullable String authorization) throws IOException;

    /** Ends what is under way, and takes on nothing more. */
    default void close() {}
}
