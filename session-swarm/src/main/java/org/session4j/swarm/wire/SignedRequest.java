package org.session4j.swarm.wire;

import java.time.Instant;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.internal.JsonObject;

/**
 * A request as it travels, and the reader of its answer, which needs to know what was signed.
 *
 * @param <R> what the answer says
 */
public final class SignedRequest<R> {

    private final StorageRequest<R> request;
    private final Instant signedAt;
    private final String json;

    SignedRequest(StorageRequest<R> request, Instant signedAt, String json) {
        this.request = request;
        this.signedAt = signedAt;
        this.json = json;
    }

    public StorageRequest<R> request() {
        return request;
    }

    /** {@code {"method":…,"params":{…}}}, keys in ascending order, no white space. */
    public String json() {
        return json;
    }

    /** Whether an answer of this status is one that {@link #decode} reads, rather than the text of an error. */
    public boolean isAnswer(int status) {
        return request.isAnswer(status);
    }

    /**
     * @param body of an answer for whose status {@link #isAnswer} holds
     * @param keys who may vouch for what was done; those of the swarm of the request's account
     */
    public R decode(Bytes body, SwarmKeys keys) throws MalformedDataException {
        return request.readAnswer(JsonObject.parse(body), signedAt, keys);
    }
}
