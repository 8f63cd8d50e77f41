package org.session4j.client;

import org.jspecify.annotations.Nullable;
import org.session4j.client.store.PendingMessage;

/**
 * A message may have been delivered, yet too few nodes have said so. Sending its text again could deliver it twice;
 * {@link SessionClient#resend} with {@link #message()} cannot, as it sends the very same bytes.
 */
public final class DeliveryUncertainException extends SessionNetworkException {

    private static final long serialVersionUID = 1L;

    private final transient PendingMessage message;

    public DeliveryUncertainException(PendingMessage message, @Nullable Throwable cause) {
        super("the message may have been delivered, but too few nodes confirmed it", cause, null, message);
        this.message = message;
    }

    /** What to hand to {@link SessionClient#resend}. */
    public PendingMessage message() {
        return message;
    }
}
