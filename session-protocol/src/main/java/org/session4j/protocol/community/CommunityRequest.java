package org.session4j.protocol.community;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * A request to a server of communities, as far as its signature covers it (services: request authentication). Of a batch
 * this is the whole, not its parts.
 *
 * @param method in upper case
 * @param endpoint path and query, beginning with a slash, as it is sent
 * @param body null for none, which is the same as an empty one
 */
public record CommunityRequest(
        String method, String endpoint, @Nullable Bytes body) {

    private static final int HEX = 16;

    /**
     * @throws IllegalArgumentException if the method is none, or the endpoint has no leading slash or percent signs that do
     *     not make UTF-8
     */
    public CommunityRequest {
        if (method.isEmpty() || !method.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("method: expected upper-case letters");
        }
        if (!endpoint.startsWith("/")) {
            throw new IllegalArgumentException("endpoint: expected a leading slash");
        }
        requireUtf8(signedEndpoint(endpoint));
    }

    /** A request without a body. */
    public static CommunityRequest of(String method, String endpoint) {
        return new CommunityRequest(method, endpoint, null);
    }

    /** The bytes of the endpoint that are signed: the path decoded, the query as it is, no question mark without one. */
    byte[] signedEndpoint() {
        return signedEndpoint(endpoint);
    }

    private static byte[] signedEndpoint(String endpoint) {
        int question = endpoint.indexOf('?');
        String path = question < 0 ? endpoint : endpoint.substring(0, question);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        int start = 0;
        for (int percent = path.indexOf('%'); percent >= 0; percent = path.indexOf('%', start)) {
            write(signed, path.substring(start, percent));
            signed.write(hexDigit(path, percent + 1) * HEX + hexDigit(path, percent + 2));
            start = percent + 3;
        }
        write(signed, path.substring(start));
        if (question >= 0 && question < endpoint.length() - 1) {
            write(signed, endpoint.substring(question));
        }
        return signed.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(utf8, 0, utf8.length);
    }

    private static int hexDigit(String path, int index) {
        char digit = index < path.length() ? path.charAt(index) : ' ';
        int value = digit < 0x80 ? Character.digit(digit, HEX) : -1;
        if (value < 0) {
            throw new IllegalArgumentException("endpoint: expected two hex digits behind a percent sign");
        }
        return value;
    }

    /** A server makes text of the path before it verifies, which would change other bytes. */
    private static void requireUtf8(byte[] bytes) {
        try {
            int unused = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .length();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("endpoint: expected UTF-8 when decoded", e);
        }
    }

    /** Names the class only: where people meet is private. */
    @Override
    public String toString() {
        return "CommunityRequest";
    }
}
