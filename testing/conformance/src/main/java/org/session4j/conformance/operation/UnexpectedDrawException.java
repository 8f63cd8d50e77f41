package org.session4j.conformance.operation;

/** Randomness was drawn otherwise than the record says: the order and sizes of draws are part of a vector. */
public final class UnexpectedDrawException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnexpectedDrawException(String message) {
        super(message);
    }
}
