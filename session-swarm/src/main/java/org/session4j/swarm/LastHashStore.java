package org.session4j.swarm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * How far the mailboxes of an account have been read, for each node by itself, as nodes store in different orders
 * (network: one poll). Users may implement it, to survive a restart; safe for use by many threads.
 */
public interface LastHashStore {

    Optional<MessageHash> lastHash(Ed25519PublicKey node, SessionId account, Namespace namespace);

    /** Everything up to and including this message has been dealt with for good. */
    void acknowledge(Ed25519PublicKey node, SessionId account, Namespace namespace, MessageHash hash);

    /** All that a poll found has been dealt with for good. */
    default void acknowledge(PollResult result) {
        result.mailboxes().keySet().forEach(namespace -> acknowledge(result, namespace));
    }

    /** As {@link #acknowledge(PollResult)}, for one mailbox. */
    default void acknowledge(PollResult result, Namespace namespace) {
        List<StoredMessage> messages = result.messages(namespace);
        if (!messages.isEmpty()) {
            acknowledge(
                    result.member().ed25519(),
                    result.account(),
                    namespace,
                    messages.get(messages.size() - 1).hash());
        }
    }

    /** Forgets everything about an account, so that all nodes are read from their beginning. */
    void clear(SessionId account);

    /** One that forgets with the process. */
    static LastHashStore inMemory() {
        record Key(Ed25519PublicKey node, SessionId account, Namespace namespace) {}
        Map<Key, MessageHash> hashes = new ConcurrentHashMap<>();
        return new LastHashStore() {
            @Override
            public Optional<MessageHash> lastHash(Ed25519PublicKey node, SessionId account, Namespace namespace) {
                return Optional.ofNullable(hashes.get(new Key(node, account, namespace)));
            }

            @Override
            public void acknowledge(Ed25519PublicKey node, SessionId account, Namespace namespace, MessageHash hash) {
                hashes.put(new Key(node, account, namespace), hash);
            }

            @Override
            public void clear(SessionId account) {
                hashes.keySet().removeIf(key -> key.account().equals(account));
            }
        };
    }
}
