package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.internal.wire.Json;

/**
 * {@code revoked_subaccounts}, of newer servers (storage server: 7.10).
 *
 * @param timestamp in milliseconds
 */
record RevokedMethod(Account account, long timestamp, Credentials credentials) implements RpcMethod.Prepared {

    static RevokedMethod parse(Params params) throws InvalidRequestException {
        Long timestamp = params.timestamp("timestamp");
        Account account = Account.parse(params);
        Credentials credentials = Credentials.parseOwner(account, params);
        // The Ed25519 key is read and then not used.
        return new RevokedMethod(
                account,
                params.require("timestamp", timestamp),
                new Credentials(account, null, credentials.signature(), null));
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        return CompletableFuture.completedFuture(
                at.wrongSwarm(account).or(() -> refuse(at)).orElseGet(() -> list(at)));
    }

    private Optional<RpcReply> refuse(Invocation at) {
        if (!at.withinWindow(timestamp, Invocation.SIGNATURE_WINDOW)) {
            return Optional.of(RpcReply.text(406, "revoked_subaccounts timestamp too far from current time"));
        }
        return at.verify(
                        credentials, new SignedText().add("revoked_subaccounts").add(timestamp), 0)
                ? Optional.empty()
                : Optional.of(RpcReply.text(401, "revoked_subaccounts signature verification failed"));
    }

    private RpcReply list(Invocation at) {
        ObjectNode answer = Json.object();
        ArrayNode tokens = answer.putArray("revoked_subaccounts");
        at.node().revocations().of(account.id()).forEach(token -> tokens.add(token.toBase64()));
        return RpcReply.json(200, at.withClock(answer));
    }
}
