package org.session4j.protocol.attachment;

import org.session4j.protocol.Bytes;

/**
 * A file that was encrypted in memory.
 *
 * @param content what is uploaded
 */
public record EncryptedBytes(Bytes content, EncryptedFile file) {}
