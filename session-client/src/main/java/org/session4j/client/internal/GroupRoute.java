package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.GroupActionException;
import org.session4j.client.internal.groups.GroupGate;
import org.session4j.client.internal.groups.GroupNotices;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.OwnProfile;
import org.session4j.client.internal.rules.SenderKeySealing;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.swarm.StoreResult;

/**
 * To everybody in a group (groups: group message). A key that is not known to be stored seals nothing: who reads the message
 * before the key could not open it, and another admin's key may come before.
 */
final class GroupRoute implements Route {

    private final GroupId group;
    private final GroupSealer sealer;
    private final GroupNotices notices;
    private final GroupWays ways;
    private final GroupChores chores;

    GroupRoute(GroupId group, GroupSealer sealer, GroupNotices notices, GroupWays ways, GroupChores chores) {
        this.group = group;
        this.sealer = sealer;
        this.notices = notices;
        this.ways = ways;
        this.chores = chores;
    }

    @Override
    public Optional<Bytes> seal(Draft draft, Message message, Expiration expiration, Instant timestamp) {
        GroupState state = GroupGate.requireWritable(group, draft.documents(), draft.groups());
        if (state.keys().pending().isPresent()) {
            return Optional.empty();
        }
        Message shown = OwnProfile.on(message, draft.settings().profile());
        Message signed = notices.signed(draft, shown, group.sessionId(), timestamp);
        Message sealed = SenderKeySealing.seal(draft, group, signed, expiration, timestamp);
        return Optional.of(sealer.seal(state.keys(), sealed, expiration, timestamp));
    }

    @Override
    public CompletableFuture<?> ready() {
        return chores.settled(group);
    }

    @Override
    public CompletableFuture<StoreResult> store(Bytes sealed, Duration lifetime) {
        return ways.to(group)
                .map(mailbox -> mailbox.store(sealed, lifetime))
                .orElseGet(() -> Failures.failed(new GroupActionException(GroupActionException.Reason.REMOVED)));
    }

    @Override
    public Duration lifetime(Message message, Expiration expiration) {
        return message.kind().peerLifetime(expiration);
    }
}
