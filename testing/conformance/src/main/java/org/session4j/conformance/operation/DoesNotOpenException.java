package org.session4j.conformance.operation;

/** What the library made does not open to what went in. */
public final class DoesNotOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DoesNotOpenException(String message) {
        super(message);
    }

    static void require(boolean opens, String what) {
        if (!opens) {
            throw new DoesNotOpenException(what + " does not open to what went in");
        }
    }
}
