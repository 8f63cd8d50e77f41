package org.session4j.qr;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.SessionException;

/** A picture that what was looked for cannot be read from. Nothing of what a code says is part of the message. */
public final class QrException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a picture. */
    public enum Kind {
        /** Neither PNG nor JPEG, or broken. */
        NOT_AN_IMAGE,
        /** More than {@link QrImage#MAX_PIXELS}. */
        TOO_LARGE,
        /** No QR code in it that could be read. */
        NO_CODE,
        /** A code that says something else. */
        NOT_A_SESSION_ID,
        /** A code that says something else. */
        NOT_A_RECOVERY_PHRASE
    }

    private final Kind kind;

    QrException(Kind kind, String message) {
        this(kind, message, null);
    }

    QrException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
