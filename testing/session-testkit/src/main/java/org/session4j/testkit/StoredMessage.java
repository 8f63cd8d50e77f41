package org.session4j.testkit;

import java.time.Instant;
import org.session4j.protocol.Bytes;

/**
 * A message that a node keeps.
 *
 * @param account 66 lower-case hex digits; any prefix
 * @param namespace −32768 to 32767
 * @param hash 43 base64 characters
 */
public record StoredMessage(
        String account, int namespace, String hash, Bytes data, Instant timestamp, Instant expiry) {}
