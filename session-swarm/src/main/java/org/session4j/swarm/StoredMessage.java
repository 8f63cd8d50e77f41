package org.session4j.swarm;

import java.time.Instant;
import org.session4j.protocol.Bytes;

/**
 * A message as a swarm member handed it out; its hash was recomputed from its data and agrees.
 *
 * @param timestamp what the sender claimed when storing
 * @param expiration when the swarm forgets it
 * @param data the stored bytes
 */
public record StoredMessage(MessageHash hash, Instant timestamp, Instant expiration, Bytes data) {}
