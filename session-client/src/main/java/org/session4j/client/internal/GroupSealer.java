package org.session4j.client.internal;

import java.security.SecureRandom;
import java.time.Instant;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.MessageTooLargeException;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.groups.v2.GroupMessageCodec;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;

/** Makes the bytes that are stored among the messages of groups (groups: group message). Safe for use by many threads. */
final class GroupSealer {

    private final Account account;
    private final GroupMessageCodec codec;
    private final SecureRandom random;

    GroupSealer(Account account, Crypto crypto, SecureRandom random) {
        this.account = account;
        this.codec = GroupMessageCodec.of(crypto);
        this.random = random;
    }

    /**
     * @param keys with at least one
     * @throws MessageTooLargeException if no mailbox would take it
     */
    Bytes seal(GroupKeys keys, Message message, Expiration expiration, Instant timestamp) {
        Content content = message.toContent(timestamp, expiration);
        try {
            return codec.encode(account, content, keys, random);
        } catch (GroupException e) {
            if (e.reason() == GroupException.Reason.UNKNOWN_KEY) {
                throw new GroupActionException(Reason.NO_KEY);
            }
            throw new MessageTooLargeException(
                    MessageTooLargeException.Unit.CONTENT_BYTES,
                    DirectMessageCodec.MAX_STORED_LENGTH,
                    content.encode().length);
        }
    }
}
