package org.session4j.client.internal;

import java.time.Instant;
import java.util.Optional;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.MessageRefused;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Message;

/** What was found in a stored message. */
public sealed interface Letter {

    /** Sending time; empty if nobody's word for it is good. */
    Optional<Instant> timestamp();

    /** A text. */
    record Chat(ChatMessage message) implements Letter {
        @Override
        public Optional<Instant> timestamp() {
            return Optional.of(message.timestamp());
        }
    }

    /** Something else. */
    record Unknown(Conversation conversation, SessionId sender, Instant sent, Message message) implements Letter {
        @Override
        public Optional<Instant> timestamp() {
            return Optional.of(sent);
        }
    }

    /** Nothing for this account. */
    record Refused(MessageRefused.Reason reason) implements Letter {
        @Override
        public Optional<Instant> timestamp() {
            return Optional.empty();
        }
    }
}
