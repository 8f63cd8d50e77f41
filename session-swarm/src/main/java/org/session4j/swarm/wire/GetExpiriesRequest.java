package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code get_expiries}: until when the asked node keeps these messages (storage server: get_expiries). Those that it
 * does not hold are not in the answer, and those that were not asked for are left out.
 */
public final class GetExpiriesRequest extends StorageRequest<SortedMap<MessageHash, Instant>> {

    private final Credentials credentials;
    private final List<MessageHash> hashes;

    private GetExpiriesRequest(Credentials credentials, List<MessageHash> hashes) {
        super("get_expiries");
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("hashes is empty");
        }
        this.credentials = credentials;
        this.hashes = List.copyOf(hashes);
    }

    public static GetExpiriesRequest of(Credentials credentials, List<MessageHash> hashes) {
        return new GetExpiriesRequest(credentials, hashes);
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(credentials.account());
    }

    @Override
    Params params(Instant now) {
        return new Params()
                .putAll("messages", hashes)
                .put("timestamp", now)
                .signed(credentials, SignedText.getExpiries(now, MemberEntries.texts(hashes)));
    }

    @Override
    SortedMap<MessageHash, Instant> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        SortedMap<MessageHash, Instant> expiries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry :
                answer.object("expiries").fields().entrySet()) {
            MessageHash hash = MessageHash.parse(entry.getKey());
            if (hashes.contains(hash)) {
                expiries.put(hash, Instant.ofEpochMilli(JsonObject.integer("expiries", entry.getValue())));
            }
        }
        return expiries;
    }
}
