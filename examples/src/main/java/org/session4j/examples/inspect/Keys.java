package org.session4j.examples.inspect;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;

/**
 * What may open a layer; null where it is not known.
 *
 * @param account to whom a message was sealed, or whose config it is
 * @param key of a file, 64 or 32 bytes, of a group, or the X25519 secret key of the node or server of an onion layer
 * @param digest of the encrypted file, as the message with the file says
 */
public record Keys(
        @Nullable Account account,
        @Nullable Bytes key,
        @Nullable Bytes digest) {

    public static final Keys NONE = new Keys(null, null, null);

    /** Names the class only. */
    @Override
    public String toString() {
        return "Keys";
    }
}
