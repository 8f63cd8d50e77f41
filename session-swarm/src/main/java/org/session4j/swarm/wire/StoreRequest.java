package org.session4j.swarm.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.StoreConfirmation;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code store}: every member keeps a message (storage server: store). The request's timestamp is the time of sending,
 * so that repeating it later with the same bytes is the same message under the same hash.
 */
public final class StoreRequest extends StorageRequest<SwarmAnswer<StoreConfirmation>> {

    /** Longest message in bytes. */
    public static final int MAX_DATA_LENGTH = 76_800;

    private final SessionId account;
    private final Namespace namespace;
    private final Bytes data;
    private final Duration ttl;
    private final @Nullable Credentials credentials;

    private StoreRequest(
            SessionId account, Namespace namespace, Bytes data, Duration ttl, @Nullable Credentials credentials) {
        super("store");
        if (data.length() > MAX_DATA_LENGTH) {
            throw new IllegalArgumentException(
                    "data: expected at most " + MAX_DATA_LENGTH + " bytes, got " + data.length());
        }
        if (credentials == null && namespace.needsSignatureToStore()) {
            throw new IllegalArgumentException("namespace " + namespace + " takes signed messages only");
        }
        this.account = account;
        this.namespace = namespace;
        this.data = data;
        this.ttl = ttl;
        this.credentials = credentials;
    }

    /**
     * A message for someone else.
     *
     * @param namespace a public inbox
     * @param data at most {@link #MAX_DATA_LENGTH} bytes
     * @param ttl 10 seconds to 14 days
     */
    public static StoreRequest unsigned(SessionId account, Namespace namespace, Bytes data, Duration ttl) {
        return new StoreRequest(account, namespace, data, ttl, null);
    }

    /**
     * A message in a mailbox of one's own.
     *
     * @param data at most {@link #MAX_DATA_LENGTH} bytes
     * @param ttl 10 seconds to 30 days, to 14 days in a public inbox
     */
    public static StoreRequest signed(Credentials credentials, Namespace namespace, Bytes data, Duration ttl) {
        return new StoreRequest(credentials.account(), namespace, data, ttl, credentials);
    }

    public Namespace namespace() {
        return namespace;
    }

    public Bytes data() {
        return data;
    }

    /** The name that the message will have. */
    public MessageHash hash(Crypto crypto) {
        return MessageHash.compute(crypto, account, namespace, data);
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
                .put("data", data.toBase64())
                .put("timestamp", now)
                .put("ttl", ttl.toMillis());
        return credentials == null ? params : params.signed(credentials, SignedText.store(namespace, now));
    }

    /** The hash that a member signs must be the one that is computed here, else the claim is about another message. */
    @Override
    SwarmAnswer<StoreConfirmation> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        MessageHash expected = hash(keys.crypto());
        return MemberEntries.read(answer, keys, entry -> {
            if (!entry.string("hash").equals(expected.toString())) {
                throw new MalformedDataException("stored: another hash than that of the message");
            }
            return MemberEntries.Claim.of(
                    new StoreConfirmation(expected, entry.findMillis("expiry"), entry.flag("already")),
                    SignedText.stored(expected.toString()));
        });
    }
}
