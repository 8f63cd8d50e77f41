package org.session4j.swarm.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.Swarm;
import org.session4j.swarm.SwarmMap;
import org.session4j.swarm.wire.SwarmObject;

/**
 * Knows the swarm of an account (network: swarms): worked out from the node list, or asked for where the list does not
 * say; what a redirect said goes before both. All that was asked or said is forgotten when the node list changes. Safe
 * for use by many threads; nothing is called while the lock is held.
 */
public final class SwarmDirectory {

    /** Accounts whose swarm was asked for or redirected; the one unused for longest is forgotten first. */
    private static final int MAX_ACCOUNTS = 10_000;

    /** With fewer members that can be used, a swarm that was asked for is asked for again. */
    private static final int MIN_MEMBERS = 3;

    private final OnionSender onion;
    private final Function<SessionId, CompletableFuture<SwarmObject>> getSwarm;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable NodeList nodes;
    private SwarmMap map;
    private final Map<SessionId, Swarm> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Swarm> eldest) {
            return size() > MAX_ACCOUNTS;
        }
    };

    /**
     * @param getSwarm asks any node for the swarm of an account
     */
    public SwarmDirectory(OnionSender onion, Function<SessionId, CompletableFuture<SwarmObject>> getSwarm) {
        this.onion = onion;
        this.getSwarm = getSwarm;
        this.map = SwarmMap.of(NodeList.of(List.of(), Instant.EPOCH));
    }

    /** The swarm of an account; without members if none of them is in the node list. */
    public CompletableFuture<Swarm> swarm(SessionId account) {
        return onion.nodes().thenCompose(list -> {
            Optional<Swarm> found = find(account, list);
            if (found.isPresent()) {
                return CompletableFuture.completedFuture(found.get());
            }
            return getSwarm.apply(account).thenApply(answer -> keep(account, answer.members(), list));
        });
    }

    private Optional<Swarm> find(SessionId account, NodeList list) {
        lock.lock();
        try {
            follow(list);
            Swarm swarm = known.get(account);
            if (!map.isEmpty()) {
                return Optional.of(swarm == null ? map.swarm(account) : swarm);
            }
            return swarm == null || swarm.members().size() < MIN_MEMBERS ? Optional.empty() : Optional.of(swarm);
        } finally {
            lock.unlock();
        }
    }

    private Swarm keep(SessionId account, List<Ed25519PublicKey> members, NodeList list) {
        lock.lock();
        try {
            follow(list);
            Swarm swarm = new Swarm(account, inPool(members, list));
            known.put(account, swarm);
            return swarm;
        } finally {
            lock.unlock();
        }
    }

    /**
     * An authenticated 421. Where it leads to nodes of the own list, these are the swarm; otherwise the node that sent it
     * is not in it. Either way the node list is out of date.
     *
     * @param named the nodes that the answer names
     */
    public CompletableFuture<Void> redirect(SessionId account, ServiceNode from, List<Ed25519PublicKey> named) {
        return onion.nodes().thenAccept(list -> {
            lock.lock();
            try {
                follow(list);
                List<ServiceNode> usable = inPool(named, list);
                Swarm before = known.getOrDefault(account, map.swarm(account));
                known.put(account, new Swarm(account, usable.isEmpty() ? without(before, from) : usable));
            } finally {
                lock.unlock();
            }
            onion.requestRefresh();
        });
    }

    /** A new list makes everything else old. */
    private void follow(NodeList list) {
        NodeList last = nodes;
        if (last == list) {
            return;
        }
        if (last == null || last.size() != list.size() || !last.refreshed().equals(list.refreshed())) {
            map = SwarmMap.of(list);
            known.clear();
        }
        nodes = list;
    }

    private static List<ServiceNode> inPool(List<Ed25519PublicKey> keys, NodeList list) {
        List<ServiceNode> members = new ArrayList<>();
        for (Ed25519PublicKey key : keys) {
            Optional<ServiceNode> node = list.find(key);
            if (node.isPresent() && !members.contains(node.get())) {
                members.add(node.get());
            }
        }
        return members;
    }

    private static List<ServiceNode> without(Swarm swarm, ServiceNode node) {
        List<ServiceNode> left = new ArrayList<>(swarm.members());
        left.removeIf(member -> member.ed25519().equals(node.ed25519()));
        return left;
    }
}
