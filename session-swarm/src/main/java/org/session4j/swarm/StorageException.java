package org.session4j.swarm;

import java.io.IOException;

/**
 * A service node answered and did not do what was asked (network: destination-level status). That it was this node which
 * answered is certain.
 */
public final class StorageException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Longest text of a node that is kept. */
    private static final int MAX_REASON_LENGTH = 500;

    private final int status;
    private final String reason;

    /**
     * @param status as in HTTP; 0 if the answer could not be read
     * @param reason the node's words; they may name an account, so they are not part of the message
     */
    public StorageException(int status, String reason) {
        super(status == 0 ? "the node's answer is malformed" : "the node answered with status " + status);
        this.status = status;
        this.reason = reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH);
    }

    public int status() {
        return status;
    }

    /** The node's words, untrusted, at most 500 characters. */
    public String reason() {
        return reason;
    }
}
