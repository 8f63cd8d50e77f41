package org.session4j.protocol;

/** A signature that does not verify. */
public final class SignatureException extends SessionException {

    private static final long serialVersionUID = 1L;

    public SignatureException(String message) {
        super(message);
    }
}
