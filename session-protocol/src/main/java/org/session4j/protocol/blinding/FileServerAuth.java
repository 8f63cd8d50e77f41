package org.session4j.protocol.blinding;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/**
 * Shows a file server that a request comes from some account, under its 07 id that is known nowhere else (services:
 * endpoints, request authentication).
 *
 * <pre>
 * X-FS-Pubkey      the 07 id
 * X-FS-Timestamp   seconds since 1970
 * X-FS-Signature   base64 of the signature of: timestamp, method, path with query, body
 * </pre>
 *
 * No request of today has a body; the core library signs one as it is, while the server of today would look for its hash.
 */
public final class FileServerAuth {

    private static final String PUBKEY = "X-FS-Pubkey";
    private static final String TIMESTAMP = "X-FS-Timestamp";
    private static final String SIGNATURE = "X-FS-Signature";

    private FileServerAuth() {}

    /**
     * The three headers of a request.
     *
     * @param method in upper case
     * @param path with its query
     * @param body null for none
     */
    public static Map<String, String> headers(
            Account account, Instant time, String method, String path, @Nullable Bytes body) {
        Ed25519KeyPair keys = account.versionBlindedKeyPair();
        try {
            SessionId id =
                    SessionId.of(IdKind.VERSION_BLINDED_07, keys.publicKey().toByteArray());
            byte[] signature = keys.sign(signedText(time, method, path, body));
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put(PUBKEY, id.toString());
            headers.put(TIMESTAMP, Long.toString(time.getEpochSecond()));
            headers.put(SIGNATURE, Base64.getEncoder().encodeToString(signature));
            return headers;
        } finally {
            keys.destroy();
        }
    }

    /** What is signed. */
    private static byte[] signedText(Instant time, String method, String path, @Nullable Bytes body) {
        byte[] head = (time.getEpochSecond() + method + path).getBytes(StandardCharsets.UTF_8);
        if (body == null) {
            return head;
        }
        byte[] text = Arrays.copyOf(head, Math.addExact(head.length, body.length()));
        body.copyTo(text, head.length);
        return text;
    }
}
