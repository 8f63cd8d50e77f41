package org.session4j.client.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.PollRequest;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.SwarmClient;
import org.session4j.swarm.wire.StoreRequest;

/** The mailbox of an account, as its swarm keeps it. */
public final class SwarmMailbox implements AccountMailbox {

    private final SwarmClient swarms;
    private final PollRequest poll;

    public SwarmMailbox(SwarmClient swarms, Account account) {
        this.swarms = swarms;
        this.poll = PollRequest.of(
                new Credentials.User(account.sessionId(), account.ed25519PublicKey(), account::sign),
                List.of(Namespace.DEFAULT));
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
    public CompletableFuture<StoreResult> store(SessionId recipient, Bytes message) {
        return swarms.store(StoreRequest.unsigned(recipient, Namespace.DEFAULT, message, LIFE));
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
}
