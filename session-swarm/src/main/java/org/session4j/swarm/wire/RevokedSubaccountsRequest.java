package org.session4j.swarm.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.SubaccountToken;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code revoked_subaccounts}: the tokens that the asked node holds for revoked (storage server: revoked_subaccounts).
 * Servers before 2.11 do not know it and say so with status 400.
 */
public final class RevokedSubaccountsRequest extends StorageRequest<List<SubaccountToken>> {

    private final Credentials credentials;

    private RevokedSubaccountsRequest(Credentials credentials) {
        super("revoked_subaccounts");
        if (credentials instanceof Credentials.Subaccount) {
            throw new IllegalArgumentException("a subaccount cannot ask for what is revoked");
        }
        this.credentials = credentials;
    }

    public static RevokedSubaccountsRequest of(Credentials credentials) {
        return new RevokedSubaccountsRequest(credentials);
    }

    @Override
    public Optional<SessionId> account() {
        return Optional.of(credentials.account());
    }

    @Override
    Params params(Instant now) {
        return new Params().put("timestamp", now).signed(credentials, SignedText.revokedSubaccounts(now));
    }

    @Override
    List<SubaccountToken> readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        List<SubaccountToken> tokens = new ArrayList<>();
        for (String token : answer.strings("revoked_subaccounts")) {
            tokens.add(SubaccountToken.parse(token));
        }
        return tokens;
    }
}
