package org.session4j.testkit.internal.coin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.session4j.testkit.TestRpcLogin;
import org.session4j.testkit.internal.http.HttpCall;
import org.session4j.testkit.internal.http.HttpReply;

/** Lets in who knows the password, and complains of logins that no client should send. */
final class LoginGate {

    private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=(?:\"([^\"]*)\"|([^,\" ]+))(?:, *|$)");
    private static final String REALM = "oxen-rpc";

    private final TestRpcLogin login;
    private final Consumer<String> complain;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Integer> uses = new HashMap<>();
    private int usesOfANonce = Integer.MAX_VALUE;
    private int accepted;

    LoginGate(TestRpcLogin login, Consumer<String> complain) {
        this.login = login;
        this.complain = complain;
    }

    synchronized void usesOfANonce(int most) {
        usesOfANonce = most;
    }

    /** How many requests were let in by a login. */
    synchronized int accepted() {
        return accepted;
    }

    /** What is answered to whoever is not let in. */
    synchronized Optional<HttpReply> check(HttpCall call) {
        String sent = call.headers().getOrDefault("authorization", "");
        return switch (login.kind()) {
            case NONE -> {
                if (!sent.isEmpty()) {
                    complain.accept("a login that nobody asked for");
                }
                yield Optional.empty();
            }
            case BASIC -> isBasic(sent) ? letIn() : Optional.of(unauthorized("Basic realm=\"" + REALM + "\""));
            case DIGEST -> checkDigest(call, sent);
        };
    }

    private Optional<HttpReply> letIn() {
        accepted++;
        return Optional.empty();
    }

    static HttpReply unauthorized(String challenge) {
        return HttpReply.text(401, "Login required\n").with("WWW-Authenticate", challenge);
    }

    private boolean isBasic(String sent) {
        String expected = login.user() + ":" + login.password();
        return sent.equals("Basic " + Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<HttpReply> checkDigest(HttpCall call, String sent) {
        if (sent.isEmpty()) {
            return Optional.of(challenge(false));
        }
        Map<String, String> said = parse(sent);
        String nonce = said.getOrDefault("nonce", "");
        if (!isRight(call, said)) {
            return Optional.of(challenge(false));
        }
        Integer used = uses.get(nonce);
        if (used == null) {
            return Optional.of(challenge(true));
        }
        if (!said.getOrDefault("nc", "").equals(String.format("%08x", used + 1))) {
            complain.accept("a nonce whose count is not the next");
            return Optional.of(challenge(true));
        }
        if (used >= usesOfANonce) {
            uses.remove(nonce);
            return Optional.of(challenge(true));
        }
        uses.put(nonce, used + 1);
        return letIn();
    }

    private Map<String, String> parse(String sent) {
        Map<String, String> said = new HashMap<>();
        int end = 0;
        if (sent.startsWith("Digest ")) {
            Matcher parameters = PARAMETER.matcher(sent).region("Digest ".length(), sent.length());
            end = "Digest ".length();
            while (parameters.lookingAt()) {
                said.put(parameters.group(1), parameters.group(2) == null ? parameters.group(3) : parameters.group(2));
                end = parameters.end();
                parameters.region(end, sent.length());
            }
        }
        if (end < sent.length()) {
            complain.accept("a login that cannot be read");
        }
        return said;
    }

    private boolean isRight(HttpCall call, Map<String, String> said) {
        if (!said.getOrDefault("realm", "").equals(REALM)
                || !said.getOrDefault("uri", "").equals(call.path())
                || !said.getOrDefault("qop", "").equals("auth")
                || !said.getOrDefault("algorithm", "MD5").equals("MD5")
                || said.getOrDefault("cnonce", "").isEmpty()) {
            complain.accept("a login for another place, or in another way, than was asked for");
            return false;
        }
        String secret = md5(login.user() + ":" + REALM + ":" + login.password());
        String expected = md5(String.join(
                ":",
                secret,
                said.getOrDefault("nonce", ""),
                said.getOrDefault("nc", ""),
                said.getOrDefault("cnonce", ""),
                "auth",
                md5(call.method() + ":" + call.path())));
        return said.getOrDefault("username", "").equals(login.user())
                && said.getOrDefault("response", "").equals(expected);
    }

    /** Two ways to answer in one header, of which the second is a form with sessions. */
    private HttpReply challenge(boolean stale) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        uses.put(nonce, 0);
        String common = "realm=\"" + REALM + "\",nonce=\"" + nonce + "\",stale=" + stale;
        return unauthorized(
                "Digest qop=\"auth\",algorithm=MD5," + common + ", Digest qop=\"auth\",algorithm=MD5-sess," + common);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
