package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.storage.Revocations;
import org.session4j.testkit.internal.wire.Json;

/**
 * {@code revoke_subaccount} and {@code unrevoke_subaccount} (storage server: 7.9).
 *
 * @param undo whether it is {@code unrevoke_subaccount}
 * @param timestamp in milliseconds
 */
record RevokeMethod(boolean undo, Account account, List<Bytes> tokens, long timestamp, Credentials credentials)
        implements RpcMethod.Prepared {

    static RevokeMethod parseRevoke(Params params) throws InvalidRequestException {
        return parse(params, false, "revoke");
    }

    static RevokeMethod parseUnrevoke(Params params) throws InvalidRequestException {
        return parse(params, true, "unrevoke");
    }

    private static RevokeMethod parse(Params params, boolean undo, String field) throws InvalidRequestException {
        List<String> texts = params.strings(field);
        Long timestamp = params.timestamp("timestamp");
        Account account = Account.parse(params);
        Credentials credentials = Credentials.parseOwner(account, params);
        long time = params.require("timestamp", timestamp);
        List<Bytes> tokens = new ArrayList<>();
        for (String text : params.require(field, texts)) {
            Bytes token = Subaccount.token(text);
            if (token == null) {
                throw new InvalidRequestException(
                        "invalid " + field + ": expected base64 or hex-encoded subaccount tag");
            }
            tokens.add(token);
        }
        if (!undo && tokens.size() > Revocations.LIMIT) {
            throw new InvalidRequestException(
                    "invalid revoke: cannot revoke more than " + Revocations.LIMIT + " subaccounts at once");
        }
        return new RevokeMethod(undo, account, tokens, time, credentials);
    }

    private String name() {
        return undo ? "unrevoke_subaccount" : "revoke_subaccount";
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        Optional<RpcReply> refusal = at.wrongSwarm(account).or(() -> refuse(at));
        return refusal.<CompletionStage<RpcReply>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> SwarmForwarder.run(at, () -> revoke(at)));
    }

    private Optional<RpcReply> refuse(Invocation at) {
        if (!at.withinWindow(timestamp, Invocation.SIGNATURE_WINDOW)) {
            return Optional.of(RpcReply.text(406, name() + " timestamp too far from current time"));
        }
        SignedText text = new SignedText().add(name()).add(timestamp).addRaw(tokens);
        return at.verify(credentials, text, 0)
                ? Optional.empty()
                : Optional.of(RpcReply.text(401, name() + " signature verification failed"));
    }

    private ObjectNode revoke(Invocation at) {
        Node node = at.node();
        ObjectNode entry = Json.object();
        if (undo) {
            entry.put("count", node.revocations().unrevoke(account.id(), tokens));
        } else if (node.table().knows(account.id())) {
            // Of an account that the database does not know nothing is kept, and yet all is said to be well.
            node.revocations().revoke(account.id(), tokens);
        }
        SignedText signed = new SignedText().add(account.id()).add(timestamp).addRaw(tokens);
        return entry.put("signature", signed.signedBy(node));
    }
}
