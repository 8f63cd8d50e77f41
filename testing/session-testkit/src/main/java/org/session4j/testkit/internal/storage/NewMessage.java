package org.session4j.testkit.internal.storage;

import org.session4j.protocol.Bytes;
import org.session4j.testkit.StoredMessage;

/**
 * A message to be stored.
 *
 * @param account 66 lower-case hex digits
 * @param hash 43 base64 characters
 * @param timestamp in milliseconds
 * @param expiry in milliseconds
 */
public record NewMessage(String account, int namespace, String hash, Bytes data, long timestamp, long expiry) {

    /** The same message as another node has it. */
    public static NewMessage copyOf(StoredMessage message, int namespace) {
        return new NewMessage(
                message.account(),
                namespace,
                message.hash(),
                message.data(),
                message.timestamp().toEpochMilli(),
                message.expiry().toEpochMilli());
    }
}
