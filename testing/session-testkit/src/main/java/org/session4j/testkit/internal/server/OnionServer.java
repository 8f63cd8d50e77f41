package org.session4j.testkit.internal.server;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.onion.wire.LayerCipher;
import org.session4j.onion.wire.SealedLayer;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.http.HttpCall;
import org.session4j.testkit.internal.http.HttpHandler;
import org.session4j.testkit.internal.http.HttpReply;

/**
 * The only door of a server: {@code POST /oxen/v4/lsrpc}, with the layer that was meant for it (services: transport;
 * storage server: relay to server).
 */
public final class OnionServer implements HttpHandler {

    private static final String DOOR = "/oxen/v4/lsrpc";

    private final Crypto crypto;
    private final ServerIdentity identity;
    private final ServerApp app;
    private final SecureRandom random = new SecureRandom();

    public OnionServer(Crypto crypto, ServerIdentity identity, ServerApp app) {
        this.crypto = crypto;
        this.identity = identity;
        this.app = app;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        boolean door = call.path().equals(DOOR);
        if (!door || !call.method().equals("POST")) {
            return CompletableFuture.completedFuture(inClear(ServerReply.page(door ? 405 : 404)));
        }
        return CompletableFuture.completedFuture(open(call.body().bytes()));
    }

    private HttpReply open(byte[] body) {
        LayerCipher cipher;
        byte[] plaintext;
        try {
            SealedLayer layer = SealedLayer.decode(body);
            cipher = layer.cipherFor(crypto, identity.exposeX25519Secret(), identity.x25519());
            plaintext = cipher.decrypt(layer.ciphertext().toByteArray());
        } catch (MalformedDataException | DecryptionException closed) {
            return inClear(ServerReply.page(400));
        }
        byte[] answer = cipher.encrypt(V4.encode(answer(plaintext)), random);
        cipher.destroy();
        return HttpReply.of(200, ServerReply.PAGE, Body.of(answer));
    }

    private ServerReply answer(byte[] plaintext) {
        try {
            return app.handle(V4.decode(plaintext));
        } catch (MalformedDataException invalid) {
            return ServerReply.text(400, "Invalid v4 onion request");
        }
    }

    private static HttpReply inClear(ServerReply reply) {
        return HttpReply.of(reply.status(), ServerReply.PAGE, reply.body());
    }
}
