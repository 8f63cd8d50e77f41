package org.session4j.client.internal;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.session4j.client.MessageStore;
import org.session4j.onion.Timing;
import org.session4j.protocol.SessionId;

/** What the deliveries of one account have in common. */
public record DeliveryTools(
        SessionId self,
        AccountMailbox mailbox,
        LetterSealer sealer,
        MessageStore store,
        EventDispatcher events,
        Failures failures,
        Timing timing,
        Executor workers,
        Timer timer,
        LongSupplier nanoTime) {}
