package org.session4j.onion;

import java.time.Instant;
import org.session4j.protocol.Bytes;

/**
 * A node list frozen when a program was built: what a seed server answered then (network: seed servers). It is the last
 * resort of the bootstrap; nodes that have left since, going by the heights in the answer, are passed over.
 *
 * @param seedAnswer the JSON text of a seed's answer
 * @param made when the seed gave it
 */
public record FrozenNodeList(Bytes seedAnswer, Instant made) {}
