package org.session4j.swarm;

import java.time.Instant;

/**
 * What a file server says about a file.
 *
 * @param size in bytes, as it was uploaded
 * @param expires until when the server keeps it
 */
public record FileInfo(long size, Instant uploaded, Instant expires) {}
