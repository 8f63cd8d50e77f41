package org.session4j.onion;

import java.io.IOException;

/** An answer that was cut off while reading as it went over the limit. */
public final class ResponseTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    public ResponseTooLargeException(long limitBytes) {
        super("the answer is longer than " + limitBytes + " bytes");
    }
}
