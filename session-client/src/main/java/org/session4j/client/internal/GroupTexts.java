package org.session4j.client.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.session4j.client.Conversation;
import org.session4j.client.MessageRefused;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Arrival;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.Outcome;
import org.session4j.client.internal.rules.RuleBook;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.ReceivedGroupMessage;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.StoredMessage;

/** Opens what was said in a group, and puts it through the rule book in the order of the sending times. */
final class GroupTexts {

    private final SessionId self;
    private final GroupLetters letters;
    private final ControlReader controls;

    GroupTexts(SessionId self, GroupLetters letters, ControlReader controls) {
        this.self = self;
        this.letters = letters;
        this.controls = controls;
    }

    private record Letter(MessageHash hash, ReceivedGroupMessage received) {

        Instant sent() {
            return received.timestamp();
        }
    }

    /** Whether something may be good later that is not yet. */
    boolean keep(Draft draft, GroupState state, List<StoredMessage> found, Instant now) {
        if (found.isEmpty()) {
            return false;
        }
        if (!state.keys().encryptionKey().isPresent()) {
            return true;
        }
        boolean early = false;
        List<Letter> opened = new ArrayList<>();
        for (StoredMessage message : found) {
            if (draft.isSeen(message.hash())) {
                continue;
            }
            GroupLetters.Opened<ReceivedGroupMessage> letter = letters.message(state.keys(), message);
            if (letter instanceof GroupLetters.Found<ReceivedGroupMessage> good) {
                opened.add(new Letter(message.hash(), good.value()));
            } else if (letter instanceof GroupLetters.Refused<ReceivedGroupMessage> refused) {
                draft.refuse(refused.reason(), message.hash(), now);
            } else {
                early = true;
            }
        }
        opened.sort(Comparator.comparing(Letter::sent));
        for (Letter letter : opened) {
            early |= !keep(draft, state.id(), letter, now);
        }
        return early;
    }

    /** Whether it need not be looked at again. */
    private boolean keep(Draft draft, GroupId group, Letter letter, Instant now) {
        ReceivedGroupMessage received = letter.received();
        ControlReader.Reading reading = controls.read(received.message(), group, received.timestamp());
        if (reading instanceof ControlReader.Refused refused) {
            draft.refuse(refused.reason(), letter.hash(), now);
            return true;
        }
        Arrival arrival = new Arrival(
                received.author().equals(self) ? Arrival.Origin.OTHER_DEVICE : Arrival.Origin.PEER,
                new Conversation.Group(group.sessionId()),
                received.author(),
                received.timestamp(),
                received.message(),
                received.expiration(),
                letter.hash(),
                null,
                ((ControlReader.Read) reading).control());
        return settle(draft, RuleBook.apply(draft, arrival, now), letter.hash(), now);
    }

    private static boolean settle(Draft draft, Outcome outcome, MessageHash hash, Instant now) {
        switch (outcome) {
            case DONE -> draft.see(hash, now);
            case BLOCKED -> draft.refuse(MessageRefused.Reason.BLOCKED, hash, now);
            case NOT_A_MEMBER -> draft.refuseForNow(MessageRefused.Reason.NOT_A_MEMBER, hash, now);
            case TOO_EARLY -> {
                return false;
            }
        }
        return outcome != Outcome.NOT_A_MEMBER;
    }
}
