package org.session4j.client.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.client.WipeReport.Node;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.Swarm;
import org.session4j.swarm.SwarmAnswer;

/**
 * Empties every namespace of an account's swarm, and says what each member has signed (services: clearing data). Members
 * that have not confirmed are asked for again, through the next member, a few times.
 */
public final class NetworkWipe {

    /** The desktop app asks five times at most. */
    private static final int ATTEMPTS = 5;

    private final AccountMailbox mailbox;
    private final Map<Ed25519PublicKey, Node> nodes = new LinkedHashMap<>();
    private int attempts;
    private @Nullable Throwable lastFailure;

    private NetworkWipe(AccountMailbox mailbox) {
        this.mailbox = mailbox;
    }

    /**
     * @param nodes what each member said last; empty if none was reached
     * @param failure why; null if some were
     */
    public record Result(
            Map<Ed25519PublicKey, Node> nodes, @Nullable Throwable failure) {}

    /** Never fails: what went wrong is part of the result. */
    public static CompletableFuture<Result> of(AccountMailbox mailbox) {
        return new NetworkWipe(mailbox).attempt();
    }

    private CompletableFuture<Result> attempt() {
        attempts++;
        return mailbox.swarm()
                .thenCompose(swarm -> mailbox.deleteAll().thenApply(answer -> heard(swarm, answer)))
                .handle((heard, failure) -> {
                    lastFailure = failure == null ? null : NetworkFailures.cause(failure);
                    return isComplete() || attempts >= ATTEMPTS;
                })
                .thenCompose(done -> done ? CompletableFuture.completedFuture(result()) : attempt());
    }

    private boolean heard(Swarm swarm, SwarmAnswer<List<MessageHash>> answer) {
        swarm.members().forEach(member -> nodes.putIfAbsent(member.ed25519(), Node.SILENT));
        answer.outcomes().forEach((member, outcome) -> {
            if (nodes.get(member) != Node.CONFIRMED) {
                nodes.put(member, node(outcome));
            }
        });
        return true;
    }

    private static Node node(NodeOutcome<?> outcome) {
        if (outcome.isConfirmed()) {
            return Node.CONFIRMED;
        }
        return outcome instanceof NodeOutcome.BadSignature ? Node.BAD_SIGNATURE : Node.FAILED;
    }

    private boolean isComplete() {
        return !nodes.isEmpty() && nodes.values().stream().allMatch(node -> node == Node.CONFIRMED);
    }

    private Result result() {
        return new Result(nodes, nodes.isEmpty() ? lastFailure : null);
    }
}
