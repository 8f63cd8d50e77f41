package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.internal.JsonObject;

/** {@code expire}: every member changes until when it keeps these messages (storage server: expire). */
public final class ExpireRequest extends StorageRequest<SwarmAnswer<ExpiryChange>> {

    /** Which changes are wanted. */
    public enum Mode {
        /** Any. */
        SET(""),
        /** Only to a later time. */
        EXTEND("extend"),
        /** Only to an earlier time. */
        SHORTEN("shorten");

        private final String signedForm;

        Mode(String signedForm) {
            this.signedForm = signedForm;
        }

        String signedForm() {
            return signedForm;
        }
    }

    private final Credentials credentials;
    private final Mode mode;
    private final List<MessageHash> hashes;
    private final List<Instant> expiries;

    private ExpireRequest(Credentials credentials, Mode mode, List<MessageHash> hashes, List<Instant> expiries) {
        super("expire");
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("hashes is empty");
        }
        if (expiries.size() != 1 && expiries.size() != hashes.size()) {
            throw new IllegalArgumentException(
                    "expiries: expected 1 or " + hashes.size() + " of them, got " + expiries.size());
        }
        this.credentials = credentials;
        this.mode = mode;
        this.hashes = List.copyOf(hashes);
        this.expiries = List.copyOf(expiries);
    }

    /** One expiry for all. */
    public static ExpireRequest of(Credentials credentials, Mode mode, List<MessageHash> hashes, Instant expiry) {
        return new ExpireRequest(credentials, mode, hashes, List.of(expiry));
    }

    /**
     * An expiry for each; from hard fork 19.4 on.
     *
     * @param expiries as many as there are hashes
     */
    public static ExpireRequest of(
            Credentials credentials, Mode mode, List<MessageHash> hashes, List<Instant> expiries) {
        return new ExpireRequest(credentials, mode, hashes, expiries);
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(credentials.account());
    }

    @Override
    Params params(Instant now) {
        Params params = new Params()
                .putAll("messages", hashes)
                .signed(credentials, SignedText.expire(mode, expiries, MemberEntries.texts(hashes)));
        if (expiries.size() == 1) {
            params.put("expiry", expiries.get(0));
        } else {
            List<Long> millis = new ArrayList<>();
            expiries.forEach(expiry -> millis.add(expiry.toEpochMilli()));
            params.putJson("expiry", millis);
        }
        return mode == Mode.SET ? params : params.put(mode.signedForm(), true);
    }

    @Override
    SwarmAnswer<ExpiryChange> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        return MemberEntries.read(answer, keys, this::claim);
    }

    private MemberEntries.Claim<ExpiryChange> claim(JsonObject entry) throws MalformedDataException {
        List<Instant> applied = applied(entry);
        List<String> updated = entry.strings("updated");
        SortedMap<String, Instant> unchanged = new TreeMap<>();
        if (entry.has("unchanged")) {
            for (Map.Entry<String, JsonNode> field :
                    entry.object("unchanged").fields().entrySet()) {
                unchanged.put(field.getKey(), Instant.ofEpochMilli(JsonObject.integer("unchanged", field.getValue())));
            }
        }
        return MemberEntries.Claim.of(
                change(applied, updated, unchanged),
                SignedText.expired(credentials.account(), applied, MemberEntries.texts(hashes), updated, unchanged));
    }

    /** One expiry, or one for each updated hash. */
    private static List<Instant> applied(JsonObject entry) throws MalformedDataException {
        if (!entry.require("expiry").isArray()) {
            return List.of(entry.millis("expiry"));
        }
        List<Instant> applied = new ArrayList<>();
        for (JsonNode millis : entry.array("expiry")) {
            applied.add(Instant.ofEpochMilli(JsonObject.integer("expiry", millis)));
        }
        return applied;
    }

    private ExpiryChange change(List<Instant> applied, List<String> updated, SortedMap<String, Instant> unchanged)
            throws MalformedDataException {
        boolean each = expiries.size() > 1;
        if (each ? applied.size() != updated.size() : applied.size() != 1) {
            throw new MalformedDataException(
                    "expire: " + applied.size() + " expiries for " + updated.size() + " hashes");
        }
        SortedMap<MessageHash, Instant> changed = new TreeMap<>();
        for (int i = 0; i < updated.size(); i++) {
            changed.put(MessageHash.parse(updated.get(i)), applied.get(each ? i : 0));
        }
        SortedMap<MessageHash, Instant> kept = new TreeMap<>();
        for (Map.Entry<String, Instant> entry : unchanged.entrySet()) {
            kept.put(MessageHash.parse(entry.getKey()), entry.getValue());
        }
        return new ExpiryChange(changed, kept);
    }
}
