package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.internal.wire.Json;

/** {@code get_expiries}: what this node knows (storage server: 7.8). */
record GetExpiriesMethod(Account account, List<String> hashes, long timestamp, Credentials credentials)
        implements RpcMethod.Prepared {

    static GetExpiriesMethod parse(Params params) throws InvalidRequestException {
        List<String> hashes = params.strings("messages");
        Long timestamp = params.timestamp("timestamp");
        Account account = Account.parse(params);
        Credentials credentials = Credentials.parse(account, params);
        return new GetExpiriesMethod(
                account, params.require("messages", hashes), params.require("timestamp", timestamp), credentials);
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        return CompletableFuture.completedFuture(
                at.wrongSwarm(account).or(() -> refuse(at)).orElseGet(() -> expiries(at)));
    }

    private Optional<RpcReply> refuse(Invocation at) {
        if (!at.withinWindow(timestamp, Invocation.SIGNATURE_WINDOW)) {
            return Optional.of(RpcReply.text(406, "get_expiries timestamp too far from current time"));
        }
        SignedText text = new SignedText().add("get_expiries").add(timestamp).addAll(hashes);
        return at.verify(credentials, text, Subaccount.READ)
                ? Optional.empty()
                : Optional.of(RpcReply.text(401, "get_expiries signature verification failed"));
    }

    private RpcReply expiries(Invocation at) {
        Set<String> wanted = new HashSet<>(hashes);
        ObjectNode answer = Json.object();
        ObjectNode expiries = answer.putObject("expiries");
        at.node()
                .table()
                .find(account.id(), message -> wanted.contains(message.hash()), at.now())
                .forEach(
                        message -> expiries.put(message.hash(), message.expiry().toEpochMilli()));
        return RpcReply.json(200, answer);
    }
}
