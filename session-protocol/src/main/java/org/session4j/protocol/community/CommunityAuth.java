package org.session4j.protocol.community;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Who makes a request to a server of communities, and the proof (services: request authentication).
 *
 * <pre>
 * X-SOGS-Pubkey      the id
 * X-SOGS-Nonce       base64 of 16 bytes
 * X-SOGS-Timestamp   seconds since 1970
 * X-SOGS-Signature   base64 of the signature of
 *                    server key (32) | nonce (16) | timestamp | method | endpoint | BLAKE2b_64( body ), unless it is empty
 * </pre>
 *
 * @param user of kind {@link IdKind#BLINDED_15} or {@link IdKind#UNBLINDED}
 * @param nonce 16 bytes; a server takes each once within 24 hours
 * @param time whole seconds; a server takes it within 24 hours of its own
 * @param signature 64 bytes
 */
public record CommunityAuth(SessionId user, Bytes nonce, Instant time, Bytes signature) {

    /** In bytes. */
    public static final int NONCE_LENGTH = 16;

    private static final String PUBKEY = "X-SOGS-Pubkey";
    private static final String NONCE = "X-SOGS-Nonce";
    private static final String TIMESTAMP = "X-SOGS-Timestamp";
    private static final String SIGNATURE = "X-SOGS-Signature";

    private static final int BODY_HASH = 64;
    private static final int MAX_TIME_DIGITS = 11;

    public CommunityAuth {
        if (user.kind() != IdKind.BLINDED_15 && user.kind() != IdKind.UNBLINDED) {
            throw new IllegalArgumentException("user: expected kind BLINDED_15 or UNBLINDED, got " + user.kind());
        }
        requireLength("nonce", nonce, NONCE_LENGTH);
        requireLength("signature", signature, Crypto.ED25519_SIGNATURE);
        time = Instant.ofEpochSecond(time.getEpochSecond());
    }

    private static void requireLength(String name, Bytes value, int expected) {
        if (value.length() != expected) {
            throw new IllegalArgumentException(name + ": expected " + expected + " bytes, got " + value.length());
        }
    }

    /**
     * Signs a request; draws 16 bytes.
     *
     * @param now by the server's clock, as nearly as it is known
     */
    public static CommunityAuth sign(
            CommunityRequest request,
            CommunityIdentity identity,
            X25519PublicKey serverKey,
            Instant now,
            SecureRandom random,
            Crypto crypto) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] text = signedText(request, serverKey, Bytes.of(nonce), now, crypto);
        return new CommunityAuth(
                identity.requestId(), Bytes.of(nonce), now, Bytes.unsafeWrap(identity.signRequest(text)));
    }

    /** What is signed. For implementers. */
    public static byte[] signedText(
            CommunityRequest request, X25519PublicKey serverKey, Bytes nonce, Instant time, Crypto crypto) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        write(text, serverKey.toByteArray());
        write(text, nonce.toByteArray());
        write(text, (time.getEpochSecond() + request.method()).getBytes(StandardCharsets.UTF_8));
        write(text, request.signedEndpoint());
        Bytes body = request.body();
        if (body != null && !body.isEmpty()) {
            write(text, crypto.blake2b(BODY_HASH, null, null, body.toByteArray()));
        }
        return text.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    /** The four headers. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(PUBKEY, user.toString());
        headers.put(NONCE, nonce.toBase64());
        headers.put(TIMESTAMP, Long.toString(time.getEpochSecond()));
        headers.put(SIGNATURE, signature.toBase64());
        return headers;
    }

    /**
     * The server's side: what the headers of a request say, in any case and in hex or base64.
     *
     * @return empty if they say nothing, which makes the request anonymous
     * @throws MalformedDataException if one of the four is missing or not of its form
     */
    public static Optional<CommunityAuth> decode(Map<String, String> headers) throws MalformedDataException {
        Map<String, String> own = new LinkedHashMap<>();
        headers.forEach((name, value) -> own.put(name.toLowerCase(Locale.ROOT), value));
        boolean anonymous = own.keySet().stream().noneMatch(name -> name.startsWith("x-sogs-"));
        if (anonymous) {
            return Optional.empty();
        }
        SessionId user = SessionId.decode(bytes(own, PUBKEY, SessionId.LENGTH));
        if (user.kind() != IdKind.BLINDED_15 && user.kind() != IdKind.UNBLINDED) {
            throw new MalformedDataException(PUBKEY + ": expected prefix 00 or 15");
        }
        return Optional.of(new CommunityAuth(
                user,
                Bytes.unsafeWrap(bytes(own, NONCE, NONCE_LENGTH)),
                time(require(own, TIMESTAMP)),
                Bytes.unsafeWrap(bytes(own, SIGNATURE, Crypto.ED25519_SIGNATURE))));
    }

    private static String require(Map<String, String> headers, String name) throws MalformedDataException {
        String value = headers.get(name.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new MalformedDataException("expected a header " + name);
        }
        return value;
    }

    /** Twice as many hex digits, or base64 with or without its padding. */
    private static byte[] bytes(Map<String, String> headers, String name, int length) throws MalformedDataException {
        String text = require(headers, name);
        if (text.length() == 2 * length) {
            return Bytes.parseHex(text).toByteArray();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException(name + ": expected hex or base64");
        }
        if (bytes.length != length) {
            throw new MalformedDataException(name + ": expected " + length + " bytes, got " + bytes.length);
        }
        return bytes;
    }

    /** Digits only, and no more than any clock needs. */
    private static Instant time(String text) throws MalformedDataException {
        if (text.isEmpty() || text.length() > MAX_TIME_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedDataException(TIMESTAMP + ": expected seconds since 1970");
        }
        return Instant.ofEpochSecond(Long.parseLong(text));
    }

    /** The server's side: whether the user signed this request. Time and nonce are the server's to judge. */
    public boolean isFor(CommunityRequest request, X25519PublicKey serverKey, Crypto crypto) {
        byte[] text = signedText(request, serverKey, nonce, time, crypto);
        return crypto.ed25519Verify(signature.toByteArray(), text, user.key());
    }

    /** Names the class only: a signature is good for a day. */
    @Override
    public String toString() {
        return "CommunityAuth";
    }
}
