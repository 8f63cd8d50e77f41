package org.session4j.scenarios;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.session4j.client.DeliveryUncertainException;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.store.PendingMessage;
import org.session4j.protocol.SessionId;

/** Sends as a careful program would: what may have arrived is sent on as it is, what certainly did not is sent anew. */
record CarefulSender(SessionClient from, SessionId to) {

    /** So long it is tried again; a busy machine may need it. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    SentMessage send(String text) {
        return send(text, null);
    }

    /**
     * @param failure how it ended the last time; null if there was none
     */
    SentMessage send(String text, @Nullable SessionNetworkException failure) {
        PendingMessage pending = null;
        SessionNetworkException last = failure;
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            if (last instanceof DeliveryUncertainException uncertain) {
                pending = uncertain.message();
            }
            try {
                return pending == null ? from.send(to, text) : from.resend(pending);
            } catch (SessionNetworkException e) {
                last = e;
            }
        }
        throw new AssertionError("not sent within " + PATIENCE.toMinutes() + " minutes: " + text, last);
    }
}
