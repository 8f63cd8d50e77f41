package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.RetrievedMessages;
import org.session4j.swarm.StoredMessage;
import org.session4j.swarm.internal.JsonObject;

/** {@code retrieve}: the messages of one mailbox that the asked node holds (storage server: retrieve). */
public final class RetrieveRequest extends StorageRequest<RetrievedMessages> {

    /**
     * The most a node puts into one answer, in bytes as it counts them; a negative {@code max_size} of −n means the n-th
     * part of it.
     */
    public static final int MAX_RESPONSE_SIZE = 7_800_000;

    private final SessionId account;
    private final Namespace namespace;
    private final @Nullable MessageHash lastHash;
    private final int maxSize;
    private final @Nullable Credentials credentials;

    private RetrieveRequest(
            SessionId account,
            Namespace namespace,
            @Nullable MessageHash lastHash,
            int maxSize,
            @Nullable Credentials credentials) {
        super("retrieve");
        if (credentials == null && namespace.needsSignatureToRetrieve()) {
            throw new IllegalArgumentException("namespace " + namespace + " is read with a signature only");
        }
        this.account = account;
        this.namespace = namespace;
        this.lastHash = lastHash;
        this.maxSize = maxSize;
        this.credentials = credentials;
    }

    /**
     * A mailbox that anyone may read.
     *
     * @param lastHash the message after which to begin; null for the beginning
     * @param maxSize in bytes; −n for the n-th part of {@link #MAX_RESPONSE_SIZE}; 0 for the node's own choice
     */
    public static RetrieveRequest unsigned(
            SessionId account, Namespace namespace, @Nullable MessageHash lastHash, int maxSize) {
        return new RetrieveRequest(account, namespace, lastHash, maxSize, null);
    }

    /**
     * A mailbox of one's own.
     *
     * @param lastHash the message after which to begin; null for the beginning
     * @param maxSize in bytes; −n for the n-th part of {@link #MAX_RESPONSE_SIZE}; 0 for the node's own choice
     */
    public static RetrieveRequest signed(
            Credentials credentials, Namespace namespace, @Nullable MessageHash lastHash, int maxSize) {
        return new RetrieveRequest(credentials.account(), namespace, lastHash, maxSize, credentials);
    }

    public Namespace namespace() {
        return namespace;
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(account);
    }

    @Override
    Params params(Instant now) {
        Params params = new Params()
                .account(account)
                .put("namespace", namespace.number())
                .put("last_hash", lastHash == null ? "" : lastHash.toString())
                .put("max_size", maxSize);
        return credentials == null
                ? params
                : params.put("timestamp", now).signed(credentials, SignedText.retrieve(namespace, now));
    }

    /**
     * A node could hand out anything under any name. What is not named by its own data, is too long, or comes twice is
     * left out and counted.
     */
    @Override
    RetrievedMessages readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys) throws MalformedDataException {
        List<StoredMessage> messages = new ArrayList<>();
        Set<MessageHash> seen = new HashSet<>();
        int refused = 0;
        for (JsonNode item : answer.array("messages")) {
            StoredMessage message = message(JsonObject.of(item));
            MessageHash expected = MessageHash.compute(keys.crypto(), account, namespace, message.data());
            if (message.data().length() > StoreRequest.MAX_DATA_LENGTH || !expected.equals(message.hash())) {
                refused++;
            } else if (seen.add(expected)) {
                messages.add(message);
            }
        }
        return new RetrievedMessages(
                messages, refused, answer.flag("more"), AnswerClock.time(answer), AnswerClock.hardFork(answer));
    }

    private static StoredMessage message(JsonObject item) throws MalformedDataException {
        Bytes data = item.base64("data");
        return new StoredMessage(
                MessageHash.parse(item.string("hash")), item.millis("timestamp"), item.millis("expiration"), data);
    }
}
