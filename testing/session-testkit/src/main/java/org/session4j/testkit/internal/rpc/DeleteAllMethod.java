package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.StoredMessage;
import org.session4j.testkit.internal.storage.NamespaceChoice;
import org.session4j.testkit.internal.wire.Json;

/**
 * {@code delete_all} and {@code delete_before} (storage server: 7.4, 7.5).
 *
 * @param before whether it is {@code delete_before}
 * @param time the signature's, or the one up to which messages are deleted, in milliseconds
 */
record DeleteAllMethod(boolean before, Account account, NamespaceChoice namespaces, long time, Credentials credentials)
        implements RpcMethod.Prepared {

    static DeleteAllMethod parseAll(Params params) throws InvalidRequestException {
        return parse(params, false, "timestamp");
    }

    static DeleteAllMethod parseBefore(Params params) throws InvalidRequestException {
        return parse(params, true, "before");
    }

    private static DeleteAllMethod parse(Params params, boolean before, String timeName)
            throws InvalidRequestException {
        NamespaceChoice namespaces = params.namespaceOrAll();
        Long time = params.timestamp(timeName);
        Account account = Account.parse(params);
        Credentials credentials = Credentials.parse(account, params);
        return new DeleteAllMethod(before, account, namespaces, params.require(timeName, time), credentials);
    }

    private String name() {
        return before ? "delete_before" : "delete_all";
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        Optional<RpcReply> refusal = at.wrongSwarm(account).or(() -> refuse(at));
        return refusal.<CompletionStage<RpcReply>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> SwarmForwarder.run(at, () -> delete(at)));
    }

    private Optional<RpcReply> refuse(Invocation at) {
        long window = at.forwarded() ? Invocation.FORWARDED_WINDOW : Invocation.SIGNATURE_WINDOW;
        if (before && time > at.now() + Invocation.SIGNATURE_WINDOW) {
            return Optional.of(RpcReply.text(401, "delete_before timestamp too far in the future"));
        }
        if (!before && !at.withinWindow(time, window)) {
            return Optional.of(RpcReply.text(406, "delete_all timestamp too far from current time"));
        }
        SignedText text = new SignedText().add(name()).add(namespaces.signed()).add(time);
        return at.verify(credentials, text, Subaccount.DELETE)
                ? Optional.empty()
                : Optional.of(RpcReply.text(401, name() + " signature verification failed"));
    }

    private ObjectNode delete(Invocation at) {
        List<StoredMessage> gone = at.node().table().delete(account.id(), this::concerns, at.now());
        if (before
                && namespaces.all()
                && !gone.isEmpty()
                && !at.context().settings().newServer()) {
            // The old server deletes, and then trips over its own query.
            throw new IllegalStateException("delete_before reads a column that is not there");
        }
        ObjectNode entry = Json.object();
        entry.set("deleted", HashList.format(gone, namespaces));
        entry.put(
                "signature",
                new SignedText()
                        .add(account.id())
                        .add(time)
                        .addAll(HashList.sorted(gone))
                        .signedBy(at.node()));
        return entry;
    }

    private boolean concerns(StoredMessage message) {
        return namespaces.includes(message.namespace())
                && (!before || message.timestamp().toEpochMilli() <= time);
    }
}
