package org.session4j.client.internal;

import org.session4j.protocol.Bytes;
import org.session4j.swarm.Namespace;

/** Something that an account stores for its own devices. */
record OwnMessage(Namespace namespace, Bytes data) {}
