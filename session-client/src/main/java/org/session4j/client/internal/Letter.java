package org.session4j.client.internal;

import org.session4j.client.MessageRefused;
import org.session4j.protocol.message.ReceivedMessage;

/** What was found in a stored message. */
public sealed interface Letter {

    /** A message, verified. */
    record Opened(ReceivedMessage received) implements Letter {}

    /** Nothing for this account. */
    record Refused(MessageRefused.Reason reason) implements Letter {}
}
