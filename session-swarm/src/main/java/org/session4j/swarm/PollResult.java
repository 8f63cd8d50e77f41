package org.session4j.swarm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;

/**
 * What one member of a swarm holds of several mailboxes of an account. It says nothing of what other members hold.
 *
 * @param member who was asked; ask the same one again while there is {@link #more()}
 * @param mailboxes one for each namespace, in the order of asking
 * @param kept what became of the messages to prolong; null if there were none, or the member did not say
 */
public record PollResult(
        ServiceNode member,
        SessionId account,
        Map<Namespace, Mailbox> mailboxes,
        @Nullable SwarmAnswer<ExpiryChange> kept) {

    public PollResult {
        mailboxes = Collections.unmodifiableMap(new LinkedHashMap<>(mailboxes));
    }

    /** What came of one mailbox. */
    public sealed interface Mailbox {}

    /**
     * New messages, perhaps none.
     *
     * @param messages in the order of the member; each under the hash that its data has, none twice
     * @param more whether the member holds more than it gave
     */
    public record Messages(List<StoredMessage> messages, boolean more) implements Mailbox {
        public Messages {
            messages = List.copyOf(messages);
        }
    }

    /**
     * The member would not say.
     *
     * @param status 401 if the signature is bad or the subaccount revoked; 0 if the answer could not be read
     */
    public record Refused(int status) implements Mailbox {}

    /** The messages of one mailbox; empty if it was refused or not asked for. */
    public List<StoredMessage> messages(Namespace namespace) {
        return mailboxes.get(namespace) instanceof Messages messages ? messages.messages() : List.of();
    }

    /** Whether the member holds more, in any mailbox. */
    public boolean more() {
        return mailboxes.values().stream().anyMatch(mailbox -> mailbox instanceof Messages messages && messages.more());
    }
}
