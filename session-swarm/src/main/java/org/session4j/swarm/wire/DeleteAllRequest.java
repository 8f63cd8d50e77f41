package org.session4j.swarm.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code delete_all}: every member empties a mailbox, or all of them (storage server: delete_all). A member confirms the
 * hashes of what it forgot, ascending, those of all namespaces together.
 */
public final class DeleteAllRequest extends StorageRequest<SwarmAnswer<List<MessageHash>>> {

    private final Credentials credentials;
    private final NamespaceScope scope;

    private DeleteAllRequest(Credentials credentials, NamespaceScope scope) {
        super("delete_all");
        this.credentials = credentials;
        this.scope = scope;
    }

    public static DeleteAllRequest of(Credentials credentials, NamespaceScope scope) {
        return new DeleteAllRequest(credentials, scope);
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(credentials.account());
    }

    @Override
    Params params(Instant now) {
        return new Params()
                .putJson("namespace", scope.parameter())
                .put("timestamp", now)
                .signed(credentials, SignedText.deleteAll(scope, now));
    }

    @Override
    SwarmAnswer<List<MessageHash>> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        return MemberEntries.read(
                answer,
                keys,
                entry -> MemberEntries.changedAll(entry.require("deleted"), credentials.account(), signedAt));
    }
}
