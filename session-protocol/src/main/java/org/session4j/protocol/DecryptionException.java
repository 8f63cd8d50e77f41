package org.session4j.protocol;

/** A ciphertext that the given key does not open. Deliberately without detail. */
public final class DecryptionException extends SessionException {

    private static final long serialVersionUID = 1L;

    public DecryptionException(String message) {
        super(message);
    }
}
