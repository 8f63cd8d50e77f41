package org.session4j.examples.inspect;

import java.util.Optional;
import org.session4j.onion.wire.LayerCipher;
import org.session4j.onion.wire.SealedLayer;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/** An encrypted onion layer, as it is posted to a guard node, and what is in it if the key of the node is known. */
final class OnionRequestLayer implements Layer {

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        try {
            return Optional.of(open(Found.of("onion request"), SealedLayer.decode(bytes.toByteArray()), keys));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    /** Adds what a sealed layer says, and opens it. */
    static Found open(Found found, SealedLayer sealed, Keys keys) {
        Found layer = found.with("cipher", sealed.cipher().wireName())
                .with("ephemeral key", sealed.ephemeralKey())
                .with("hop number", sealed.hopNumber());
        String size = sealed.ciphertext().length() + " bytes";
        Bytes key = keys.key();
        if (key == null || key.length() != Crypto.KEY) {
            return layer.with("sealed", size + "; the key of its reader opens it");
        }
        byte[] secret = key.toByteArray();
        Crypto crypto = Crypto.get();
        try {
            LayerCipher cipher = sealed.cipherFor(crypto, secret, X25519PublicKey.of(crypto.x25519Base(secret)));
            return layer.with("sealed", size + " to this key")
                    .around(Bytes.of(cipher.decrypt(sealed.ciphertext().toByteArray())));
        } catch (MalformedDataException | DecryptionException e) {
            return layer.with("sealed", size + ", to somebody else");
        }
    }
}
