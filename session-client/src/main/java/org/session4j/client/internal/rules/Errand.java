package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.List;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.store.PendingMessage;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/** What is to be done once a change is safe. Losing one in a crash does no harm that is not made good later. */
public sealed interface Errand {

    /** Deletes copies from the own swarm (messages: unsend). */
    record DeleteCopies(List<MessageHash> hashes) implements Errand {}

    /**
     * Makes copies in the own swarm end sooner, which tells other devices that they were read (messages: disappearing
     * messages).
     *
     * @param messages with a hash; all disappear at {@code expiry}
     */
    record ShortenCopies(List<ChatMessage> messages, Instant expiry) implements Errand {}

    /** A message is to be deleted at some time, perhaps before all others. */
    record WatchExpiry(Instant expiry) implements Errand {}

    /** Brings changed documents into the swarm (config: push, confirm, obsolete). */
    record PushDocuments() implements Errand {}

    /** Sends a message that was kept with the change. */
    record Deliver(PendingMessage message) implements Errand {}

    /** Looks after the groups: what was changed in them may ask for something (groups: flows). */
    record TendGroups() implements Errand {}

    /** Looks into the mailboxes of the groups that this account is in now, and of no others (groups: flows). */
    record FollowGroups() implements Errand {}

    /** Shows that somebody is typing (messages: typing indicators). */
    record ShowTyping(Conversation conversation, SessionId sender, Instant until) implements Errand {}

    /** Shows it no longer. */
    record HideTyping(Conversation conversation, SessionId sender) implements Errand {}
}
