package org.session4j.swarm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.internal.Exchange;
import org.session4j.swarm.internal.Route;
import org.session4j.swarm.wire.BatchAnswer;
import org.session4j.swarm.wire.ExpireRequest;
import org.session4j.swarm.wire.RetrieveRequest;
import org.session4j.swarm.wire.StorageRequest;
import org.session4j.swarm.wire.SubAnswer;

/** One poll: the batch for whichever member is asked, and what its answer says. */
final class PollExchange {

    private final Exchange.Tools tools;
    private final PollRequest request;
    private final LastHashStore lastHashes;

    /** What was asked of each node; more than one only after a redirect. */
    private final Map<Ed25519PublicKey, PollRequest.Parts> asked = new ConcurrentHashMap<>();

    PollExchange(Exchange.Tools tools, PollRequest request, LastHashStore lastHashes) {
        this.tools = tools;
        this.request = request;
        this.lastHashes = lastHashes;
    }

    /** A member that fails is not replaced: the next poll asks another one anyway. */
    CompletableFuture<PollResult> run(Route route) {
        return new Exchange<>(tools, route, this::batch, 0).run().thenApply(this::result);
    }

    private StorageRequest<BatchAnswer> batch(ServiceNode member) {
        return asked.computeIfAbsent(member.ed25519(), this::parts).batch();
    }

    private PollRequest.Parts parts(Ed25519PublicKey member) {
        SessionId account = request.credentials().account();
        Map<Namespace, MessageHash> known = new LinkedHashMap<>();
        for (Namespace namespace : request.namespaces()) {
            lastHashes.lastHash(member, account, namespace).ifPresent(hash -> known.put(namespace, hash));
        }
        return request.parts(known);
    }

    private PollResult result(Exchange.Reply<BatchAnswer> reply) {
        PollRequest.Parts parts = asked.get(reply.node().ed25519());
        if (parts == null) {
            throw new IllegalStateException("an answer of a node that was not asked");
        }
        int lies = 0;
        Map<Namespace, PollResult.Mailbox> mailboxes = new LinkedHashMap<>();
        for (Map.Entry<Namespace, RetrieveRequest> entry : parts.retrieves().entrySet()) {
            SubAnswer<RetrievedMessages> answer = reply.value().of(entry.getValue());
            if (answer instanceof SubAnswer.Success<RetrievedMessages> success) {
                RetrievedMessages retrieved = success.value();
                lies += retrieved.refused();
                mailboxes.put(entry.getKey(), new PollResult.Messages(retrieved.messages(), retrieved.more()));
            } else {
                lies += answer instanceof SubAnswer.Malformed ? 1 : 0;
                mailboxes.put(entry.getKey(), new PollResult.Refused(status(answer)));
            }
        }
        if (lies > 0) {
            tools.caller().doubt(reply.node(), 1);
        }
        return new PollResult(
                reply.node(), request.credentials().account(), mailboxes, kept(reply.value(), parts.expire()));
    }

    private static int status(SubAnswer<?> answer) {
        return answer instanceof SubAnswer.Refused<?> refused ? refused.code() : 0;
    }

    private static @Nullable SwarmAnswer<ExpiryChange> kept(BatchAnswer answer, @Nullable ExpireRequest expire) {
        return expire != null && answer.of(expire) instanceof SubAnswer.Success<SwarmAnswer<ExpiryChange>> success
                ? success.value()
                : null;
    }
}
