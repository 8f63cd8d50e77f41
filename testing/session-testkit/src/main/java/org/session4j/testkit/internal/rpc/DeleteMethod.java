package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.StoredMessage;
import org.session4j.testkit.internal.wire.Json;

/** {@code delete}: messages by their hashes (storage server: 7.3). */
record DeleteMethod(Account account, List<String> hashes, Credentials credentials, boolean required)
        implements RpcMethod.Prepared {

    static DeleteMethod parse(Params params) throws InvalidRequestException {
        boolean required = params.bool("required");
        Account account = Account.parse(params);
        Credentials credentials = Credentials.parse(account, params);
        return new DeleteMethod(account, HashList.parse(params), credentials, required);
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        Optional<RpcReply> wrong = at.wrongSwarm(account);
        if (wrong.isPresent()) {
            return CompletableFuture.completedFuture(wrong.get());
        }
        SignedText text = new SignedText().add("delete").addAll(hashes);
        if (!at.verify(credentials, text, Subaccount.DELETE)) {
            return CompletableFuture.completedFuture(RpcReply.text(401, "delete_msgs signature verification failed"));
        }
        return SwarmForwarder.run(at, () -> delete(at)).thenApply(reply -> judge(at, reply));
    }

    private ObjectNode delete(Invocation at) {
        Set<String> wanted = new HashSet<>(hashes);
        List<StoredMessage> gone =
                at.node().table().delete(account.id(), message -> wanted.contains(message.hash()), at.now());
        TreeSet<String> deleted = HashList.sorted(gone);
        ObjectNode entry = Json.object();
        entry.set("deleted", Json.array(deleted));
        entry.put(
                "signature",
                new SignedText()
                        .add(account.id())
                        .addAll(hashes)
                        .addAll(deleted)
                        .signedBy(at.node()));
        return entry;
    }

    private RpcReply judge(Invocation at, RpcReply reply) {
        if (!required || at.forwarded() || !(reply.content() instanceof RpcReply.Content.Tree tree)) {
            return reply;
        }
        for (JsonNode entry : tree.json().path("swarm")) {
            if (!entry.path("deleted").isEmpty()) {
                return reply;
            }
        }
        return RpcReply.json(404, tree.json());
    }
}
