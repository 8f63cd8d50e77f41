package org.session4j.protocol.attachment;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * What is known of a file after its encryption: the part that goes into the message, and its sizes in bytes.
 *
 * @param key opens it: 64 bytes of the legacy form, 32 bytes of the others
 * @param digest SHA-256 of the encrypted file, of the legacy form only
 * @param deterministic whether the URL must say {@code d}
 * @param plainLength of the content
 * @param encryptedLength of what is uploaded
 */
public record EncryptedFile(
        Bytes key, @Nullable Bytes digest, boolean deterministic, long plainLength, long encryptedLength) {

    /** Shows sizes only. */
    @Override
    public String toString() {
        return "EncryptedFile[" + encryptedLength + " bytes]";
    }
}
