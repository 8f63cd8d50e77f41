package org.session4j.groups.v2;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Encrypts from one sender to several recipients, each under a key of its own and all with one nonce (groups:
 * multi-recipient encryption). Recipients know that the sender wrote it, and nobody can tell from outside who they are.
 * Thread-safe.
 */
public final class MultiRecipientCipher {

    private static final int MAX_LABEL = 64;

    private final byte[] label;
    private final Crypto crypto;

    private MultiRecipientCipher(byte[] label, Crypto crypto) {
        this.label = label;
        this.crypto = crypto;
    }

    /**
     * The cipher for one purpose: what is encrypted for one does not open for another.
     *
     * @param domain names the purpose; only the first 64 bytes of it count
     */
    public static MultiRecipientCipher of(String domain, Crypto crypto) {
        byte[] name = domain.getBytes(StandardCharsets.UTF_8);
        return new MultiRecipientCipher(Arrays.copyOf(name, Math.min(name.length, MAX_LABEL)), crypto);
    }

    /**
     * Encrypts; draws 24 bytes.
     *
     * @param messages one for all, or one for each recipient
     * @throws MalformedDataException if the key of a recipient is of small order
     */
    public MultiRecipientMessage encrypt(
            List<Bytes> messages, X25519KeyPair sender, List<X25519PublicKey> recipients, SecureRandom random)
            throws MalformedDataException {
        if (messages.size() != 1 && messages.size() != recipients.size()) {
            throw new IllegalArgumentException(
                    "messages: expected 1 or " + recipients.size() + ", got " + messages.size());
        }
        byte[] nonce = new byte[Crypto.XCHACHA20_NONCE];
        random.nextBytes(nonce);
        List<Bytes> entries = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            Bytes message = messages.get(messages.size() == 1 ? 0 : i);
            byte[] key = PairwiseKey.ofSender(sender, recipients.get(i), label, crypto);
            try {
                entries.add(Bytes.unsafeWrap(crypto.xchacha20Poly1305Encrypt(message.toByteArray(), nonce, key)));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
        return new MultiRecipientMessage(Bytes.unsafeWrap(nonce), entries);
    }

    /**
     * Opens the entry that is for the recipient.
     *
     * @throws GroupException {@link Reason#NOT_FOR_US} if none is
     * @throws MalformedDataException if the sender's key is of small order
     */
    public Bytes decrypt(MultiRecipientMessage message, X25519KeyPair recipient, X25519PublicKey sender)
            throws GroupException, MalformedDataException {
        byte[] nonce = message.nonce().toByteArray();
        byte[] key = PairwiseKey.ofRecipient(recipient, sender, label, crypto);
        try {
            for (Bytes entry : message.entries()) {
                try {
                    return Bytes.unsafeWrap(crypto.xchacha20Poly1305Decrypt(entry.toByteArray(), nonce, key));
                } catch (DecryptionException e) {
                    continue;
                }
            }
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        throw new GroupException(Reason.NOT_FOR_US);
    }
}
