package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.StoredMessage;
import org.session4j.testkit.internal.storage.NamespaceChoice;
import org.session4j.testkit.internal.wire.Json;

/**
 * {@code expire_all}: no message of an account lives longer than this (storage server: 7.7).
 *
 * @param expiry in milliseconds
 */
record ExpireAllMethod(Account account, NamespaceChoice namespaces, long expiry, Credentials credentials)
        implements RpcMethod.Prepared {

    static ExpireAllMethod parse(Params params) throws InvalidRequestException {
        Long expiry = params.timestamp("expiry");
        NamespaceChoice namespaces = params.namespaceOrAll();
        Account account = Account.parse(params);
        Credentials credentials = Credentials.parse(account, params);
        return new ExpireAllMethod(account, namespaces, params.require("expiry", expiry), credentials);
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        Optional<RpcReply> refusal = at.wrongSwarm(account).or(() -> refuse(at));
        return refusal.<CompletionStage<RpcReply>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> SwarmForwarder.run(at, () -> expire(at)));
    }

    private Optional<RpcReply> refuse(Invocation at) {
        long window = at.forwarded() ? Invocation.FORWARDED_WINDOW : Invocation.SIGNATURE_WINDOW;
        if (expiry < at.now() - window) {
            return Optional.of(RpcReply.text(406, "expire_all timestamp should be >= current time"));
        }
        SignedText text =
                new SignedText().add("expire_all").add(namespaces.signed()).add(expiry);
        return at.verify(credentials, text, Subaccount.DELETE)
                ? Optional.empty()
                : Optional.of(RpcReply.text(401, "expire_all signature verification failed"));
    }

    private ObjectNode expire(Invocation at) {
        List<StoredMessage> updated = at.node()
                .table()
                .expire(
                        account.id(),
                        message -> namespaces.includes(message.namespace())
                                && message.expiry().toEpochMilli() > expiry,
                        message -> OptionalLong.of(expiry),
                        at.now())
                .updated();
        ObjectNode entry = Json.object();
        entry.set("updated", HashList.format(updated, namespaces));
        return entry.put(
                "signature",
                new SignedText()
                        .add(account.id())
                        .add(expiry)
                        .addAll(HashList.sorted(updated))
                        .signedBy(at.node()));
    }
}
