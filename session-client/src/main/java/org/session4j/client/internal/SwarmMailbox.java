package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.Swarm;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.SwarmClient;
import org.session4j.swarm.wire.ExpireRequest;
import org.session4j.swarm.wire.StoreRequest;

/** The mailbox of an account, as its swarm keeps it. */
public final class SwarmMailbox extends OwnSwarm implements AccountMailbox {

    /** In the order of asking (network: one poll). */
    private static final List<Namespace> NAMESPACES = List.of(
            Namespace.DEFAULT,
            Namespace.USER_PROFILE,
            Namespace.CONTACTS,
            Namespace.USER_GROUPS,
            Namespace.CONVO_INFO_VOLATILE);

    public SwarmMailbox(SwarmClient swarms, Account account) {
        super(swarms, Credentials.of(account), NAMESPACES);
    }

    @Override
    public CompletableFuture<Instant> time() {
        return swarms.clock().synchronize();
    }

    @Override
    public CompletableFuture<StoreResult> store(SessionId recipient, Bytes message, Duration lifetime) {
        return swarms.store(StoreRequest.unsigned(recipient, Namespace.DEFAULT, message, lifetime));
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
    public CompletableFuture<SwarmAnswer<ExpiryChange>> shorten(List<MessageHash> hashes, Instant expiry) {
        return swarms.expire(credentials, ExpireRequest.Mode.SHORTEN, hashes, expiry);
    }
}
