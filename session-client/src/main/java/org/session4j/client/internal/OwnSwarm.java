package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.store.ReadMark;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.LastHashStore;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.PollRequest;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreConfirmation;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.SwarmClient;
import org.session4j.swarm.wire.ExpireRequest;
import org.session4j.swarm.wire.StoreRequest;
import org.session4j.swarm.wire.SubAnswer;

/** Mailboxes as a swarm keeps them, for somebody with credentials. */
abstract class OwnSwarm implements OwnMailbox {

    /** The member that was asked could be the only one that has it, and lose it. */
    private static final int SAFE_COPIES = 2;

    final SwarmClient swarms;
    final Credentials credentials;
    private final PollRequest poll;

    /** Its own, as several accounts of one connection may read the mailboxes of the same group. */
    private final LastHashStore read = LastHashStore.inMemory();

    /**
     * @param namespaces in the order of asking
     */
    OwnSwarm(SwarmClient swarms, Credentials credentials, List<Namespace> namespaces) {
        this.swarms = swarms;
        this.credentials = credentials;
        this.poll = PollRequest.of(credentials, namespaces);
    }

    @Override
    public Instant timeNow() {
        return swarms.clock().now();
    }

    @Override
    public CompletableFuture<PollResult> poll() {
        return swarms.poll(poll, read);
    }

    @Override
    public CompletableFuture<PollResult> poll(ServiceNode member) {
        return swarms.poll(poll, member, read);
    }

    @Override
    public void acknowledge(PollResult result) {
        read.acknowledge(result);
    }

    @Override
    public void resume(List<ReadMark> marks) {
        for (ReadMark mark : marks) {
            if (mark.owner().equals(credentials.account())) {
                read.acknowledge(mark.node(), mark.owner(), mark.namespace(), mark.lastHash());
            }
        }
    }

    /** Reads everything again. */
    void forgetRead() {
        read.clear(credentials.account());
    }

    @Override
    public CompletableFuture<Map<OwnMessage, MessageHash>> storeOwn(List<OwnMessage> messages, Duration lifetime) {
        Map<OwnMessage, StoreRequest> requests = new LinkedHashMap<>();
        for (OwnMessage message : messages) {
            requests.put(message, StoreRequest.signed(credentials, message.namespace(), message.data(), lifetime));
        }
        return swarms.sequence(List.copyOf(requests.values())).thenApply(answer -> {
            Map<OwnMessage, MessageHash> stored = new LinkedHashMap<>();
            requests.forEach(
                    (message, request) -> safe(answer.of(request)).ifPresent(hash -> stored.put(message, hash)));
            return stored;
        });
    }

    private static Optional<MessageHash> safe(SubAnswer<SwarmAnswer<StoreConfirmation>> answer) {
        if (!(answer instanceof SubAnswer.Success<SwarmAnswer<StoreConfirmation>> success)) {
            return Optional.empty();
        }
        Map<Ed25519PublicKey, NodeOutcome<StoreConfirmation>> outcomes =
                success.value().outcomes();
        if (success.value().confirmations() < Math.max(1, Math.min(SAFE_COPIES, outcomes.size()))) {
            return Optional.empty();
        }
        return outcomes.keySet().stream()
                .map(success.value()::confirmedBy)
                .filter(Optional::isPresent)
                .map(confirmation -> confirmation.get().hash())
                .findFirst();
    }

    @Override
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> delete(List<MessageHash> hashes) {
        return swarms.delete(credentials, hashes);
    }

    @Override
    public CompletableFuture<SwarmAnswer<ExpiryChange>> extend(List<MessageHash> hashes, Instant expiry) {
        return swarms.expire(credentials, ExpireRequest.Mode.EXTEND, hashes, expiry);
    }

    @Override
    public CompletableFuture<? extends Map<MessageHash, Instant>> expiries(List<MessageHash> hashes) {
        return swarms.getExpiries(credentials, hashes);
    }
}
