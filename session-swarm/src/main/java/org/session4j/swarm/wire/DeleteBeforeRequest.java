package org.session4j.swarm.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code delete_before}: every member forgets the messages of a mailbox up to a timestamp (storage server:
 * delete_before). A member confirms the hashes of what it forgot, ascending.
 *
 * <p>One namespace at a time: asked for all of them, version 2.8 of the server deletes and answers with an error.
 */
public final class DeleteBeforeRequest extends StorageRequest<SwarmAnswer<List<MessageHash>>> {

    private final Credentials credentials;
    private final Namespace namespace;
    private final Instant before;

    private DeleteBeforeRequest(Credentials credentials, Namespace namespace, Instant before) {
        super("delete_before");
        this.credentials = credentials;
        this.namespace = namespace;
        this.before = before;
    }

    /**
     * @param before the last timestamp that is deleted; at most a minute in the future
     */
    public static DeleteBeforeRequest of(Credentials credentials, Namespace namespace, Instant before) {
        return new DeleteBeforeRequest(credentials, namespace, before);
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(credentials.account());
    }

    @Override
    Params params(Instant now) {
        return new Params()
                .put("before", before)
                .put("namespace", namespace.number())
                .signed(credentials, SignedText.deleteBefore(NamespaceScope.of(namespace), before));
    }

    @Override
    SwarmAnswer<List<MessageHash>> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        return MemberEntries.read(
                answer,
                keys,
                entry -> MemberEntries.changedAll(entry.require("deleted"), credentials.account(), before));
    }
}
