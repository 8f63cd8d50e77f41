package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.JsonText;

/**
 * What an answer says about wrong swarms (network: cache, choice of a node, 421). Only an answer that was opened with
 * the destination's key may be read this way.
 *
 * @param byAccount for each account that was rejected, the nodes it was sent to, as they are named; empty if rejected
 *     without saying where to
 * @param unattributed whether there was a rejection for an account that nobody asked about, or that cannot be told
 * @param uniformError the status that all parts of a batch failed with; empty if they did not
 */
public record Redirects(
        Map<SessionId, List<Ed25519PublicKey>> byAccount, boolean unattributed, OptionalInt uniformError) {

    private static final int WRONG_SWARM = 421;
    private static final int KEY_DIGITS = 64;

    public Redirects {
        byAccount = Collections.unmodifiableMap(new LinkedHashMap<>(byAccount));
    }

    /** Whether any part of the request was rejected. */
    public boolean isRejected() {
        return unattributed || !byAccount.isEmpty();
    }

    /**
     * @param status of the whole answer
     * @param body whatever it is
     * @param accounts those of the request, one a sub-request; a single one stands for all
     */
    public static Redirects parse(int status, Bytes body, List<Optional<SessionId>> accounts) {
        Reader reader = new Reader(accounts);
        JsonNode json = json(body);
        JsonNode results = json == null || !json.isObject() ? null : json.get("results");
        if (results != null && results.isArray()) {
            for (int i = 0; i < results.size(); i++) {
                if (code(results.get(i)) == WRONG_SWARM) {
                    reader.reject(reader.account(i), results.get(i).get("body"));
                }
            }
            return reader.result(uniformError(results));
        }
        if (status == WRONG_SWARM) {
            reader.rejectAll(json);
        }
        return reader.result(OptionalInt.empty());
    }

    private static @Nullable JsonNode json(Bytes body) {
        try {
            return JsonText.parse(body);
        } catch (MalformedDataException e) {
            return null; // the plain text of an error
        }
    }

    /** The status of a part; 0 if it has none. */
    private static int code(JsonNode part) {
        JsonNode code = part.get("code");
        return code != null && code.isIntegralNumber() && code.canConvertToInt() ? code.intValue() : 0;
    }

    private static OptionalInt uniformError(JsonNode results) {
        int first = results.isEmpty() ? 0 : code(results.get(0));
        if (first == 0 || (first >= 200 && first < 300)) {
            return OptionalInt.empty();
        }
        for (JsonNode part : results) {
            if (code(part) != first) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(first);
    }

    /** Gathers the rejections of one answer. */
    private static final class Reader {

        private final List<Optional<SessionId>> accounts;
        private final Map<SessionId, List<Ed25519PublicKey>> byAccount = new LinkedHashMap<>();
        private boolean unattributed;

        Reader(List<Optional<SessionId>> accounts) {
            this.accounts = accounts;
        }

        Optional<SessionId> account(int position) {
            if (accounts.size() == 1) {
                return accounts.get(0);
            }
            return position < accounts.size() ? accounts.get(position) : Optional.empty();
        }

        void rejectAll(@Nullable JsonNode body) {
            if (accounts.isEmpty()) {
                unattributed = true;
            }
            for (Optional<SessionId> account : accounts) {
                reject(account, body);
            }
        }

        void reject(Optional<SessionId> account, @Nullable JsonNode body) {
            if (!account.isPresent() || !isAbout(account.get(), body)) {
                unattributed = true;
                return;
            }
            List<Ed25519PublicKey> members = members(body);
            // Of several redirects for one account the last that leads anywhere counts.
            if (!members.isEmpty() || !byAccount.containsKey(account.get())) {
                byAccount.put(account.get(), members);
            }
        }

        /** Newer nodes echo the account, on a test network perhaps without its prefix. */
        private static boolean isAbout(SessionId account, @Nullable JsonNode body) {
            JsonNode echo = body == null ? null : body.get("pubkey");
            return echo == null
                    || !echo.isTextual()
                    || withoutPrefix(echo.textValue()).equals(withoutPrefix(account.toString()));
        }

        private static String withoutPrefix(String id) {
            return id.substring(Math.max(0, id.length() - KEY_DIGITS)).toLowerCase(Locale.ROOT);
        }

        private static List<Ed25519PublicKey> members(@Nullable JsonNode body) {
            try {
                return SwarmObject.read(JsonObject.of(body)).members();
            } catch (MalformedDataException e) {
                return List.of(); // rejected without a word on where to go
            }
        }

        Redirects result(OptionalInt uniformError) {
            return new Redirects(byAccount, unattributed, uniformError);
        }
    }
}
