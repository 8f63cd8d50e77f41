package org.session4j.swarm.internal.rpc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.oxend.OxendException;
import org.session4j.swarm.oxend.OxendException.Reason;
import org.session4j.swarm.oxend.RpcLogin;

/**
 * How one logs in at one server, by what it asked for last: with the best digest that it offers, or, if it offers none,
 * with the password itself, but only where nobody listens (services: oxend RPC). A nonce is used, counted, until the
 * server gives another one. Confined to the thread that asks; {@link #destroy()} may be called by any.
 */
final class HttpLogin {

    private static final int OWN_NONCE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final boolean isPrivate;
    private final String target;
    private final @Nullable RpcLogin login;
    private @Nullable DigestChallenge digest;
    private boolean isBasic;
    private int count;

    /**
     * @param login copied; null for none
     */
    HttpLogin(URI url, @Nullable RpcLogin login) {
        this.isPrivate = RpcUrl.isPrivate(url);
        this.target = RpcUrl.target(url);
        this.login = login == null ? null : login.copy();
    }

    /** What the next request says of us; null if nobody has asked yet. */
    @Nullable
    String authorization() {
        DigestChallenge challenge = digest;
        if (login == null || (challenge == null && !isBasic)) {
            return null;
        }
        if (challenge == null) {
            return basic(login);
        }
        byte[] own = new byte[OWN_NONCE_BYTES];
        random.nextBytes(own);
        count++;
        return challenge.authorization(login, "POST", target, count, Hex.format(own));
    }

    /** The server wants a login, or another one than it was given. */
    void challenged(List<String> headers) throws OxendException {
        if (login == null) {
            throw OxendException.of(Reason.LOGIN_NEEDED, "the server wants a login");
        }
        try {
            List<AuthChallenge> offers = AuthChallenge.parse(headers);
            Optional<DigestChallenge> best = offers.stream()
                    .map(DigestChallenge::of)
                    .filter(Optional::isPresent)
                    .map(Optional::get)
                    .max(Comparator.comparing(DigestChallenge::algorithm));
            digest = best.orElse(null);
            count = 0;
            isBasic = !best.isPresent()
                    && isPrivate
                    && offers.stream().anyMatch(offer -> offer.scheme().equals("basic"));
        } catch (MalformedDataException e) {
            throw OxendException.malformed(e);
        }
        if (digest == null && !isBasic) {
            throw OxendException.of(
                    Reason.LOGIN_UNSUPPORTED, "the server offers no login that keeps the password to us");
        }
    }

    /** The next request goes without a login, until the server asks for one. */
    void forget() {
        digest = null;
        isBasic = false;
    }

    private static String basic(RpcLogin login) {
        byte[] user = (login.user() + ":").getBytes(StandardCharsets.UTF_8);
        byte[] password = login.password().exposeSecretBytes();
        byte[] both = Arrays.copyOf(user, user.length + password.length);
        System.arraycopy(password, 0, both, user.length, password.length);
        try {
            return "Basic " + Base64.getEncoder().encodeToString(both);
        } finally {
            Arrays.fill(password, (byte) 0);
            Arrays.fill(both, (byte) 0);
        }
    }

    void destroy() {
        if (login != null) {
            login.destroy();
        }
    }
}
