package org.session4j.client;

/**
 * This account is in a group from now on: it made it, accepted an invitation, or did so on another device.
 */
public record GroupJoined(Conversation.Group conversation) implements SessionEvent {}
