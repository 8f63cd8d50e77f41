package org.session4j.protocol.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Blake2bState;
import org.session4j.protocol.crypto.Crypto;

/**
 * What a file server calls a file: 1 to 44 letters, digits, underscores and hyphens of ASCII (services: file ids). Older
 * servers give decimal numbers, newer ones a hash of the content; a client takes both as they are.
 */
public final class FileId {

    /** In characters; ids of this length are hashes of the content. */
    public static final int MAX_LENGTH = 44;

    private static final int HASH_LENGTH = 33;

    /** Salt of the hash, filled up to 16 bytes with zeros. */
    private static final byte[] HASH_SALT = Arrays.copyOf("SessionFileSvr".getBytes(StandardCharsets.US_ASCII), 16);

    /** Numeric ids are below 2^53. */
    private static final int MAX_DIGITS = 16;

    private final String text;

    private FileId(String text) {
        this.text = text;
    }

    public static FileId parse(String text) throws MalformedDataException {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new MalformedDataException("file id: expected 1 to 44 characters, got " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isCharacter(text.charAt(i))) {
                throw new MalformedDataException("file id: no character for an id at position " + i);
            }
        }
        return new FileId(text);
    }

    private static boolean isCharacter(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * The id that a newer server gives to a body that is uploaded by HTTP, for those who imitate one. A client does not
     * rely on it: other ways in have other hashes.
     */
    public static FileId ofContent(Crypto crypto, byte[] body) {
        try (Blake2bState hash = crypto.blake2bInit(HASH_LENGTH, null, HASH_SALT, null)) {
            hash.update(body, body.length);
            return new FileId(Base64.getUrlEncoder().encodeToString(hash.doFinal()));
        }
    }

    /** Whether the server can be asked to keep the file longer; it cannot do so for numbers. */
    public boolean isExtendable() {
        return text.length() == MAX_LENGTH;
    }

    /** The number that the id is, or 0: what goes into the id field of an attachment pointer, which old readers want. */
    public long numberOrZero() {
        if (text.length() > MAX_DIGITS) {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return 0;
            }
            number = 10 * number + (text.charAt(i) - '0');
        }
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileId id && text.equals(id.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it stands in a URL. */
    @Override
    public String toString() {
        return text;
    }
}
