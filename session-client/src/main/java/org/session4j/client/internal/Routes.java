package org.session4j.client.internal;

import org.session4j.client.Conversation;

/** Which way messages of a conversation go. */
@FunctionalInterface
interface Routes {

    /**
     * @throws org.session4j.client.SessionClientException if nothing can be sent there
     */
    Route of(Conversation conversation);
}
