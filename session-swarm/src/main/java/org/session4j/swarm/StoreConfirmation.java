package org.session4j.swarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member's signed word that it holds a message.
 *
 * @param hash signed by the member, and equal to the hash computed here
 * @param expiry when it will forget the message; null if it did not say. Not covered by the signature
 * @param already whether it held the message before
 */
public record StoreConfirmation(MessageHash hash, @Nullable Instant expiry, boolean already) {}
