package org.session4j.protocol.config;

import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.SharedConfigMessage;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.SignedMessage;
import org.session4j.protocol.wire.V1Cipher;
import org.session4j.protocol.wire.WebSocketMessage;

/**
 * What an account's documents are wrapped in once more, for apps of old (config: the protobuf wrap).
 *
 * <pre>
 * WebSocketMessage
 * └ Envelope        type 6, timestamp 1
 *   └ sealed box    from the account to itself, deterministic
 *     └ Content     sharedConfigMessage: kind, sequence number, data; then the byte 80
 * </pre>
 *
 * Thread-safe.
 */
public final class ConfigWrap {

    /** Old apps that unwrap on their own want one above 0. */
    private static final long TIMESTAMP = 1;

    private static final byte MARK = (byte) 0x80;

    private final V1Cipher cipher;

    private ConfigWrap(Crypto crypto) {
        this.cipher = V1Cipher.of(crypto);
    }

    public static ConfigWrap of(Crypto crypto) {
        return new ConfigWrap(crypto);
    }

    /**
     * Puts the wrap around encrypted data; equal input gives equal output.
     *
     * @throws IllegalArgumentException if the document is a group's
     */
    public Bytes wrap(Bytes data, long seqno, ConfigType type, Ed25519KeyPair account) {
        Content content = Content.builder()
                .sharedConfigMessage(new SharedConfigMessage(kind(type), seqno, data))
                .build();
        byte[] encoded = content.encode();
        byte[] marked = Arrays.copyOf(encoded, encoded.length + 1);
        marked[encoded.length] = MARK;
        Envelope envelope =
                new Envelope(Envelope.Type.SESSION_MESSAGE, null, TIMESTAMP, null, seal(marked, account), null, null);
        return Bytes.unsafeWrap(WebSocketMessage.wrap(envelope.encode()));
    }

    /**
     * The encrypted data in a wrap.
     *
     * @throws IllegalArgumentException if the document is a group's
     * @throws MalformedDataException if a layer is not of its form, or the document is another one
     * @throws DecryptionException if it was sealed to another account
     * @throws SignatureException if it was not sealed by the account itself
     */
    public Bytes unwrap(Bytes wrapped, ConfigType type, Ed25519KeyPair account)
            throws MalformedDataException, DecryptionException, SignatureException {
        SharedConfigMessage.Kind kind = kind(type);
        Envelope envelope = Envelope.decode(WebSocketMessage.unwrap(wrapped.toByteArray()));
        SignedMessage signed = cipher.decrypt(envelope.content().toByteArray(), account);
        if (!signed.senderKey().equals(account.publicKey())) {
            throw new SignatureException("config: expected a message that the account sealed itself");
        }
        SharedConfigMessage message =
                Content.decode(withoutMark(signed.message().toByteArray())).sharedConfigMessage();
        if (message == null || message.kind() != kind) {
            throw new MalformedDataException("config: expected the document " + type);
        }
        return message.data();
    }

    private Bytes seal(byte[] message, Ed25519KeyPair account) {
        X25519KeyPair recipient = account.toX25519();
        try {
            return Bytes.unsafeWrap(cipher.encryptDeterministic(message, account, recipient.publicKey()));
        } catch (MalformedDataException e) {
            throw new IllegalStateException("an account whose own key is of small order", e);
        } finally {
            recipient.destroy();
        }
    }

    private static byte[] withoutMark(byte[] marked) throws MalformedDataException {
        int end = marked.length;
        while (end > 0 && marked[end - 1] == 0) {
            end--;
        }
        if (end == 0 || marked[end - 1] != MARK) {
            throw new MalformedDataException("config: expected the byte 80 behind the content");
        }
        return Arrays.copyOf(marked, end - 1);
    }

    private static SharedConfigMessage.Kind kind(ConfigType type) {
        return switch (type) {
            case USER_PROFILE -> SharedConfigMessage.Kind.USER_PROFILE;
            case CONTACTS -> SharedConfigMessage.Kind.CONTACTS;
            case CONVO_INFO_VOLATILE -> SharedConfigMessage.Kind.CONVO_INFO_VOLATILE;
            case USER_GROUPS -> SharedConfigMessage.Kind.USER_GROUPS;
            case GROUP_INFO, GROUP_MEMBERS ->
                throw new IllegalArgumentException("type: a group's documents are not wrapped, got " + type);
        };
    }
}
