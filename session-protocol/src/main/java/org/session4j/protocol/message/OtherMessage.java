package org.session4j.protocol.message;

/** A message of a known kind, as it came. */
public record OtherMessage(MessageKind kind, Content content) implements Message {}
