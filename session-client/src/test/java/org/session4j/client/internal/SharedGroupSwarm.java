package org.session4j.client.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.client.store.ReadMark;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.SubaccountAuth;
import org.session4j.groups.v2.SubaccountToken;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreConfirmation;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.StoredMessage;
import org.session4j.swarm.SwarmAnswer;

/**
 * The swarms of any number of groups, which devices of several accounts use. Each swarm has the same three members; what is
 * stored reaches all of them but those that lag, and a poll asks one after the other. For one thread.
 */
final class SharedGroupSwarm {

    static final int NODES = 3;

    static final List<Namespace> NAMESPACES = List.of(
            Namespace.GROUP_MESSAGES,
            Namespace.GROUP_KEYS,
            Namespace.GROUP_INFO,
            Namespace.GROUP_MEMBERS,
            Namespace.REVOKED_GROUP_MESSAGES);

    private static final int UNAUTHORIZED = 401;

    private final Map<GroupId, Swarm> swarms = new HashMap<>();
    private final Set<Integer> lagging = new HashSet<>();
    Instant now = FakeMailbox.NOW;

    /** What the members of the swarm of one group hold, and who has lost its access. */
    private static final class Swarm {

        private final List<Map<Namespace, List<StoredMessage>>> nodes = new ArrayList<>();
        private final Set<SubaccountToken> revoked = new HashSet<>();

        private Swarm() {
            for (int node = 0; node < NODES; node++) {
                Map<Namespace, List<StoredMessage>> mailboxes = new HashMap<>();
                NAMESPACES.forEach(namespace -> mailboxes.put(namespace, new ArrayList<>()));
                nodes.add(mailboxes);
            }
        }
    }

    private Swarm swarm(GroupId group) {
        return swarms.computeIfAbsent(group, unused -> new Swarm());
    }

    /** Stores something at all members that do not lag, with nobody being asked for rights. */
    MessageHash put(GroupId group, Namespace namespace, Bytes data) {
        MessageHash hash = MessageHash.compute(Crypto.get(), group.sessionId(), namespace, data);
        StoredMessage message = new StoredMessage(hash, now, now.plus(FakeMailbox.LIFE), data);
        for (int node = 0; node < NODES; node++) {
            if (!lagging.contains(node)) {
                add(swarm(group).nodes.get(node).get(namespace), message);
            }
        }
        return hash;
    }

    private static void add(List<StoredMessage> held, StoredMessage message) {
        if (held.stream().noneMatch(other -> other.hash().equals(message.hash()))) {
            held.add(message);
        }
    }

    /** What any member holds, in the order of storing as far as one member knows it. */
    List<StoredMessage> held(GroupId group, Namespace namespace) {
        List<StoredMessage> all = new ArrayList<>();
        swarm(group).nodes.forEach(node -> node.get(namespace).forEach(message -> add(all, message)));
        return all;
    }

    void forget(GroupId group, MessageHash hash) {
        swarm(group)
                .nodes
                .forEach(node -> node.values()
                        .forEach(held -> held.removeIf(message -> message.hash().equals(hash))));
    }

    /** From now on nothing that is stored reaches this member. */
    void lag(int node) {
        lagging.add(node);
    }

    /** Every member gets what it lacks, after all that it has, in the order that chance gives. */
    void catchUp(Random random) {
        lagging.clear();
        for (Map.Entry<GroupId, Swarm> swarm : swarms.entrySet()) {
            for (Namespace namespace : NAMESPACES) {
                List<StoredMessage> all = held(swarm.getKey(), namespace);
                Collections.shuffle(all, random);
                swarm.getValue().nodes.forEach(node -> all.forEach(message -> add(node.get(namespace), message)));
            }
        }
    }

    boolean isRevoked(GroupId group, SubaccountToken token) {
        return swarm(group).revoked.contains(token);
    }

    private boolean holds(GroupId group, MessageHash hash) {
        return NAMESPACES.stream()
                .flatMap(namespace -> held(group, namespace).stream())
                .anyMatch(message -> message.hash().equals(hash));
    }

    /** The way of one device of an account to the swarms of its groups. */
    final class Line implements GroupMailboxes {

        /** Nothing gets through. */
        boolean cut;

        /** So many of the next things to be stored are, yet the answer is lost. */
        int lostAnswers;

        private final Account account;
        private final Map<Read, MessageHash> read = new HashMap<>();

        Line(Account account) {
            this.account = account;
        }

        private record Read(GroupId group, Ed25519PublicKey node, Namespace namespace) {}

        /** As when the program ends: how far was read is known from what is kept only. */
        void restart() {
            read.clear();
        }

        @Override
        public GroupMailbox of(AdminKey admin) {
            return new Way(this, admin.groupId(), null);
        }

        @Override
        public GroupMailbox of(GroupId group, SubaccountAuth member) {
            try {
                return new Way(
                        this,
                        group,
                        member.sign(new byte[0], account.ed25519KeyPair(), Crypto.get())
                                .token());
            } catch (MalformedDataException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /** The way to one group, with the rights of an admin if there is no token. */
    private final class Way implements GroupMailbox {

        private final Line line;
        private final GroupId group;
        private final @Nullable SubaccountToken token;
        private int turn;

        private Way(Line line, GroupId group, @Nullable SubaccountToken token) {
            this.line = line;
            this.group = group;
            this.token = token;
        }

        private boolean isRevoked() {
            return token != null && swarm(group).revoked.contains(token);
        }

        @Override
        public Instant timeNow() {
            return now;
        }

        @Override
        public CompletableFuture<PollResult> poll() {
            return poll(turn++ % NODES);
        }

        @Override
        public CompletableFuture<PollResult> poll(ServiceNode member) {
            return poll(member.ed25519().toByteArray()[0] - 1);
        }

        private CompletableFuture<PollResult> poll(int node) {
            if (line.cut) {
                return failed();
            }
            Map<Namespace, PollResult.Mailbox> found = new LinkedHashMap<>();
            for (Namespace namespace : NAMESPACES) {
                found.put(
                        namespace,
                        isRevoked() && !namespace.isUnrevocable()
                                ? new PollResult.Refused(UNAUTHORIZED)
                                : new PollResult.Messages(news(node, namespace), false));
            }
            return CompletableFuture.completedFuture(
                    new PollResult(FakeMailbox.node(node + 1), group.sessionId(), found, null));
        }

        private List<StoredMessage> news(int node, Namespace namespace) {
            List<StoredMessage> held = swarm(group).nodes.get(node).get(namespace);
            MessageHash last = line.read.get(
                    new Line.Read(group, FakeMailbox.node(node + 1).ed25519(), namespace));
            int start = 0;
            for (int i = 0; i < held.size(); i++) {
                if (held.get(i).hash().equals(last)) {
                    start = i + 1;
                }
            }
            return held.subList(start, held.size());
        }

        @Override
        public void acknowledge(PollResult result) {
            for (Namespace namespace : NAMESPACES) {
                List<StoredMessage> messages = result.messages(namespace);
                if (!messages.isEmpty()) {
                    line.read.put(
                            new Line.Read(group, result.member().ed25519(), namespace),
                            messages.get(messages.size() - 1).hash());
                }
            }
        }

        @Override
        public void resume(List<ReadMark> marks) {
            for (ReadMark mark : marks) {
                if (mark.owner().equals(group.sessionId())) {
                    line.read.put(new Line.Read(group, mark.node(), mark.namespace()), mark.lastHash());
                }
            }
        }

        @Override
        public void rewind() {
            line.read.keySet().removeIf(read -> read.group().equals(group));
        }

        @Override
        public CompletableFuture<StoreResult> store(Bytes message, Duration lifetime) {
            MessageHash hash = MessageHash.compute(Crypto.get(), group.sessionId(), Namespace.GROUP_MESSAGES, message);
            if (line.cut) {
                return failed();
            }
            if (isRevoked()) {
                return CompletableFuture.completedFuture(
                        new StoreResult.Refused(hash, StoreResult.Refusal.UNAUTHORIZED, UNAUTHORIZED, null));
            }
            put(group, Namespace.GROUP_MESSAGES, message);
            if (line.lostAnswers > 0) {
                line.lostAnswers--;
                return CompletableFuture.completedFuture(new StoreResult.Unconfirmed(hash, Map.of(), null));
            }
            return CompletableFuture.completedFuture(new StoreResult.Stored(
                    hash, FakeMailbox.node(1).ed25519(), answer(new StoreConfirmation(hash, null, false))));
        }

        @Override
        public CompletableFuture<Map<OwnMessage, MessageHash>> storeOwn(List<OwnMessage> messages, Duration lifetime) {
            if (line.cut) {
                return failed();
            }
            Map<OwnMessage, MessageHash> stored = new LinkedHashMap<>();
            if (!isRevoked()) {
                messages.forEach(message -> stored.put(message, put(group, message.namespace(), message.data())));
            }
            if (line.lostAnswers > 0) {
                line.lostAnswers--;
                return failed();
            }
            return CompletableFuture.completedFuture(stored);
        }

        /** Tokens of ordinary members do not allow it. */
        @Override
        public CompletableFuture<SwarmAnswer<List<MessageHash>>> delete(List<MessageHash> hashes) {
            if (line.cut || token != null) {
                return failed();
            }
            hashes.forEach(hash -> forget(group, hash));
            return CompletableFuture.completedFuture(answer(hashes));
        }

        @Override
        public CompletableFuture<SwarmAnswer<ExpiryChange>> extend(List<MessageHash> hashes, Instant expiry) {
            if (line.cut || isRevoked()) {
                return failed();
            }
            TreeMap<MessageHash, Instant> kept = new TreeMap<>();
            for (MessageHash hash : hashes) {
                if (holds(group, hash)) {
                    kept.put(hash, expiry);
                }
            }
            return CompletableFuture.completedFuture(answer(new ExpiryChange(kept, new TreeMap<>())));
        }

        @Override
        public CompletableFuture<Map<MessageHash, Instant>> expiries(List<MessageHash> hashes) {
            return failed();
        }

        @Override
        public CompletableFuture<SwarmAnswer<OptionalLong>> revoke(List<SubaccountToken> tokens) {
            if (line.cut || token != null) {
                return failed();
            }
            swarm(group).revoked.addAll(tokens);
            return CompletableFuture.completedFuture(answer(OptionalLong.of(tokens.size())));
        }

        @Override
        public CompletableFuture<SwarmAnswer<OptionalLong>> unrevoke(List<SubaccountToken> tokens) {
            if (line.cut || token != null) {
                return failed();
            }
            tokens.forEach(swarm(group).revoked::remove);
            return CompletableFuture.completedFuture(answer(OptionalLong.of(tokens.size())));
        }

        @Override
        public CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll() {
            if (line.cut || token != null) {
                return failed();
            }
            swarm(group).nodes.forEach(node -> node.values().forEach(List::clear));
            return CompletableFuture.completedFuture(answer(List.of()));
        }
    }

    private static <T> CompletableFuture<T> failed() {
        return Failures.failed(new IOException("no line"));
    }

    private static <T> SwarmAnswer<T> answer(T value) {
        Map<Ed25519PublicKey, NodeOutcome<T>> outcomes = new LinkedHashMap<>();
        for (int node = 1; node <= NODES; node++) {
            outcomes.put(FakeMailbox.node(node).ed25519(), new NodeOutcome.Confirmed<>(value));
        }
        return new SwarmAnswer<>(outcomes, null, null);
    }
}
