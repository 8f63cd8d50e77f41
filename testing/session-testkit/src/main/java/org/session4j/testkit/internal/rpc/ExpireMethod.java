package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.StoredMessage;
import org.session4j.testkit.internal.storage.MessageTable.Expired;
import org.session4j.testkit.internal.wire.Json;

/** {@code expire}: new expiries for messages (storage server: 7.6). */
record ExpireMethod(
        Account account,
        List<String> hashes,
        List<Long> expiries,
        boolean shorten,
        boolean extend,
        Credentials credentials)
        implements RpcMethod.Prepared {

    static ExpireMethod parse(Params params) throws InvalidRequestException {
        List<Long> expiries = params.timestamps("expiry");
        boolean extend = params.bool("extend");
        boolean shorten = params.bool("shorten");
        Account account = Account.parse(params);
        Credentials credentials = Credentials.parse(account, params);
        List<Long> wanted = params.require("expiry", expiries);
        List<String> hashes = HashList.parse(params);
        if (wanted.isEmpty()) {
            throw new InvalidRequestException("'expiry' does not contain any expiration timestamps");
        }
        if (shorten && extend) {
            throw new InvalidRequestException("cannot specify both 'shorten' and 'extend'");
        }
        if (wanted.size() != 1 && wanted.size() != hashes.size()) {
            throw new InvalidRequestException("'expiry' must be a single expiry, or the same length as 'messages'");
        }
        return new ExpireMethod(account, hashes, wanted, shorten, extend, credentials);
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        Optional<RpcReply> refusal = at.wrongSwarm(account).or(() -> refuse(at));
        return refusal.<CompletionStage<RpcReply>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> SwarmForwarder.run(at, () -> expire(at)));
    }

    private Optional<RpcReply> refuse(Invocation at) {
        if (expiries.stream().anyMatch(expiry -> expiry < at.now() - Invocation.SIGNATURE_WINDOW)) {
            return Optional.of(RpcReply.text(401, "expire: timestamp should be >= current time"));
        }
        if (expiries.size() > 1
                && !at.context().settings().newServer()
                && !at.context().settings().hardForkAtLeast(19, 4)) {
            return Optional.of(RpcReply.text(403, "expire: multi-expiry requests are not yet active on the network"));
        }
        SignedText text = new SignedText()
                .add("expire")
                .add(shorten ? "shorten" : extend ? "extend" : "")
                .addNumbers(expiries)
                .addAll(hashes);
        if (!at.verify(credentials, text, Subaccount.WRITE)) {
            return Optional.of(RpcReply.text(401, "expire: signature verification failed"));
        }
        return shorten && !credentials.hasDeleteAccess()
                ? Optional.of(RpcReply.text(
                        400,
                        "expire: shorten parameter cannot be used with this subaccount token (missing delete access)"))
                : Optional.empty();
    }

    private ObjectNode expire(Invocation at) {
        Map<String, Long> wanted = new HashMap<>();
        List<Long> applied = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            long expiry =
                    Math.min(expiries.size() == 1 ? expiries.get(0) : expiries.get(i), at.now() + StoreMethod.MAX_TTL);
            wanted.put(hashes.get(i), expiry);
            applied.add(expiry);
        }
        boolean extendOnly = extend || !credentials.hasDeleteAccess();
        boolean newServer = at.context().settings().newServer();
        Expired expired = at.node()
                .table()
                .expire(
                        account.id(),
                        message -> wanted.containsKey(message.hash()),
                        message -> change(message, wanted.getOrDefault(message.hash(), 0L), extendOnly, newServer),
                        at.now());
        return entry(at, expired, applied.get(0));
    }

    private OptionalLong change(StoredMessage message, long expiry, boolean extendOnly, boolean newServer) {
        long current = message.expiry().toEpochMilli();
        if ((shorten && expiry >= current) || (extendOnly && expiry <= current)) {
            return OptionalLong.empty();
        }
        long lifetime = Math.min(current - message.timestamp().toEpochMilli(), StoreMethod.MAX_TTL);
        if (newServer && extend && (expiry - current) * 100 < lifetime) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(expiry);
    }

    private ObjectNode entry(Invocation at, Expired expired, long single) {
        TreeMap<String, Long> updated = byHash(expired.updated());
        TreeMap<String, Long> unchanged = shorten || extend ? byHash(expired.unchanged()) : new TreeMap<>();
        SignedText signed = new SignedText().add(account.id());
        ObjectNode entry = Json.object();
        if (expiries.size() == 1) {
            entry.put("expiry", single);
            signed.add(single);
        } else {
            ArrayNode array = entry.putArray("expiry");
            updated.values().forEach(array::add);
            signed.addNumbers(updated.values());
        }
        signed.addAll(hashes).addAll(updated.keySet());
        entry.set("updated", Json.array(updated.keySet()));
        if (shorten || extend) {
            ObjectNode left = entry.putObject("unchanged");
            unchanged.forEach((hash, expiry) -> {
                left.put(hash, expiry);
                signed.add(hash).add(expiry);
            });
        }
        return entry.put("signature", signed.signedBy(at.node()));
    }

    private static TreeMap<String, Long> byHash(List<StoredMessage> messages) {
        TreeMap<String, Long> expiries = new TreeMap<>();
        messages.forEach(
                message -> expiries.put(message.hash(), message.expiry().toEpochMilli()));
        return expiries;
    }
}
