package org.session4j.swarm;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;

/**
 * The name of a stored message (storage server: message hash): 43 characters of base64 without padding, made of the
 * account, the namespace and the data, so that the same bytes stored again in the same mailbox have the same name.
 * Ordered by byte value, as the signatures of nodes need it.
 */
public final class MessageHash implements Comparable<MessageHash> {

    /** In characters. */
    public static final int LENGTH = 43;

    /** That of no message: whoever has read up to it has read nothing, as members take it for one that is gone. */
    public static final MessageHash NONE = new MessageHash(String.join("", Collections.nCopies(LENGTH, "A")));

    private static final int DIGEST_LENGTH = 32;

    private final String text;

    private MessageHash(String text) {
        this.text = text;
    }

    /** Reads the 43 characters. */
    public static MessageHash parse(String text) throws MalformedDataException {
        if (text.length() != LENGTH) {
            throw new MalformedDataException("message hash: expected 43 characters, got " + text.length());
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!isBase64(text.charAt(i))) {
                throw new MalformedDataException("message hash: no base64 digit at position " + i);
            }
        }
        return new MessageHash(text);
    }

    /**
     * BLAKE2b-256 of the prefix byte, the 32 key bytes, the decimal namespace (nothing for 0) and the data.
     *
     * @param data as stored, not its base64 form
     */
    public static MessageHash compute(Crypto crypto, SessionId account, Namespace namespace, Bytes data) {
        byte[] digest = crypto.blake2b(
                DIGEST_LENGTH,
                null,
                null,
                account.toByteArray(),
                namespace.signedForm().getBytes(StandardCharsets.US_ASCII),
                data.toByteArray());
        return new MessageHash(Base64.getEncoder().withoutPadding().encodeToString(digest));
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    @Override
    public int compareTo(MessageHash other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageHash hash && text.equals(hash.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The 43 characters. */
    @Override
    public String toString() {
        return text;
    }
}
