package org.session4j.client;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.swarm.MessageHash;

/**
 * Something that lies in the account's mailbox, on its way into the {@link MessageStore}.
 *
 * @param hash its name in the mailbox
 * @param forgetAfter no swarm holds it any longer then, so its hash need not be remembered; network time
 * @param chat what goes into the history; null if nothing does, as what arrived is of an unknown kind or was refused
 */
public record Arrival(
        MessageHash hash, Instant forgetAfter, @Nullable ChatMessage chat) {

    public Optional<ChatMessage> message() {
        return Optional.ofNullable(chat);
    }
}
