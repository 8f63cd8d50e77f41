package org.session4j.client.store;

import org.jspecify.annotations.Nullable;
import org.session4j.client.SessionClientException;

/** The store could not do what was asked: the disk is full, the passphrase wrong, the data not what was written. */
public class StoreException extends SessionClientException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
