package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.Fault.Kind;
import org.session4j.testkit.internal.storage.MessageTable.Stored;
import org.session4j.testkit.internal.storage.Namespaces;
import org.session4j.testkit.internal.storage.NewMessage;
import org.session4j.testkit.internal.wire.Base64Text;
import org.session4j.testkit.internal.wire.Json;

/**
 * {@code store} (storage server: 7.1).
 *
 * @param signedTime what the signature covers
 * @param credentials null if the request is not signed
 */
record StoreMethod(
        Account account,
        int namespace,
        Bytes data,
        long timestamp,
        long expiry,
        long signedTime,
        @Nullable Credentials credentials)
        implements RpcMethod.Prepared {

    private static final int MAX_DATA = 76_800;
    private static final int MAX_BASE64 = 102_400;
    private static final long TOLERANCE = 10_000;
    private static final long MIN_TTL = 10_000;
    private static final long DAY = 86_400_000L;
    private static final long MAX_TTL_INBOX = 14 * DAY;
    static final long MAX_TTL = 30 * DAY;

    static StoreMethod parse(Params params) throws InvalidRequestException {
        String data = params.string("data");
        Long expiry = params.timestamp("expiry");
        int namespace = params.namespace();
        Long signedTime = params.timestamp("sig_timestamp");
        Account account = Account.parseAliased(params);
        long timestamp = params.require("timestamp", params.lenientMillis("timestamp"));
        params.requireOneOf("ttl", "expiry");
        Long ttl = params.lenientMillis("ttl");
        Bytes bytes = data(params.require("data", data));
        return new StoreMethod(
                account,
                namespace,
                bytes,
                timestamp,
                expiry != null ? expiry : timestamp + params.require("ttl", ttl),
                signedTime != null ? signedTime : timestamp,
                params.has("signature") ? Credentials.parse(account, params) : null);
    }

    private static Bytes data(String base64) throws InvalidRequestException {
        if (base64.length() > MAX_BASE64) {
            throw tooLong();
        }
        byte[] bytes = Base64Text.parse(base64)
                .orElseThrow(() -> new InvalidRequestException("Invalid 'data' value: not base64 encoded"));
        if (bytes.length > MAX_DATA) {
            throw tooLong();
        }
        return Bytes.of(bytes);
    }

    private static InvalidRequestException tooLong() {
        return new InvalidRequestException("Message body exceeds maximum allowed length of " + MAX_DATA + " bytes");
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        Optional<RpcReply> refusal = at.wrongSwarm(account).or(() -> refuse(at));
        return refusal.<CompletionStage<RpcReply>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> SwarmForwarder.run(at, () -> store(at)).thenApply(reply -> withHash(at, reply)));
    }

    private RpcReply withHash(Invocation at, RpcReply reply) {
        if (!at.forwarded()
                && reply.content() instanceof RpcReply.Content.Tree tree
                && tree.json() instanceof ObjectNode answer) {
            answer.put("hash", hash(at));
        }
        return reply;
    }

    private String hash(Invocation at) {
        return MessageHash.of(at.context().crypto(), account, namespace, data.toByteArray());
    }

    private Optional<RpcReply> refuse(Invocation at) {
        long ttl = expiry - timestamp;
        if (ttl < MIN_TTL || ttl > (Namespaces.isPublicInbox(namespace) ? MAX_TTL_INBOX : MAX_TTL)) {
            return Optional.of(RpcReply.text(403, "Provided expiry/TTL is not valid."));
        }
        if (timestamp > at.now() + TOLERANCE || expiry < at.now() - TOLERANCE) {
            return Optional.of(RpcReply.text(406, "Timestamp error: check your clock"));
        }
        if (at.context().settings().newServer() && Namespaces.isReserved(namespace)) {
            return Optional.of(RpcReply.text(403, "store: namespace " + namespace + " is reserved"));
        }
        return Namespaces.isPublicInbox(namespace) ? Optional.empty() : refuseUnsigned(at);
    }

    private Optional<RpcReply> refuseUnsigned(Invocation at) {
        if (credentials == null) {
            return Optional.of(RpcReply.text(401, "store: signature required to store to namespace " + namespace));
        }
        if (!at.withinWindow(signedTime, Invocation.SIGNATURE_WINDOW)) {
            return Optional.of(RpcReply.text(406, "store signature timestamp too far from current time"));
        }
        SignedText text =
                new SignedText().add("store").add(Namespaces.signed(namespace)).add(signedTime);
        int access = Namespaces.isPublicOutbox(namespace) ? Subaccount.WRITE | Subaccount.DELETE : Subaccount.WRITE;
        return at.verify(credentials, text, access)
                ? Optional.empty()
                : Optional.of(RpcReply.text(401, "store signature verification failed"));
    }

    private ObjectNode store(Invocation at) {
        String hash = hash(at);
        NewMessage message = new NewMessage(account.id(), namespace, hash, data, timestamp, expiry);
        Optional<Stored> stored = keep(at, message);
        ObjectNode entry = Json.object();
        if (stored.isEmpty()) {
            return entry.put("failed", true).put("query_failure", true).put("reason", "database or disk is full");
        }
        if (stored.get().already()) {
            entry.put("already", true);
        }
        entry.put("expiry", stored.get().expiry());
        entry.put("hash", hash);
        entry.put("signature", new SignedText().add(hash).signedBy(at.node()));
        if (!at.forwarded()) {
            entry.put("t", at.now());
        }
        return entry;
    }

    private Optional<Stored> keep(Invocation at, NewMessage message) {
        if (at.context().faults().strike(at.node(), Kind.DISK_FULL).isPresent()) {
            return Optional.empty();
        }
        if (at.context().faults().strike(at.node(), Kind.LYING).isPresent()) {
            return Optional.of(new Stored(false, message.expiry()));
        }
        return at.node().table().store(message, Namespaces.isPublicOutbox(namespace), at.now());
    }
}
