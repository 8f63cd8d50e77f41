package org.session4j.swarm.internal.rpc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Hex;
import org.session4j.swarm.oxend.RpcLogin;

/**
 * What a server wants hashed (RFC 7616, section 3.4; RFC 2617 is the same with MD5). Of its forms this knows quality
 * {@code auth} without sessions, which wallets of this family offer:
 *
 * <pre>
 * H(H(user : realm : password) : nonce : nc : cnonce : auth : H(method : uri))
 * </pre>
 *
 * @param opaque to be given back as it is, if there is one
 */
record DigestChallenge(String realm, String nonce, @Nullable String opaque, Algorithm algorithm) {

    private static final String QUALITY = "auth";

    /** Stronger ones last. */
    enum Algorithm {
        MD5("MD5"),
        SHA_256("SHA-256");

        private final String wireName;

        Algorithm(String wireName) {
            this.wireName = wireName;
        }

        private MessageDigest newDigest() {
            try {
                return MessageDigest.getInstance(wireName);
            } catch (NoSuchAlgorithmException impossible) {
                throw new AssertionError(impossible);
            }
        }

        private static Optional<Algorithm> find(String name) {
            return Arrays.stream(values())
                    .filter(one -> one.wireName.equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    /** Empty if it is another scheme, or a form of this one that is not known here. */
    static Optional<DigestChallenge> of(AuthChallenge challenge) {
        Map<String, String> parameters = challenge.parameters();
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        String qualities = parameters.getOrDefault("qop", "").toLowerCase(Locale.ROOT);
        if (!challenge.scheme().equals("digest")
                || realm == null
                || nonce == null
                || !Arrays.asList(qualities.split("[, \t]+", -1)).contains(QUALITY)) {
            return Optional.empty();
        }
        return Algorithm.find(parameters.getOrDefault("algorithm", Algorithm.MD5.wireName))
                .map(algorithm -> new DigestChallenge(realm, nonce, parameters.get("opaque"), algorithm));
    }

    /**
     * The value of the {@code Authorization} header.
     *
     * @param count how often this nonce is used, this time included
     * @param ownNonce fresh and random, of letters and digits
     */
    String authorization(RpcLogin login, String method, String uri, int count, String ownNonce) {
        String counted = String.format(Locale.ROOT, "%08x", count);
        byte[] secret = secretHash(login);
        try {
            MessageDigest digest = algorithm.newDigest();
            digest.update(secret);
            digest.update(utf8(":" + nonce + ":" + counted + ":" + ownNonce + ":" + QUALITY + ":"));
            digest.update(utf8(Hex.format(algorithm.newDigest().digest(utf8(method + ":" + uri)))));
            return "Digest username=" + quote(login.user())
                    + ", realm=" + quote(realm)
                    + ", nonce=" + quote(nonce)
                    + ", uri=" + quote(uri)
                    + ", algorithm=" + algorithm.wireName
                    + ", qop=" + QUALITY
                    + ", nc=" + counted
                    + ", cnonce=" + quote(ownNonce)
                    + ", response=" + quote(Hex.format(digest.digest()))
                    + (opaque == null ? "" : ", opaque=" + quote(opaque));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** In hex digits. It is as good as the password, so it never becomes a string. */
    private byte[] secretHash(RpcLogin login) {
        MessageDigest digest = algorithm.newDigest();
        digest.update(utf8(login.user() + ":" + realm + ":"));
        byte[] password = login.password().exposeSecretBytes();
        digest.update(password);
        Arrays.fill(password, (byte) 0);
        byte[] hash = digest.digest();
        byte[] hex = new byte[2 * hash.length];
        for (int i = 0; i < hash.length; i++) {
            hex[2 * i] = (byte) Character.forDigit((hash[i] >> 4) & 0xf, 16);
            hex[2 * i + 1] = (byte) Character.forDigit(hash[i] & 0xf, 16);
        }
        Arrays.fill(hash, (byte) 0);
        return hex;
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
