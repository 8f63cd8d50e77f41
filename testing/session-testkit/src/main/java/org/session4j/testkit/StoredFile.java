package org.session4j.testkit;

import java.time.Instant;
import org.session4j.protocol.Bytes;

/**
 * A file that the file server keeps.
 *
 * @param id as the server gave it
 * @param uploaded when it came, or came again
 */
public record StoredFile(String id, Bytes data, Instant uploaded, Instant expires) {}
