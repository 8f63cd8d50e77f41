package org.session4j.onion;

/** Who opens the innermost layer of an onion request: a service node, or a server outside the network. */
public sealed interface Destination permits ServiceNode, ServerDestination {}
