package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.internal.JsonObject;

/**
 * The answer of a method that all members of a swarm carry out (storage server: methods):
 *
 * <pre>
 * {"swarm": {"&lt;ed25519 hex&gt;": {…, "signature": base64} or {"failed": true, …}, …}, "t": ms, "hf": [major, minor]}
 * </pre>
 */
final class MemberEntries {

    /** What a member claims to have done, and the text that its signature must cover. */
    record Claim<T>(T value, Bytes signedText) {
        static <T> Claim<T> of(T value, byte[] signedText) {
            return new Claim<>(value, Bytes.of(signedText));
        }
    }

    /** Reads the part of an entry that differs from method to method. */
    @FunctionalInterface
    interface ClaimReader<T> {
        Claim<T> read(JsonObject entry) throws MalformedDataException;
    }

    private MemberEntries() {}

    static <T> SwarmAnswer<T> read(JsonObject answer, SwarmKeys keys, ClaimReader<T> reader)
            throws MalformedDataException {
        Map<Ed25519PublicKey, NodeOutcome<T>> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : answer.object("swarm").fields().entrySet()) {
            Ed25519PublicKey member;
            try {
                member = Ed25519PublicKey.parse(entry.getKey());
            } catch (MalformedDataException e) {
                continue; // no member of ours has such a key
            }
            if (keys.contains(member)) {
                outcomes.putIfAbsent(member, outcome(member, entry.getValue(), keys, reader));
            }
        }
        return new SwarmAnswer<>(outcomes, AnswerClock.time(answer), AnswerClock.hardFork(answer));
    }

    private static <T> NodeOutcome<T> outcome(
            Ed25519PublicKey member, JsonNode value, SwarmKeys keys, ClaimReader<T> reader) {
        try {
            JsonObject entry = JsonObject.of(value);
            if (entry.flag("failed")) {
                return failure(entry);
            }
            Claim<T> claim = reader.read(entry);
            return keys.verify(
                            member,
                            entry.base64("signature"),
                            claim.signedText().toByteArray())
                    ? new NodeOutcome.Confirmed<>(claim.value())
                    : new NodeOutcome.BadSignature<>();
        } catch (MalformedDataException e) {
            return new NodeOutcome.BadSignature<>();
        }
    }

    private static <T> NodeOutcome<T> failure(JsonObject entry) throws MalformedDataException {
        if (entry.flag("timeout")) {
            return new NodeOutcome.Failed<>(NodeOutcome.Reason.TIMED_OUT, 0);
        }
        if (entry.flag("bad_peer_response")) {
            return new NodeOutcome.Failed<>(NodeOutcome.Reason.BAD_PEER_RESPONSE, 0);
        }
        if (entry.flag("query_failure")) {
            return new NodeOutcome.Failed<>(NodeOutcome.Reason.DATABASE, 0);
        }
        JsonNode code = entry.find("code");
        if (code != null) {
            return new NodeOutcome.Failed<>(NodeOutcome.Reason.REFUSED, status(code.asText()));
        }
        return new NodeOutcome.Failed<>(NodeOutcome.Reason.UNKNOWN, 0);
    }

    /** The status is a string of digits. */
    private static int status(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * The claim of a method that changes whole mailboxes.
     *
     * @param hashes a list, or for all namespaces an object with one list a namespace
     * @param time the one that the signature covers
     */
    static Claim<List<MessageHash>> changedAll(JsonNode hashes, SessionId account, Instant time)
            throws MalformedDataException {
        List<String> changed = new ArrayList<>();
        if (hashes.isObject()) {
            JsonObject byNamespace = JsonObject.of(hashes);
            for (String namespace : byNamespace.fields().keySet()) {
                changed.addAll(byNamespace.strings(namespace));
            }
        } else {
            changed.addAll(JsonObject.strings("hashes", hashes));
        }
        return Claim.of(ascending(changed), SignedText.changedAll(account, time, changed));
    }

    static List<MessageHash> ascending(List<String> texts) throws MalformedDataException {
        List<MessageHash> hashes = new ArrayList<>(texts.size());
        for (String text : texts) {
            hashes.add(MessageHash.parse(text));
        }
        Collections.sort(hashes);
        return Collections.unmodifiableList(hashes);
    }

    static List<String> texts(List<MessageHash> hashes) {
        List<String> texts = new ArrayList<>(hashes.size());
        hashes.forEach(hash -> texts.add(hash.toString()));
        return texts;
    }
}
