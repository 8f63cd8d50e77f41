package org.session4j.onion.wire;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Derives the onion key of a service node from its identity (network: Ed25519 to X25519). The key that a list gives is
 * never used, only compared. Remembers what it derived, as a list of some thousand nodes is read again and again. Safe
 * for use by many threads.
 */
public final class ServiceNodeKeys {

    /** Some times the size of the network; beyond that everything is forgotten. */
    private static final int MAX_REMEMBERED = 20_000;

    private final Crypto crypto;
    private final ConcurrentMap<Ed25519PublicKey, Optional<X25519PublicKey>> derived = new ConcurrentHashMap<>();

    public ServiceNodeKeys(Crypto crypto) {
        this.crypto = crypto;
    }

    /**
     * The onion key; empty if the identity is no point of the prime-order subgroup, in which case the node is unusable.
     */
    public Optional<X25519PublicKey> derive(Ed25519PublicKey identity) {
        Optional<X25519PublicKey> known = derived.get(identity);
        if (known != null) {
            return known;
        }
        if (derived.size() >= MAX_REMEMBERED) {
            derived.clear();
        }
        Optional<X25519PublicKey> key = convert(identity);
        derived.put(identity, key);
        return key;
    }

    private Optional<X25519PublicKey> convert(Ed25519PublicKey identity) {
        try {
            return Optional.of(X25519PublicKey.of(crypto.ed25519PublicKeyToX25519(identity.toByteArray())));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }
}
