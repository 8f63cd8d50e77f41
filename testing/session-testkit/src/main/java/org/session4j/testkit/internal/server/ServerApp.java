package org.session4j.testkit.internal.server;

import org.session4j.protocol.MalformedDataException;

/** What a server does; called on an event loop, so it must not block. */
@FunctionalInterface
public interface ServerApp {

    /**
     * Answers a request.
     *
     * @throws MalformedDataException if a real server would trip over the request, which it then calls an invalid one
     */
    ServerReply handle(ServerRequest request) throws MalformedDataException;
}
