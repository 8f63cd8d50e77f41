package org.session4j.client;

import org.jspecify.annotations.Nullable;

/**
 * This account is not in a group any more, and its keys are gone.
 *
 * @param status {@link GroupStatus#REMOVED} or {@link GroupStatus#DESTROYED}; null if it has left, here or on another device
 */
public record GroupEnded(
        Conversation.Group conversation, @Nullable GroupStatus status) implements SessionEvent {}
