package org.session4j.examples;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.session4j.swarm.oxend.OxendException;

/** Waits for what a daemon, a node or a wallet answers. */
final class Answer {

    private Answer() {}

    /** What it says; a refusal with the words of whoever refused. */
    static <T> T of(CompletableFuture<T> asked) throws IOException, InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String words =
                    cause instanceof OxendException refusal && !refusal.detail().isEmpty()
                            ? ": " + refusal.detail().replaceAll("\\p{Cntrl}", " ")
                            : "";
            throw new IOException("no answer: " + cause.getMessage() + words, e);
        }
    }
}
