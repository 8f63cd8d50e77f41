package org.session4j.protocol.message;

import java.time.Instant;
import org.session4j.protocol.Bytes;

/**
 * Something of a group with sender keys (groups: modern profile for sender keys): a message that a sender key opens, found
 * among the messages of the group, or a key or a request for one, which go one to one. Its first byte says which. The apps
 * pass over it.
 *
 * @param bytes at least one
 */
public record SenderKeyFrame(Bytes bytes) implements Message {

    public SenderKeyFrame {
        RuleViolation.require(!bytes.isEmpty(), "sender key frame: expected at least one byte");
    }

    @Override
    public MessageKind kind() {
        return MessageKind.SENDER_KEYS;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        return ContentFrame.begin(kind(), timestamp, expiration)
                .senderKeyFrame(bytes)
                .build();
    }

    /** Shows nothing of it: it may hold a key. */
    @Override
    public String toString() {
        return "SenderKeyFrame";
    }
}
