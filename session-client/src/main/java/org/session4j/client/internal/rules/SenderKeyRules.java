package org.session4j.client.internal.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.session4j.client.Conversation;
import org.session4j.client.MessageRefused.Reason;
import org.session4j.client.internal.groups.Epochs;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.groups.SenderKeys;
import org.session4j.client.store.HeldMessage;
import org.session4j.groups.GroupException;
import org.session4j.groups.senderkeys.KeyDistribution;
import org.session4j.groups.senderkeys.KeyRequest;
import org.session4j.groups.senderkeys.Received;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.MessageRefusedException;
import org.session4j.protocol.message.SenderKeyFrame;
import org.session4j.swarm.MessageHash;

/**
 * What comes of groups with sender keys (groups: modern profile for sender keys; 0019).
 *
 * <pre>
 * in the group   message ──opened──▶ the rules of what is in it ──about what has not come──▶ held, opened
 *                   └──no key yet──▶ held
 * one to one     distribution ──▶ accepted, what is held is tried again;  its epoch is to come ──▶ held
 *                request ──▶ the chain as it stands, for members, not too often
 * </pre>
 */
public final class SenderKeyRules {

    static final byte MESSAGE = 0x11;
    private static final byte DISTRIBUTION = 0x21;
    private static final byte REQUEST = 0x31;

    /** Before a content that a key has opened and that waits for a message it is about. */
    private static final byte OPENED = 0;

    /** So often one account gets an answer about one chain. */
    private static final Duration ANSWER_EVERY = Duration.ofHours(1);

    private SenderKeyRules() {}

    static Outcome apply(Draft draft, Arrival arrival, SenderKeyFrame frame, Instant now) {
        MessageHash hash = arrival.hash();
        if (hash == null) {
            return Outcome.DONE;
        }
        Optional<SessionId> group = groupOf(arrival, frame.bytes());
        if (!group.isPresent()) {
            draft.refuse(Reason.MALFORMED, hash, now);
            return Outcome.DONE;
        }
        if (!draft.documents().groups().findGroup(group.get()).isPresent()) {
            // The invitation may be on its way.
            return Outcome.TOO_EARLY;
        }
        Instant forgetAfter = now.plus(HeldFrames.LIFETIME);
        HeldMessage one =
                new HeldMessage(group.get(), hash, arrival.sender(), arrival.sent(), frame.bytes(), forgetAfter);
        settle(draft, one, now).ifPresent(waiting -> HeldFrames.hold(draft, waiting, now));
        if (frame.bytes().at(0) == DISTRIBUTION) {
            tryHeld(draft, group.get(), now);
        }
        return Outcome.DONE;
    }

    /** Messages come in the group, everything else one to one. */
    private static Optional<SessionId> groupOf(Arrival arrival, Bytes frame) {
        byte kind = frame.at(0);
        if (arrival.conversation() instanceof Conversation.Group group) {
            return kind == MESSAGE ? Optional.of(group.id()) : Optional.empty();
        }
        try {
            if (kind == DISTRIBUTION) {
                return Optional.of(KeyDistribution.groupOf(frame.toByteArray()));
            }
            return kind == REQUEST
                    ? Optional.of(KeyRequest.decode(frame.toByteArray()).groupId())
                    : Optional.empty();
        } catch (MalformedDataException | GroupException e) {
            return Optional.empty();
        }
    }

    /**
     * Brings a group to the epoch of its document, and tries what is held again. To be called when anything of the group was
     * recorded.
     *
     * @param now network time
     */
    public static void follow(Draft draft, GroupId group, Instant now) {
        if (draft.group(group).filter(GroupState::hasSenderKeys).isPresent()) {
            Optional<SenderKeys> unused = EpochRules.current(draft, group, now);
            tryHeld(draft, group.sessionId(), now);
        }
    }

    /** Keys first, then what they open. */
    private static void tryHeld(Draft draft, SessionId group, Instant now) {
        for (boolean isForKeys : new boolean[] {true, false}) {
            for (HeldMessage held : draft.held(group)) {
                if ((held.message().at(0) == DISTRIBUTION) == isForKeys) {
                    tryAgain(draft, held, now);
                }
            }
        }
    }

    private static void tryAgain(Draft draft, HeldMessage held, Instant now) {
        Optional<HeldMessage> waiting = settle(draft, held, now);
        if (!waiting.isPresent()) {
            draft.release(held);
        } else if (waiting.get() != held) {
            draft.hold(waiting.get());
        } else if (held.forgetAfter().isBefore(now)) {
            draft.release(held);
            draft.refuse(Reason.NO_KEY, held.hash(), now);
        }
    }

    /** Deals with it, or gives back what is to wait: the same, or what was opened. */
    private static Optional<HeldMessage> settle(Draft draft, HeldMessage one, Instant now) {
        try {
            if (one.message().at(0) == OPENED) {
                return read(draft, one, now);
            }
            Optional<SenderKeys> keys = EpochRules.current(draft, GroupId.of(one.group()), now);
            if (!keys.isPresent()) {
                throw new GroupException(GroupException.Reason.UNKNOWN_KEY);
            }
            return settle(draft, one, keys.get(), now);
        } catch (GroupException e) {
            return mayComeRight(draft, one, e.reason())
                    ? Optional.of(one)
                    : refused(draft, one, reason(e.reason()), now);
        } catch (MalformedDataException e) {
            return refused(draft, one, Reason.MALFORMED, now);
        } catch (MessageRefusedException e) {
            return refused(draft, one, Reason.FORBIDDEN, now);
        }
    }

    private static Optional<HeldMessage> settle(Draft draft, HeldMessage one, SenderKeys keys, Instant now)
            throws GroupException, MalformedDataException, MessageRefusedException {
        switch (one.message().at(0)) {
            case DISTRIBUTION -> accept(draft, one, keys);
            case REQUEST -> answer(draft, one, keys, now);
            default -> {
                return open(draft, one, keys, now);
            }
        }
        return Optional.empty();
    }

    private static Optional<HeldMessage> open(Draft draft, HeldMessage one, SenderKeys keys, Instant now)
            throws GroupException, MalformedDataException, MessageRefusedException {
        Received received = keys.group().decrypt(one.message(), one.author(), now);
        put(draft, one, keys.with(received.state()));
        if (!(received instanceof Received.Opened opened)) {
            return Optional.empty();
        }
        byte[] content = new byte[1 + opened.content().length()];
        content[0] = OPENED;
        opened.content().copyTo(content, 1);
        Instant forgetAfter = now.plus(HeldFrames.OPENED_LIFETIME);
        return read(
                draft,
                new HeldMessage(
                        one.group(), one.hash(), one.author(), one.timestamp(), Bytes.unsafeWrap(content), forgetAfter),
                now);
    }

    /** What is in a message follows the same rules as if it had come without sender keys. */
    private static Optional<HeldMessage> read(Draft draft, HeldMessage opened, Instant now)
            throws MalformedDataException, MessageRefusedException {
        Bytes bytes = opened.message();
        Content content = Content.decode(bytes.slice(1, bytes.length()).toByteArray());
        Long timestamp = content.sigTimestamp();
        Message message = Message.of(content);
        if (timestamp == null || timestamp != opened.timestamp().toEpochMilli()) {
            return refused(draft, opened, Reason.FORBIDDEN, now);
        }
        if (message.kind() == MessageKind.SENDER_KEYS || message.kind() == MessageKind.GROUP_UPDATE) {
            return refused(draft, opened, Reason.FORBIDDEN, now);
        }
        Arrival arrival = new Arrival(
                opened.author().equals(draft.account()) ? Arrival.Origin.OTHER_DEVICE : Arrival.Origin.PEER,
                new Conversation.Group(opened.group()),
                opened.author(),
                opened.timestamp(),
                message,
                message.kind().disappears() ? Expiration.of(content) : Expiration.OFF,
                opened.hash(),
                null);
        return switch (RuleBook.apply(draft, arrival, now)) {
            case DONE -> Optional.empty();
            case TOO_EARLY -> Optional.of(opened);
            case BLOCKED -> refused(draft, opened, Reason.BLOCKED, now);
            case NOT_A_MEMBER -> refused(draft, opened, Reason.NOT_A_MEMBER, now);
        };
    }

    private static void accept(Draft draft, HeldMessage one, SenderKeys keys)
            throws GroupException, MalformedDataException {
        KeyDistribution distribution = KeyDistribution.decode(one.message().toByteArray(), keys.crypto());
        try {
            put(draft, one, keys.with(keys.group().accept(distribution, one.author())));
        } finally {
            distribution.destroy();
        }
    }

    /** About the chain of another device of this account, or one that has ended, that device answers, or nobody. */
    private static void answer(Draft draft, HeldMessage one, SenderKeys keys, Instant now)
            throws GroupException, MalformedDataException {
        KeyRequest request = KeyRequest.decode(one.message().toByteArray());
        MessageHash name = Names.answering(one.author(), request);
        if (draft.isSeen(name)) {
            return;
        }
        SecretBytes distribution;
        try {
            distribution = keys.group().distributionFor(request, one.author());
        } catch (GroupException e) {
            if (e.reason() == GroupException.Reason.NOT_A_MEMBER) {
                throw e;
            }
            return;
        }
        draft.seeUntil(name, now.plus(ANSWER_EVERY));
        draft.send(Conversation.between(draft.account(), one.author()), SenderKeySealing.frame(distribution));
    }

    private static void put(Draft draft, HeldMessage one, SenderKeys keys) {
        GroupId group = GroupId.of(one.group());
        draft.group(group).ifPresent(state -> draft.put(state.withSenderKeys(keys)));
    }

    /** Its key may come, or an epoch of which its author is a member. */
    private static boolean mayComeRight(Draft draft, HeldMessage one, GroupException.Reason reason) {
        if (one.message().at(0) == REQUEST) {
            return false;
        }
        return switch (reason) {
            case UNKNOWN_KEY, TOO_FAR_AHEAD -> true;
            case NOT_A_MEMBER ->
                draft.group(GroupId.of(one.group()))
                        .filter(state -> Epochs.isMember(state, one.author()))
                        .isPresent();
            default -> false;
        };
    }

    private static Optional<HeldMessage> refused(Draft draft, HeldMessage one, Reason reason, Instant now) {
        draft.refuse(reason, one.hash(), now);
        return Optional.empty();
    }

    private static Reason reason(GroupException.Reason reason) {
        return switch (reason) {
            case BAD_SIGNATURE -> Reason.BAD_SIGNATURE;
            case UNSUPPORTED_VERSION -> Reason.UNKNOWN_FORMAT;
            case ALREADY_USED, OUTDATED -> Reason.REPLAYED;
            case NOT_A_MEMBER -> Reason.NOT_A_MEMBER;
            case UNKNOWN_KEY, RESTORED_STATE -> Reason.NO_KEY;
            default -> Reason.UNDECRYPTABLE;
        };
    }
}
