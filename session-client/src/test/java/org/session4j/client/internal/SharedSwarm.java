package org.session4j.client.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.session4j.client.store.ReadMark;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.StoredMessage;
import org.session4j.swarm.Swarm;
import org.session4j.swarm.SwarmAnswer;

/** A swarm of one honest member, which several devices of one account use. For one thread. */
final class SharedSwarm {

    static final List<Namespace> NAMESPACES = List.of(
            Namespace.DEFAULT,
            Namespace.USER_PROFILE,
            Namespace.CONTACTS,
            Namespace.USER_GROUPS,
            Namespace.CONVO_INFO_VOLATILE);

    private final SessionId account;
    private final Map<SessionId, SharedSwarm> others = new HashMap<>();
    private final Map<Namespace, List<StoredMessage>> mailboxes = new HashMap<>();
    Instant now = FakeMailbox.NOW;

    SharedSwarm(SessionId account) {
        this.account = account;
        NAMESPACES.forEach(namespace -> mailboxes.put(namespace, new ArrayList<>()));
    }

    /** From now on what is sent to the other account arrives there, and the other way round. */
    void connect(SharedSwarm other) {
        others.put(other.account, other);
        other.others.put(account, this);
    }

    MessageHash put(Namespace namespace, Bytes data) {
        MessageHash hash = MessageHash.compute(Crypto.get(), account, namespace, data);
        List<StoredMessage> held = held(namespace);
        if (held.stream().noneMatch(message -> message.hash().equals(hash))) {
            held.add(new StoredMessage(hash, now, now.plus(FakeMailbox.LIFE), data));
        }
        return hash;
    }

    List<StoredMessage> held(Namespace namespace) {
        return mailboxes.get(namespace);
    }

    void forget(MessageHash hash) {
        mailboxes
                .values()
                .forEach(held -> held.removeIf(message -> message.hash().equals(hash)));
    }

    private boolean holds(MessageHash hash) {
        return mailboxes.values().stream()
                .flatMap(List::stream)
                .anyMatch(message -> message.hash().equals(hash));
    }

    /** The way of one device to the swarm. */
    final class Line implements AccountMailbox {

        /** Nothing gets through. */
        boolean cut;

        /** So many of the next things to be stored are, yet the answer is lost. */
        int lostAnswers;

        private final Map<Namespace, MessageHash> read = new HashMap<>();

        @Override
        public CompletableFuture<Instant> time() {
            return CompletableFuture.completedFuture(now);
        }

        @Override
        public Instant timeNow() {
            return now;
        }

        @Override
        public CompletableFuture<StoreResult> store(SessionId recipient, Bytes message, Duration lifetime) {
            if (cut) {
                return failed();
            }
            SharedSwarm other = others.get(recipient);
            if (other != null) {
                other.put(Namespace.DEFAULT, message);
            }
            return CompletableFuture.completedFuture(FakeMailbox.stored(new FakeMailbox.Put(recipient, message)));
        }

        @Override
        public CompletableFuture<Map<OwnMessage, MessageHash>> storeOwn(List<OwnMessage> messages, Duration lifetime) {
            if (cut) {
                return failed();
            }
            Map<OwnMessage, MessageHash> stored = new LinkedHashMap<>();
            messages.forEach(message -> stored.put(message, put(message.namespace(), message.data())));
            if (lostAnswers > 0) {
                lostAnswers--;
                return failed();
            }
            return CompletableFuture.completedFuture(stored);
        }

        @Override
        public CompletableFuture<PollResult> poll() {
            if (cut) {
                return failed();
            }
            Map<Namespace, PollResult.Mailbox> found = new LinkedHashMap<>();
            NAMESPACES.forEach(namespace -> found.put(namespace, new PollResult.Messages(news(namespace), false)));
            return CompletableFuture.completedFuture(new PollResult(FakeMailbox.node(1), account, found, null));
        }

        private List<StoredMessage> news(Namespace namespace) {
            List<StoredMessage> held = held(namespace);
            int start = 0;
            for (int i = 0; i < held.size(); i++) {
                if (held.get(i).hash().equals(read.get(namespace))) {
                    start = i + 1;
                }
            }
            return held.subList(start, held.size());
        }

        @Override
        public CompletableFuture<PollResult> poll(ServiceNode member) {
            return poll();
        }

        @Override
        public void acknowledge(PollResult result) {
            for (Namespace namespace : NAMESPACES) {
                List<StoredMessage> messages = result.messages(namespace);
                if (!messages.isEmpty()) {
                    read.put(namespace, messages.get(messages.size() - 1).hash());
                }
            }
        }

        @Override
        public void resume(List<ReadMark> marks) {
            marks.forEach(mark -> read.put(mark.namespace(), mark.lastHash()));
        }

        @Override
        public CompletableFuture<Swarm> swarm() {
            return CompletableFuture.completedFuture(new Swarm(account, List.of(FakeMailbox.node(1))));
        }

        @Override
        public CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll() {
            return failed();
        }

        @Override
        public CompletableFuture<SwarmAnswer<List<MessageHash>>> delete(List<MessageHash> hashes) {
            if (cut) {
                return failed();
            }
            hashes.forEach(SharedSwarm.this::forget);
            return CompletableFuture.completedFuture(answer(hashes));
        }

        @Override
        public CompletableFuture<SwarmAnswer<ExpiryChange>> shorten(List<MessageHash> hashes, Instant expiry) {
            return failed();
        }

        @Override
        public CompletableFuture<SwarmAnswer<ExpiryChange>> extend(List<MessageHash> hashes, Instant expiry) {
            TreeMap<MessageHash, Instant> kept = new TreeMap<>();
            hashes.stream()
                    .filter(SharedSwarm.this::holds)
                    .collect(Collectors.toList())
                    .forEach(hash -> kept.put(hash, expiry));
            return cut ? failed() : CompletableFuture.completedFuture(answer(new ExpiryChange(kept, new TreeMap<>())));
        }

        @Override
        public CompletableFuture<Map<MessageHash, Instant>> expiries(List<MessageHash> hashes) {
            return failed();
        }
    }

    private static <T> CompletableFuture<T> failed() {
        return Failures.failed(new IOException("no line"));
    }

    private static <T> SwarmAnswer<T> answer(T value) {
        return new SwarmAnswer<>(
                Map.of(
                        FakeMailbox.node(1).ed25519(), new NodeOutcome.Confirmed<>(value),
                        FakeMailbox.node(2).ed25519(), new NodeOutcome.Confirmed<>(value)),
                null,
                null);
    }
}
