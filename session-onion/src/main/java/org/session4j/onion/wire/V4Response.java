package org.session4j.onion.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.TreeMap;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;

/**
 * The answer of a server: metadata {@code {"code":…,"headers":{…}}} and a body, encrypted with the key of the request's
 * innermost layer and sent as it is (network: answer).
 */
public final class V4Response {

    private V4Response() {}

    /** The plaintext of an answer. */
    public static byte[] encode(OnionAnswer answer) {
        StringBuilder json = new StringBuilder(64).append("{\"code\":").append(answer.status());
        WireJson.appendObject(json.append(",\"headers\":"), new TreeMap<>(answer.headers()));
        return new V4Frame(json.append('}').toString(), answer.body()).encode();
    }

    /** Reads the plaintext; the body is null where the list has none. */
    public static OnionAnswer decode(byte[] plaintext) throws MalformedDataException {
        return decode(Bytes.of(plaintext));
    }

    /** As {@link #decode(byte[])}; the body is a slice of the plaintext. */
    public static OnionAnswer decode(Bytes plaintext) throws MalformedDataException {
        V4Frame frame = V4Frame.decode(plaintext);
        ObjectNode metadata = WireJson.readObject("v4 answer", frame.metadata());
        return new OnionAnswer(
                WireJson.requireInt("v4 answer code", metadata.get("code")),
                WireJson.readHeaders(metadata.get("headers")),
                frame.body());
    }

    /** What a server sends back. */
    public static byte[] seal(OnionAnswer answer, LayerCipher cipher, SecureRandom random) {
        return cipher.encrypt(encode(answer), random);
    }

    /**
     * Opens what came back with status 200.
     *
     * @throws DecryptionException if the server with that key did not make it
     * @throws MalformedDataException if it is not of the form of an answer
     */
    public static OnionAnswer open(byte[] httpBody, LayerCipher cipher)
            throws DecryptionException, MalformedDataException {
        return open(Bytes.unsafeWrap(httpBody), cipher);
    }

    /** As {@link #open(byte[], LayerCipher)}; beside what came back there is one copy, which the body is a slice of. */
    public static OnionAnswer open(Bytes httpBody, LayerCipher cipher)
            throws DecryptionException, MalformedDataException {
        return decode(cipher.decrypt(httpBody));
    }
}
