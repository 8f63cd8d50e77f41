package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.Conversation;
import org.session4j.client.internal.groups.GroupNotices;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.OwnProfile;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.swarm.StoreResult;

/** To the mailbox of one account: somebody's, or one's own for notes (messages: sending). */
final class DirectRoute implements Route {

    private final SessionId recipient;
    private final boolean isOwn;
    private final LetterSealer sealer;
    private final GroupNotices notices;
    private final AccountMailbox mailbox;

    private DirectRoute(
            SessionId recipient, boolean isOwn, LetterSealer sealer, GroupNotices notices, AccountMailbox mailbox) {
        this.recipient = recipient;
        this.isOwn = isOwn;
        this.sealer = sealer;
        this.notices = notices;
        this.mailbox = mailbox;
    }

    static Route to(
            Conversation.Direct conversation, LetterSealer sealer, GroupNotices notices, AccountMailbox mailbox) {
        return new DirectRoute(conversation.peer(), false, sealer, notices, mailbox);
    }

    static Route toSelf(SessionId self, LetterSealer sealer, GroupNotices notices, AccountMailbox mailbox) {
        return new DirectRoute(self, true, sealer, notices, mailbox);
    }

    /** A peer is told, too, how this account wants to be shown. */
    @Override
    public Optional<Bytes> seal(Draft draft, Message message, Expiration expiration, Instant timestamp) {
        Message shown =
                isOwn ? message : OwnProfile.on(message, draft.settings().profile());
        Message signed = notices.signed(draft, shown, recipient, timestamp);
        return Optional.of(sealer.seal(recipient, signed, expiration, timestamp));
    }

    @Override
    public CompletableFuture<?> ready() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<StoreResult> store(Bytes sealed, Duration lifetime) {
        return mailbox.store(recipient, sealed, lifetime);
    }

    @Override
    public Duration lifetime(Message message, Expiration expiration) {
        return isOwn ? message.kind().syncLifetime(expiration) : message.kind().peerLifetime(expiration);
    }
}
