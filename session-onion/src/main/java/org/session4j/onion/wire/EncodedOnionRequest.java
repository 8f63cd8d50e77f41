package org.session4j.onion.wire;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;

/**
 * A request as it is posted to the guard, and the key that opens the answer. The key is secret: destroy it when the
 * answer is there or given up.
 */
public final class EncodedOnionRequest implements AutoCloseable {

    private final Bytes body;
    private final LayerCipher answerCipher;
    private final boolean toServer;

    EncodedOnionRequest(Bytes body, LayerCipher answerCipher, boolean toServer) {
        this.body = body;
        this.answerCipher = answerCipher;
        this.toServer = toServer;
    }

    /** The body of the POST to {@code /onion_req/v2} of the guard. */
    public Bytes body() {
        return body;
    }

    /** The cipher of the innermost layer, which encrypts the answer too. */
    public LayerCipher answerCipher() {
        return answerCipher;
    }

    /**
     * Opens what the guard answered with status 200; any other status is in clear and a matter of {@link PathError}.
     *
     * @throws DecryptionException if the destination did not make it
     * @throws MalformedDataException if it is not of the form of an answer
     */
    public OnionAnswer openAnswer(byte[] httpBody) throws DecryptionException, MalformedDataException {
        return toServer ? V4Response.open(httpBody, answerCipher) : NodeAnswer.open(httpBody, answerCipher, true);
    }

    /** As {@link #openAnswer(byte[])}. */
    public OnionAnswer openAnswer(Bytes httpBody) throws DecryptionException, MalformedDataException {
        return toServer
                ? V4Response.open(httpBody, answerCipher)
                : NodeAnswer.open(httpBody.toByteArray(), answerCipher, true);
    }

    /** Wipes the key. May be called more than once. */
    @Override
    public void close() {
        answerCipher.destroy();
    }

    @Override
    public String toString() {
        return "EncodedOnionRequest[" + body.length() + " bytes]";
    }
}
