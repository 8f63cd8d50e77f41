package org.session4j.swarm.wire;

import java.time.Instant;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.internal.JsonObject;

/** {@code get_swarm}: which nodes hold an account; any node answers (storage server: get_swarm). */
public final class GetSwarmRequest extends StorageRequest<SwarmObject> {

    private final SessionId subject;

    private GetSwarmRequest(SessionId subject) {
        super("get_swarm");
        this.subject = subject;
    }

    public static GetSwarmRequest of(SessionId account) {
        return new GetSwarmRequest(account);
    }

    /** Empty: any node will do. */
    @Override
    public Optional<SessionId> account() {
        return Optional.empty();
    }

    @Override
    Params params(Instant now) {
        return new Params().account(subject);
    }

    @Override
    SwarmObject readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys) throws MalformedDataException {
        return SwarmObject.read(answer);
    }
}
