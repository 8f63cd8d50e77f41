package org.session4j.onion.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;

/**
 * The answer of a service node: a JSON object {@code {"body":…,"status":…}}, encrypted with the key of the request's
 * innermost layer, in base64 unless the request asked otherwise (network: answer; storage server: answer of a
 * destination node). {@code body} is a string, most often of JSON once more.
 */
public final class NodeAnswer {

    private static final String WHAT = "node answer";

    private NodeAnswer() {}

    /** The plaintext of an answer whose body is a string: JSON text or plain. */
    public static byte[] encode(int status, String body) {
        StringBuilder json = new StringBuilder(body.length() + body.length() / 4 + 32).append("{\"body\":");
        WireJson.appendString(json, body);
        return finish(json, status);
    }

    /**
     * The plaintext of an answer with the body as a JSON value, for a request that asked for it.
     *
     * @param body a JSON value, written as it stands
     */
    public static byte[] encodeEmbedded(int status, String body) {
        return finish(new StringBuilder(body.length() + 32).append("{\"body\":").append(body), status);
    }

    private static byte[] finish(StringBuilder json, int status) {
        return json.append(",\"status\":").append(status).append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the plaintext. {@code status_code} comes before {@code status}; one of them must be a number. */
    public static OnionAnswer decode(byte[] plaintext) throws MalformedDataException {
        return decode(plaintext, 0, plaintext.length);
    }

    private static OnionAnswer decode(byte[] buffer, int offset, int length) throws MalformedDataException {
        OnionAnswer usual = UsualAnswer.read(buffer, offset, length);
        return usual == null ? decodeJson(buffer, offset, length) : usual;
    }

    /** Any form of it. */
    static OnionAnswer decodeJson(byte[] buffer, int offset, int length) throws MalformedDataException {
        ObjectNode answer = WireJson.readObject(WHAT, buffer, offset, length);
        JsonNode status = answer.get("status_code");
        if (status == null || !status.isNumber()) {
            status = answer.get("status");
        }
        return new OnionAnswer(
                WireJson.requireInt(WHAT + " status", status),
                WireJson.readHeaders(answer.get("headers")),
                readBody(answer.get("body")));
    }

    private static @Nullable Bytes readBody(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return null;
        }
        return Bytes.utf8(body.isTextual() ? body.textValue() : body.toString());
    }

    /** What a node sends back for a plaintext made by {@link #encode} or {@link #encodeEmbedded}. */
    public static byte[] seal(byte[] plaintext, LayerCipher cipher, SecureRandom random, boolean base64) {
        byte[] ciphertext = cipher.encrypt(plaintext, random);
        return base64 ? Base64.getEncoder().encode(ciphertext) : ciphertext;
    }

    /**
     * Opens what came back with status 200.
     *
     * @param base64 whether the request left the answer in base64; it may also be wrapped as {@code {"result":"…"}}
     * @throws DecryptionException if the node with that key did not make it
     * @throws MalformedDataException if it is not base64, or not of the form of an answer
     */
    public static OnionAnswer open(byte[] httpBody, LayerCipher cipher, boolean base64)
            throws DecryptionException, MalformedDataException {
        byte[] sealed = base64 ? readBase64(httpBody) : httpBody.clone();
        int length = cipher.decryptInPlace(sealed);
        return decode(sealed, cipher.cipher().nonceLength(), length);
    }

    private static byte[] readBase64(byte[] httpBody) throws MalformedDataException {
        byte[] text = httpBody;
        if (startsLikeJson(httpBody)) {
            ObjectNode wrapper = WireJson.readObject(WHAT, httpBody, 0, httpBody.length);
            text = WireJson.requireText(wrapper, "result").getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException(WHAT + ": not base64");
        }
    }

    /** No base64 text begins with a brace. */
    private static boolean startsLikeJson(byte[] body) {
        int i = 0;
        while (i < body.length && (body[i] == ' ' || body[i] == '\t' || body[i] == '\r' || body[i] == '\n')) {
            i++;
        }
        return i < body.length && body[i] == '{';
    }
}
