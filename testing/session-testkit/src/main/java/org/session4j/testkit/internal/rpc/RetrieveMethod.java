package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.StoredMessage;
import org.session4j.testkit.internal.storage.MessageTable.Page;
import org.session4j.testkit.internal.storage.Namespaces;
import org.session4j.testkit.internal.wire.Base64Text;
import org.session4j.testkit.internal.wire.Json;

/**
 * {@code retrieve}: what this node has of a mailbox (storage server: 7.2).
 *
 * @param lastHash empty for none
 * @param maxCount 0 for unset
 * @param maxSize 0 for unset; −k is the k-th part of the largest answer
 * @param timestamp of the signature; null if it was left out
 * @param credentials null if no authentication is tried
 */
record RetrieveMethod(
        Account account,
        int namespace,
        String lastHash,
        long maxCount,
        long maxSize,
        @Nullable Long timestamp,
        @Nullable Credentials credentials)
        implements RpcMethod.Prepared {

    private static final long MAX_RESPONSE = 7_800_000;
    private static final long DEFAULT_SIZE = -5;

    static RetrieveMethod parse(Params params) throws InvalidRequestException {
        String lastHash = lastHash(params);
        Long maxCount = params.integer("max_count");
        Long maxSize = params.integer("max_size");
        int namespace = params.namespace();
        Long timestamp = params.timestamp("timestamp");
        Account account = Account.parseAliased(params);
        boolean signed = params.has("pubkey_ed25519")
                || params.has("signature")
                || timestamp != null
                || (params.has("namespace") && !Namespaces.isOpenToRead(namespace));
        return new RetrieveMethod(
                account,
                namespace,
                lastHash,
                maxCount == null ? 0 : maxCount,
                maxSize == null ? 0 : maxSize,
                timestamp,
                signed ? Credentials.parse(account, params) : null);
    }

    private static String lastHash(Params params) throws InvalidRequestException {
        String alias = params.string("lastHash");
        String plain = params.string("last_hash");
        if (alias != null && plain != null) {
            throw new InvalidRequestException("Cannot specify both 'last_hash' and 'lastHash'");
        }
        String hash = plain != null ? plain : alias;
        if (hash == null || hash.isEmpty()) {
            return "";
        }
        if (hash.length() != MessageHash.LENGTH) {
            throw new InvalidRequestException("Invalid last_hash: expected base64 (43 chars)");
        }
        if (!MessageHash.isOne(hash)) {
            throw new InvalidRequestException("Invalid last_hash: not base64");
        }
        return hash;
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        return CompletableFuture.completedFuture(
                at.wrongSwarm(account).or(() -> refuse(at)).orElseGet(() -> page(at)));
    }

    private Optional<RpcReply> refuse(Invocation at) {
        if (credentials == null) {
            return Namespaces.isOpenToRead(namespace)
                    ? Optional.empty()
                    : Optional.of(RpcReply.text(401, "retrieve: request signature required"));
        }
        if (timestamp == null || !at.withinWindow(timestamp, Invocation.SIGNATURE_WINDOW)) {
            return Optional.of(RpcReply.text(406, "retrieve timestamp too far from current time"));
        }
        SignedText text = new SignedText()
                .add("retrieve")
                .add(Namespaces.signed(namespace))
                .add(timestamp);
        boolean good = credentials.verify(
                at.context().crypto(),
                text.bytes(),
                Subaccount.READ,
                Namespaces.isUnrevocable(namespace) ? null : at.node().revocations());
        return good ? Optional.empty() : Optional.of(RpcReply.text(401, "retrieve signature verification failed"));
    }

    private RpcReply page(Invocation at) {
        boolean closed = at.context().settings().newServer() && Namespaces.isReserved(namespace);
        int count = (int) Math.max(0, Math.min(maxCount, Integer.MAX_VALUE));
        Page page = closed
                ? new Page(List.of(), false)
                : at.node().table().retrieve(account.id(), namespace, lastHash, count, size(), at.now());
        ObjectNode answer = Json.object();
        ArrayNode messages = answer.putArray("messages");
        for (StoredMessage message : page.messages()) {
            messages.addObject()
                    .put("data", Base64Text.format(message.data().toByteArray()))
                    .put("expiration", message.expiry().toEpochMilli())
                    .put("hash", message.hash())
                    .put("timestamp", message.timestamp().toEpochMilli());
        }
        answer.put("more", page.more());
        return RpcReply.json(200, at.withClock(answer));
    }

    private long size() {
        if (maxSize > 0) {
            return Math.min(maxSize, MAX_RESPONSE);
        }
        if (maxSize == 0 && maxCount > 0) {
            return MAX_RESPONSE;
        }
        long part = maxSize == 0 ? DEFAULT_SIZE : maxSize;
        return part == Long.MIN_VALUE ? 0 : MAX_RESPONSE / -part;
    }
}
