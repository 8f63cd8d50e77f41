package org.session4j.testkit.internal.files;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.internal.server.ServerReply;
import org.session4j.testkit.internal.server.ServerRequest;
import org.session4j.testkit.internal.wire.Base64Text;

/** Checks the signature of a {@code session_version} request, which may be left out (services: version key). */
final class VersionAuth {

    private static final int ID = 33;
    private static final byte PREFIX = 7;
    private static final Duration WINDOW = Duration.ofHours(24);

    private final Crypto crypto;

    VersionAuth(Crypto crypto) {
        this.crypto = crypto;
    }

    /** Why the request is refused; nothing if it is signed well, or not at all. */
    Optional<ServerReply> refuse(ServerRequest request, Instant now) {
        String id = request.header("x-fs-pubkey").orElse("");
        String timestamp = request.header("x-fs-timestamp").orElse("");
        String signature = request.header("x-fs-signature").orElse("");
        if (id.isEmpty() && timestamp.isEmpty() && signature.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> idBytes = decode(id, ID);
        Optional<byte[]> signatureBytes = decode(signature, Crypto.ED25519_SIGNATURE);
        if (idBytes.isEmpty() || idBytes.get()[0] != PREFIX || signatureBytes.isEmpty() || !isNumber(timestamp)) {
            return refusal(400, "malformed or missing header");
        }
        byte[] key = Arrays.copyOfRange(idBytes.get(), 1, ID);
        if (!isPoint(key)) {
            return refusal(400, "the key is not a point");
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signed, now).abs().compareTo(WINDOW) > 0) {
            return refusal(425, "the time is too far from now");
        }
        byte[] text = (timestamp + request.method() + request.endpoint()).getBytes(StandardCharsets.UTF_8);
        return crypto.ed25519Verify(signatureBytes.get(), text, key)
                ? Optional.empty()
                : refusal(401, "the signature is wrong");
    }

    private static Optional<ServerReply> refusal(int status, String why) {
        return Optional.of(ServerReply.text(status, "Invalid authentication: " + why));
    }

    private static Optional<byte[]> decode(String text, int size) {
        if (text.length() != 2 * size) {
            return Base64Text.parse(text).filter(bytes -> bytes.length == size);
        }
        try {
            return Optional.of(Hex.parse(text));
        } catch (MalformedDataException notHex) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,12}");
    }

    private boolean isPoint(byte[] key) {
        try {
            return crypto.ed25519PublicKeyToX25519(key).length > 0;
        } catch (MalformedDataException noPoint) {
            return false;
        }
    }
}
