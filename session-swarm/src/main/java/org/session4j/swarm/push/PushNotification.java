package org.session4j.swarm.push;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.wire.BtValue;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.internal.JsonObject;

/**
 * What a push notification tells (services: push notification server). It is the push server's word: whoever acts on it
 * opens the message, or polls.
 *
 * <pre>
 * l
 *   {"@": account, "#": hash, "n": namespace, "t": timestamp, "l": length of data, "B": data was left out}
 *   data, unless it was left out
 * e
 * </pre>
 *
 * @param account in whose mailbox there is a message
 * @param hash by which the mailbox knows the message, a {@link org.session4j.swarm.MessageHash} of today's swarms; unchecked
 * @param namespace which of its mailboxes
 * @param timestamp of the message
 * @param data the message as it is stored, or null if it was left out
 */
public record PushNotification(
        SessionId account,
        String hash,
        Namespace namespace,
        Instant timestamp,
        @Nullable Bytes data) {

    private static final int MAX_PARTS = 2;

    public PushNotification {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(timestamp, "timestamp");
    }

    /**
     * Opens a notification.
     *
     * @param payload what it has as {@code enc_payload}, base64 taken off
     * @throws MalformedDataException if it is too short, or what is in it is not of its form
     * @throws DecryptionException if it was encrypted with another key, or changed
     */
    public static PushNotification open(Bytes payload, PushKey key, Crypto crypto)
            throws MalformedDataException, DecryptionException {
        return decode(key.decrypt(payload, crypto));
    }

    /** Reads what {@link PushKey#decrypt} gives. */
    public static PushNotification decode(Bytes plaintext) throws MalformedDataException {
        List<BtValue> parts = BtValue.decode(plaintext).asList().values();
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw new MalformedDataException("push notification: expected 1 or 2 parts, got " + parts.size());
        }
        JsonObject metadata = JsonObject.parse(parts.get(0).asString());
        Bytes data = parts.size() == MAX_PARTS ? parts.get(1).asString() : null;
        if (data != null && metadata.integer("l") != data.length()) {
            throw new MalformedDataException(
                    "push notification: expected " + metadata.integer("l") + " bytes of data, got " + data.length());
        }
        return new PushNotification(
                SessionId.parse(metadata.string("@")),
                metadata.string("#"),
                namespace(metadata.integer("n")),
                metadata.millis("t"),
                data);
    }

    private static Namespace namespace(long number) throws MalformedDataException {
        if (number != (short) number) {
            throw new MalformedDataException("push notification: expected a namespace of 16 bits, got " + number);
        }
        return Namespace.of((int) number);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "PushNotification";
    }
}
