package org.session4j.client.internal.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.session4j.client.Conversation;
import org.session4j.client.GroupActionException;
import org.session4j.client.MessageTooLargeException;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.groups.SenderKeys;
import org.session4j.client.store.HeldMessage;
import org.session4j.groups.GroupException;
import org.session4j.groups.senderkeys.Encrypted;
import org.session4j.groups.senderkeys.KeyRequest;
import org.session4j.groups.senderkeys.Renewed;
import org.session4j.groups.senderkeys.RotationPolicy;
import org.session4j.groups.senderkeys.SenderKeyGroup;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.SenderKeyFrame;
import org.session4j.swarm.MessageHash;

/**
 * What goes out in groups with sender keys: messages, before the first one under a chain the chain itself to every member and
 * to the account's other devices, and requests for the chains of others (groups: modern profile for sender keys; 0019).
 */
public final class SenderKeySealing {

    /** So often one author is asked for one chain. */
    private static final Duration ASK_EVERY = Duration.ofDays(1);

    private SenderKeySealing() {}

    /**
     * What is written in a group in place of a message: the same, if the group has no sender keys, or if it is about the group
     * and has to be understood by who has no keys yet.
     *
     * @param timestamp of the message
     * @throws GroupActionException if this account is in no epoch of the group yet
     */
    public static Message seal(Draft draft, GroupId group, Message message, Expiration expiration, Instant timestamp) {
        boolean isSealed = message.kind() != MessageKind.GROUP_UPDATE
                && draft.group(group).filter(GroupState::hasSenderKeys).isPresent();
        if (!isSealed) {
            return message;
        }
        EpochRules.beginIfDue(draft, group, timestamp);
        SenderKeys keys = EpochRules.current(draft, group, timestamp)
                .orElseThrow(() -> new GroupActionException(GroupActionException.Reason.NO_KEY));
        byte[] content = message.toContent(timestamp, expiration).encode();
        try {
            Encrypted encrypted = handedOut(draft, keys.group(), timestamp).encrypt(content);
            draft.group(group).ifPresent(state -> draft.put(state.withSenderKeys(keys.with(encrypted.state()))));
            return new SenderKeyFrame(encrypted.message());
        } catch (GroupException e) {
            throw new MessageTooLargeException(
                    MessageTooLargeException.Unit.CONTENT_BYTES, SenderKeyGroup.MAX_CONTENT, content.length);
        }
    }

    /** With a chain that everybody has, or will have soon: what was kept with this change is sent after a crash, too. */
    private static SenderKeyGroup handedOut(Draft draft, SenderKeyGroup group, Instant now) throws GroupException {
        SenderKeyGroup fresh = group;
        if (group.isRestored() || group.isChainDue(now, RotationPolicy.DEFAULT)) {
            Renewed.Chain renewed = group.renewChain(now, draft.random());
            renewed.distribution().destroy();
            fresh = renewed.state();
        }
        if (fresh.isChainUnused()) {
            SenderKeyFrame distribution = frame(fresh.distribution());
            for (SessionId member : fresh.epoch().members()) {
                draft.send(Conversation.between(draft.account(), member), distribution);
            }
        }
        return fresh;
    }

    /** Wipes what it is made of. */
    static SenderKeyFrame frame(SecretBytes distribution) {
        try {
            return new SenderKeyFrame(Bytes.unsafeWrap(distribution.exposeSecretBytes()));
        } finally {
            distribution.destroy();
        }
    }

    /**
     * Asks authors for chains that should have come by now: once each in a day.
     *
     * @param now network time
     * @param patience how long a chain may take after the first message under it
     */
    public static void ask(Draft draft, GroupId group, Instant now, Duration patience) {
        Optional<SenderKeys> keys = draft.group(group).flatMap(GroupState::senderKeys);
        if (!keys.isPresent()) {
            return;
        }
        for (HeldMessage held : draft.held(group.sessionId())) {
            Instant since = held.forgetAfter().minus(HeldFrames.LIFETIME);
            boolean isMessage = held.message().at(0) == SenderKeyRules.MESSAGE;
            if (isMessage && !now.isBefore(since.plus(patience))) {
                ask(draft, keys.get(), held, now);
            }
        }
    }

    private static void ask(Draft draft, SenderKeys keys, HeldMessage held, Instant now) {
        try {
            KeyRequest request = keys.group().requestFor(held.message());
            MessageHash name = Names.asking(held.author(), request);
            if (!draft.isSeen(name)) {
                draft.seeUntil(name, now.plus(ASK_EVERY));
                draft.send(Conversation.between(draft.account(), held.author()), new SenderKeyFrame(request.encode()));
            }
        } catch (MalformedDataException | GroupException e) {
            // It came before there was an epoch, so nobody had looked at it.
            draft.release(held);
        }
    }
}
