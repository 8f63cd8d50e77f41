package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ConnectionChanged;
import org.session4j.client.ConnectionState;
import org.session4j.client.Conversation;
import org.session4j.client.MessageRefused;
import org.session4j.client.internal.rules.Arrival;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.Outcome;
import org.session4j.client.internal.rules.RuleBook;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.groups.v2.GroupControl;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.ReceivedMessage;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoredMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what a poll found and puts it through the rule book in the order of the sending times. What it changes, what was seen
 * and how far the member was read are kept in one step, and only then told.
 */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** So often hashes that no mailbox holds any longer are looked for. */
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final Ledger ledger;
    private final LetterOpener opener;
    private final EventDispatcher events;
    private final AccountMailbox mailbox;
    private final ControlReader controls;
    private final AtomicReference<ConnectionState> connection = new AtomicReference<>(ConnectionState.CONNECTING);

    /** Only touched by the poll under way. */
    private Instant forgotten = Instant.MIN;

    Inbox(Ledger ledger, LetterOpener opener, EventDispatcher events, AccountMailbox mailbox, ControlReader controls) {
        this.ledger = ledger;
        this.opener = opener;
        this.events = events;
        this.mailbox = mailbox;
        this.controls = controls;
    }

    /** Something of the mailbox that was nothing for this account. */
    private record Refusal(MessageHash hash, MessageRefused.Reason reason) {}

    /** Once the clocks of all nodes say that no mailbox holds it any longer. */
    static Instant forgetAfter(AccountMailbox mailbox) {
        return mailbox.timeNow().plus(Draft.REMEMBERED);
    }

    /** Returns when everything is kept; throws what the store throws, and has then told nobody anything. */
    void record(PollResult result) {
        List<StoredMessage> messages = result.messages(Namespace.DEFAULT);
        if (messages.isEmpty()) {
            return;
        }
        List<Arrival> arrivals = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (StoredMessage message : unseen(messages)) {
            Letter letter = opener.open(message);
            if (letter instanceof Letter.Opened opened) {
                ControlReader.Reading reading = controls.readDirect(
                        opened.received().message(), opened.received().timestamp());
                if (reading instanceof ControlReader.Read read) {
                    arrivals.add(arrival(message, opened.received(), read.control()));
                } else if (reading instanceof ControlReader.Refused nothing) {
                    refusals.add(new Refusal(message.hash(), nothing.reason()));
                }
            } else if (letter instanceof Letter.Refused nothing) {
                refusals.add(new Refusal(message.hash(), nothing.reason()));
            }
        }
        log(refusals);
        arrivals.sort(Comparator.comparing(Arrival::sent));
        Instant now = mailbox.timeNow();
        ReadMark mark = new ReadMark(
                result.account(),
                result.member().ed25519(),
                Namespace.DEFAULT,
                messages.get(messages.size() - 1).hash());
        ledger.update(draft -> keep(draft, arrivals, refusals, mark, now));
        forgotten = isTimeToForget(now) ? now : forgotten;
    }

    /** One line however many there are: anybody may put things into a mailbox, and none of that may fill a disk. */
    private static void log(List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            Map<MessageRefused.Reason, Long> counts =
                    refusals.stream().collect(Collectors.groupingBy(Refusal::reason, Collectors.counting()));
            LOG.warn("refused in the mailbox: {}", counts);
        }
    }

    private List<StoredMessage> unseen(List<StoredMessage> messages) {
        Set<MessageHash> hashes =
                messages.stream().map(StoredMessage::hash).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<MessageHash> seen = ledger.store().seen(ledger.account(), hashes);
        return messages.stream()
                .filter(message -> !seen.contains(message.hash()))
                .collect(Collectors.toList());
    }

    private Arrival arrival(StoredMessage stored, ReceivedMessage received, @Nullable GroupControl control) {
        SessionId self = ledger.account();
        return new Arrival(
                received.sender().equals(self) ? Arrival.Origin.OTHER_DEVICE : Arrival.Origin.PEER,
                Conversation.between(self, received.conversation()),
                received.sender(),
                received.timestamp(),
                received.message(),
                received.expiration(),
                stored.hash(),
                stored.expiration(),
                control);
    }

    private void keep(Draft draft, List<Arrival> arrivals, List<Refusal> refusals, ReadMark mark, Instant now) {
        for (Arrival arrival : arrivals) {
            Outcome outcome = RuleBook.apply(draft, arrival, now);
            MessageHash hash = arrival.hash();
            if (outcome != Outcome.TOO_EARLY && hash != null) {
                draft.see(hash, now);
            }
            if (outcome == Outcome.BLOCKED && hash != null) {
                draft.refuse(MessageRefused.Reason.BLOCKED, hash, now);
            }
        }
        refusals.forEach(nothing -> draft.refuse(nothing.reason(), nothing.hash(), now));
        draft.add(new StoreChange.PutReadMark(mark));
        if (isTimeToForget(now)) {
            draft.add(new StoreChange.ForgetSeen(now));
        }
    }

    private boolean isTimeToForget(Instant now) {
        return forgotten.isBefore(now.minus(FORGET_EVERY));
    }

    void connection(ConnectionState now) {
        if (connection.getAndSet(now) != now) {
            events.dispatch(List.of(new ConnectionChanged(now)));
        }
    }

    ConnectionState connection() {
        return connection.get();
    }

    /** Whether listeners are so far behind that polling should wait for them. */
    boolean isBehind() {
        return events.isBehind();
    }
}
