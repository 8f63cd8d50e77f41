package org.session4j.client.internal;

import java.util.OptionalLong;
import org.session4j.client.MessageRefused;
import org.session4j.client.MessageRefused.Reason;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.groups.v2.GroupMessageCodec;
import org.session4j.groups.v2.KickedMessage;
import org.session4j.groups.v2.ReceivedGroupMessage;
import org.session4j.protocol.Account;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.MessageRefusedException;
import org.session4j.swarm.StoredMessage;

/** Opens what lies in the mailboxes of groups, as one account (groups: groups v2). Safe for use by many threads. */
final class GroupLetters {

    private final Account account;
    private final Crypto crypto;
    private final GroupMessageCodec messages;
    private final Failures failures;

    GroupLetters(Account account, Crypto crypto, Failures failures) {
        this.account = account;
        this.crypto = crypto;
        this.messages = GroupMessageCodec.of(crypto);
        this.failures = failures;
    }

    /** What was found in something that was stored. */
    sealed interface Opened<T> {}

    record Found<T>(T value) implements Opened<T> {}

    /** No key that is known opens it; another one may. */
    record Locked<T>() implements Opened<T> {}

    /** Nothing for this account, or for anybody. */
    record Refused<T>(MessageRefused.Reason reason) implements Opened<T> {}

    private interface Opening<T> {
        T run() throws MalformedDataException, GroupException, MessageRefusedException;
    }

    /** The keys of a group with those that a message brings. */
    Opened<GroupKeys> keys(GroupState state, StoredMessage message) {
        StorageHash hash = new StorageHash(message.hash().toString());
        AdminKey admin = state.admin().orElse(null);
        return open(() -> (admin == null
                        ? state.keys().load(message.data(), hash, message.timestamp(), account.x25519KeyPair())
                        : state.keys().load(message.data(), hash, message.timestamp(), admin))
                .keys());
    }

    /** A message of the group. */
    Opened<ReceivedGroupMessage> message(GroupKeys keys, StoredMessage message) {
        return open(() -> messages.decode(message.data(), keys));
    }

    /** The generation at which this account was removed; empty if a notice is about others. */
    Opened<OptionalLong> kicked(GroupId group, StoredMessage message) {
        Opened<OptionalLong> opened = open(
                () -> OptionalLong.of(KickedMessage.decode(message.data(), group, account.x25519KeyPair(), crypto)));
        return opened instanceof Locked<OptionalLong> ? new Found<>(OptionalLong.empty()) : opened;
    }

    private <T> Opened<T> open(Opening<T> opening) {
        try {
            return new Found<>(opening.run());
        } catch (MalformedDataException e) {
            return new Refused<>(Reason.MALFORMED);
        } catch (MessageRefusedException e) {
            return new Refused<>(Reason.FORBIDDEN);
        } catch (GroupException e) {
            Reason reason = ControlReader.reason(e.reason());
            return reason == Reason.UNDECRYPTABLE ? new Locked<>() : new Refused<>(reason);
        } catch (RuntimeException bug) {
            // One message that trips over a bug of ours must not hold up all that come after it.
            failures.report(bug);
            return new Refused<>(Reason.MALFORMED);
        }
    }
}
