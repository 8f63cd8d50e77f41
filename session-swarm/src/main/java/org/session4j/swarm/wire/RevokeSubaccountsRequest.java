package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.SubaccountToken;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code revoke_subaccount} and {@code unrevoke_subaccount}: members of a group lose, or get back, what their tokens
 * allow (storage server: revoke_subaccount). Only the owner of the account may ask.
 *
 * <p>A node for which nothing was ever stored for the account says yes to a revocation and forgets it.
 *
 * <p>A node confirms how many revocations it took back; for a revocation it gives no number.
 */
public final class RevokeSubaccountsRequest extends StorageRequest<SwarmAnswer<OptionalLong>> {

    /** The most tokens that one request may revoke, and that a node remembers for an account. */
    public static final int MAX_TOKENS = 50;

    private final Credentials credentials;
    private final List<SubaccountToken> tokens;
    private final boolean revoke;

    private RevokeSubaccountsRequest(Credentials credentials, List<SubaccountToken> tokens, boolean revoke) {
        super(revoke ? "revoke_subaccount" : "unrevoke_subaccount");
        if (credentials instanceof Credentials.Subaccount) {
            throw new IllegalArgumentException("a subaccount cannot revoke");
        }
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("tokens is empty");
        }
        if (revoke && tokens.size() > MAX_TOKENS) {
            throw new IllegalArgumentException("tokens: expected at most " + MAX_TOKENS + ", got " + tokens.size());
        }
        this.credentials = credentials;
        this.tokens = List.copyOf(tokens);
        this.revoke = revoke;
    }

    public static RevokeSubaccountsRequest revoke(Credentials credentials, List<SubaccountToken> tokens) {
        return new RevokeSubaccountsRequest(credentials, tokens, true);
    }

    public static RevokeSubaccountsRequest unrevoke(Credentials credentials, List<SubaccountToken> tokens) {
        return new RevokeSubaccountsRequest(credentials, tokens, false);
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(credentials.account());
    }

    @Override
    Params params(Instant now) {
        byte[] text = revoke ? SignedText.revokeSubaccount(now, tokens) : SignedText.unrevokeSubaccount(now, tokens);
        return new Params()
                .putAll(revoke ? "revoke" : "unrevoke", tokens)
                .put("timestamp", now)
                .signed(credentials, text);
    }

    @Override
    SwarmAnswer<OptionalLong> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        return MemberEntries.read(answer, keys, entry -> {
            JsonNode count = entry.find("count");
            return MemberEntries.Claim.of(
                    count == null ? OptionalLong.empty() : OptionalLong.of(JsonObject.integer("count", count)),
                    SignedText.subaccountsChanged(credentials.account(), signedAt, tokens));
        });
    }
}
