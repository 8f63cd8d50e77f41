package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.NodeInfo;
import org.session4j.swarm.internal.JsonObject;

/** {@code info}: a node's clock and version (storage server: info). */
public final class InfoRequest extends StorageRequest<NodeInfo> {

    private InfoRequest() {
        super("info");
    }

    public static InfoRequest of() {
        return new InfoRequest();
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.empty();
    }

    @Override
    Params params(Instant now) {
        return new Params();
    }

    @Override
    NodeInfo readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys) throws MalformedDataException {
        List<Integer> version = new ArrayList<>();
        for (JsonNode number : answer.array("version")) {
            version.add(AnswerClock.number(number));
        }
        return new NodeInfo(
                answer.has("t") ? answer.millis("t") : answer.millis("timestamp"),
                version,
                AnswerClock.hardFork(answer));
    }
}
