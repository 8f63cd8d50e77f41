package org.session4j.swarm.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.JsonText;

/**
 * One call of a storage server's method (storage server: methods): what is asked, unsigned. It is signed when it is
 * sent, and again when the clock turned out to be wrong.
 *
 * @param <R> what the answer says
 */
public abstract sealed class StorageRequest<R>
        permits StoreRequest,
                RetrieveRequest,
                DeleteRequest,
                DeleteAllRequest,
                DeleteBeforeRequest,
                ExpireRequest,
                ExpireAllRequest,
                GetExpiriesRequest,
                RevokeSubaccountsRequest,
                RevokedSubaccountsRequest,
                GetSwarmRequest,
                InfoRequest,
                OxendRequest,
                BatchRequest,
                IfElseRequest {

    private final String method;

    StorageRequest(String method) {
        this.method = method;
    }

    public final String method() {
        return method;
    }

    /** Whose swarm must answer; empty where any node will do. */
    public abstract Optional<SessionId> account();

    /** The account of each sub-request, in order; of a request without sub-requests its own. */
    public List<Optional<SessionId>> accounts() {
        return List.of(account());
    }

    /**
     * The request as it travels.
     *
     * @param networkTime goes into what is signed
     */
    public final SignedRequest<R> sign(Instant networkTime) {
        return new SignedRequest<>(this, networkTime, JsonText.format(toJson(networkTime)));
    }

    final SortedMap<String, Object> toJson(Instant now) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("method", method);
        json.put("params", params(now).fields());
        return json;
    }

    abstract Params params(Instant now);

    /**
     * @param signedAt the time that {@link #params} was given
     */
    abstract R readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys) throws MalformedDataException;

    /** Whether an answer of this status has the form that {@link #readAnswer} reads. */
    boolean isAnswer(int status) {
        return status >= 200 && status < 300;
    }
}
