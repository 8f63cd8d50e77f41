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
 * {@code expire_all}: messages of a mailbox, or of all, that would last longer are forgotten at a given time (storage
 * server: expire_all). A member confirms the hashes of those it shortened, ascending.
 */
public final class ExpireAllRequest extends StorageRequest<SwarmAnswer<List<MessageHash>>> {

    private final Credentials credentials;
    private final NamespaceScope scope;
    private final Instant expiry;

    private ExpireAllRequest(Credentials credentials, NamespaceScope scope, Instant expiry) {
        super("expire_all");
        this.credentials = credentials;
        this.scope = scope;
        this.expiry = expiry;
    }

    public static ExpireAllRequest of(Credentials credentials, NamespaceScope scope, Instant expiry) {
        return new ExpireAllRequest(credentials, scope, expiry);
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(credentials.account());
    }

    @Override
    Params params(Instant now) {
        return new Params()
                .put("expiry", expiry)
                .putJson("namespace", scope.parameter())
                .signed(credentials, SignedText.expireAll(scope, expiry));
    }

    @Override
    SwarmAnswer<List<MessageHash>> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        return MemberEntries.read(
                answer,
                keys,
                entry -> MemberEntries.changedAll(entry.require("updated"), credentials.account(), expiry));
    }
}
