package org.session4j.groups.v2;

import java.util.Arrays;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * The key between a sender and one recipient, which both compute: BLAKE2b_32(shared point || sender's key || recipient's
 * key; label).
 */
final class PairwiseKey {

    private PairwiseKey() {}

    /**
     * @param label at most 64 bytes
     * @return 32 bytes, to be wiped by the caller
     * @throws MalformedDataException if the recipient's key is of small order
     */
    static byte[] ofSender(X25519KeyPair sender, X25519PublicKey recipient, byte[] label, Crypto crypto)
            throws MalformedDataException {
        byte[] senderKey = sender.publicKey().toByteArray();
        return derive(sender, recipient, senderKey, recipient.toByteArray(), label, crypto);
    }

    /**
     * @param label at most 64 bytes
     * @return 32 bytes, to be wiped by the caller
     * @throws MalformedDataException if the sender's key is of small order
     */
    static byte[] ofRecipient(X25519KeyPair recipient, X25519PublicKey sender, byte[] label, Crypto crypto)
            throws MalformedDataException {
        byte[] recipientKey = recipient.publicKey().toByteArray();
        return derive(recipient, sender, sender.toByteArray(), recipientKey, label, crypto);
    }

    private static byte[] derive(
            X25519KeyPair own,
            X25519PublicKey other,
            byte[] senderKey,
            byte[] recipientKey,
            byte[] label,
            Crypto crypto)
            throws MalformedDataException {
        byte[] secret = own.secretKey().exposeSecretBytes();
        byte[] shared = new byte[0];
        try {
            shared = crypto.x25519(secret, other.toByteArray());
            return crypto.blake2b(Crypto.KEY, label, null, shared, senderKey, recipientKey);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(shared, (byte) 0);
        }
    }
}
