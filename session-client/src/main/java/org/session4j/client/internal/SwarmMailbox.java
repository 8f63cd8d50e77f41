package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.store.ReadMark;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.PollRequest;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.Swarm;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.SwarmClient;
import org.session4j.swarm.wire.ExpireRequest;
import org.session4j.swarm.wire.StoreRequest;

/** The mailbox of an account, as its swarm keeps it. */
public final class SwarmMailbox implements AccountMailbox {

    private final SwarmClient swarms;
    private final Credentials credentials;
    private final PollRequest poll;

    public SwarmMailbox(SwarmClient swarms, Account account) {
        this.swarms = swarms;
        this.credentials = Credentials.of(account);
        this.poll = PollRequest.of(credentials, List.of(Namespace.DEFAULT));
    }

    @Override
    public CompletableFuture<Instant> time() {
        return swarms.clock().synchronize();
    }

    @Override
    public Instant timeNow() {
        return swarms.clock().now();
    }

    @Override
    public CompletableFuture<StoreResult> store(SessionId recipient, Bytes message, Duration lifetime) {
        return swarms.store(StoreRequest.unsigned(recipient, Namespace.DEFAULT, message, lifetime));
    }

    @Override
    public CompletableFuture<PollResult> poll() {
        return swarms.poll(poll);
    }

    @Override
    public CompletableFuture<PollResult> poll(ServiceNode member) {
        return swarms.poll(poll, member);
    }

    @Override
    public void acknowledge(PollResult result) {
        swarms.acknowledge(result);
    }

    @Override
    public void resume(List<ReadMark> marks) {
        marks.forEach(mark ->
                swarms.lastHashes().acknowledge(mark.node(), credentials.account(), mark.namespace(), mark.lastHash()));
    }

    @Override
    public CompletableFuture<Swarm> swarm() {
        return swarms.swarm(credentials.account());
    }

    @Override
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll() {
        return swarms.deleteAll(credentials, NamespaceScope.all());
    }

    @Override
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> delete(List<MessageHash> hashes) {
        return swarms.delete(credentials, hashes);
    }

    @Override
    public CompletableFuture<SwarmAnswer<ExpiryChange>> shorten(List<MessageHash> hashes, Instant expiry) {
        return swarms.expire(credentials, ExpireRequest.Mode.SHORTEN, hashes, expiry);
    }

    @Override
    public CompletableFuture<? extends Map<MessageHash, Instant>> expiries(List<MessageHash> hashes) {
        return swarms.getExpiries(credentials, hashes);
    }
}
