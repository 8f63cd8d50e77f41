package org.session4j.protocol;

/** Bytes or text that are not of the form they claim. The only exception that a decoder throws, whatever it is fed. */
public final class MalformedDataException extends SessionException {

    private static final long serialVersionUID = 1L;

    public MalformedDataException(String message) {
        super(message);
    }

    public MalformedDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
