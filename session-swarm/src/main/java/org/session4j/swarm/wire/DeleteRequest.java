package org.session4j.swarm.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code delete}: every member forgets these messages, in whatever namespace they are (storage server: delete). A member
 * confirms the hashes that it had, ascending.
 */
public final class DeleteRequest extends StorageRequest<SwarmAnswer<List<MessageHash>>> {

    private static final int NOT_FOUND = 404;

    private final Credentials credentials;
    private final List<MessageHash> hashes;
    private final boolean required;

    private DeleteRequest(Credentials credentials, List<MessageHash> hashes, boolean required) {
        super("delete");
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("hashes is empty");
        }
        this.credentials = credentials;
        this.hashes = List.copyOf(hashes);
        this.required = required;
    }

    public static DeleteRequest of(Credentials credentials, List<MessageHash> hashes) {
        return new DeleteRequest(credentials, hashes, false);
    }

    /** As {@link #of}, with a status that stops a {@code sequence} if no member had any of the messages. */
    public static DeleteRequest required(Credentials credentials, List<MessageHash> hashes) {
        return new DeleteRequest(credentials, hashes, true);
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(credentials.account());
    }

    @Override
    Params params(Instant now) {
        Params params = new Params()
                .putAll("messages", hashes)
                .signed(credentials, SignedText.delete(MemberEntries.texts(hashes)));
        return required ? params.put("required", true) : params;
    }

    @Override
    SwarmAnswer<List<MessageHash>> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        return MemberEntries.read(answer, keys, entry -> {
            List<String> deleted = entry.strings("deleted");
            return MemberEntries.Claim.of(
                    MemberEntries.ascending(deleted),
                    SignedText.deleted(credentials.account(), MemberEntries.texts(hashes), deleted));
        });
    }

    @Override
    boolean isAnswer(int status) {
        return super.isAnswer(status) || (required && status == NOT_FOUND);
    }
}
