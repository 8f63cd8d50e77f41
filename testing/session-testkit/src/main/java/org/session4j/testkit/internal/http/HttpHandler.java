package org.session4j.testkit.internal.http;

import java.util.concurrent.CompletionStage;

/** Answers requests; called on an event loop, so it must not block. */
@FunctionalInterface
public interface HttpHandler {

    CompletionStage<HttpReply> handle(HttpCall call);
}
