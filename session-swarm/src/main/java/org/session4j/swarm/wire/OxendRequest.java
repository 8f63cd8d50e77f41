package org.session4j.swarm.wire;

import java.time.Instant;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.JsonText;

/**
 * {@code oxend_request}: a question to the daemon behind a node (storage server: oxend_request). Nodes pass on
 * {@code get_service_nodes} and {@code ons_resolve} only. The answer is JSON as text.
 */
public final class OxendRequest extends StorageRequest<String> {

    private final String endpoint;
    private final String params;

    private OxendRequest(String endpoint, String params) {
        super("oxend_request");
        this.endpoint = endpoint;
        this.params = params;
    }

    /**
     * @param params a JSON object
     */
    public static OxendRequest of(String endpoint, String params) {
        try {
            return new OxendRequest(
                    endpoint, JsonObject.parse(Bytes.utf8(params)).toString());
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("params: expected a JSON object", e);
        }
    }

    /** Empty: any node will do. */
    @Override
    public Optional<SessionId> account() {
        return Optional.empty();
    }

    @Override
    Params params(Instant now) {
        return new Params().put("endpoint", endpoint).putJson("params", new JsonText.Raw(params));
    }

    @Override
    String readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys) throws MalformedDataException {
        return JsonText.format(answer.require("result"));
    }
}
