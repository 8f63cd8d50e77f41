package org.session4j.conformance.operation;

/**
 * An operation that is not known, or one whose inputs are not of the documented form. It never counts as a refusal by
 * the library: a vector that ends here has not been checked.
 */
public final class NotRunnableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotRunnableException(String message) {
        super(message);
    }
}
