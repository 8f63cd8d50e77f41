package org.session4j.testkit.internal.storage;

import java.time.Instant;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.StoredMessage;

/** A stored message; its expiry may change. Guarded by the lock of its table. */
public final class Row {

    private final long id;
    private final String account;
    private final int namespace;
    private final String hash;
    private final Bytes data;
    private final long timestamp;
    private long expiry;

    Row(long id, NewMessage message) {
        this.id = id;
        this.account = message.account();
        this.namespace = message.namespace();
        this.hash = message.hash();
        this.data = message.data();
        this.timestamp = message.timestamp();
        this.expiry = message.expiry();
    }

    long id() {
        return id;
    }

    String account() {
        return account;
    }

    int namespace() {
        return namespace;
    }

    String hash() {
        return hash;
    }

    Bytes data() {
        return data;
    }

    long timestamp() {
        return timestamp;
    }

    long expiry() {
        return expiry;
    }

    void expiry(long other) {
        expiry = other;
    }

    StoredMessage snapshot() {
        return new StoredMessage(
                account, namespace, hash, data, Instant.ofEpochMilli(timestamp), Instant.ofEpochMilli(expiry));
    }
}
