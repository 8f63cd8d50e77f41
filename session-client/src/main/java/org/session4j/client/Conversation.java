package org.session4j.client;

import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;

/** Whom one talks to. Equal by content, so that it can be a key. */
public sealed interface Conversation {

    /**
     * With one other account.
     *
     * @param peer an id of kind {@link IdKind#STANDARD}, not one's own
     */
    record Direct(SessionId peer) implements Conversation {
        public Direct {
            if (peer.kind() != IdKind.STANDARD) {
                throw new IllegalArgumentException(
                        "peer: expected an id of kind " + IdKind.STANDARD + ", got " + peer.kind());
            }
        }
    }

    /** With oneself: notes that all of one's devices see. */
    record NoteToSelf() implements Conversation {}

    /**
     * In a group of today's apps, with sender keys or without (groups: groups v2).
     *
     * @param id of kind {@link IdKind#GROUP}
     */
    record Group(SessionId id) implements Conversation {
        public Group {
            if (id.kind() != IdKind.GROUP) {
                throw new IllegalArgumentException("id: expected one of kind " + IdKind.GROUP + ", got " + id.kind());
            }
        }
    }

    /** The conversation in which {@code self} talks to {@code peer}. */
    static Conversation between(SessionId self, SessionId peer) {
        return self.equals(peer) ? new NoteToSelf() : new Direct(peer);
    }
}
