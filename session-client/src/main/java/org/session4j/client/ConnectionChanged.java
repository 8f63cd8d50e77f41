package org.session4j.client;

/** Whether the account's mailbox can be looked into has changed. */
public record ConnectionChanged(ConnectionState state) implements SessionEvent {}
