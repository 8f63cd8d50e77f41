package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.ContentTree;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.MessagePadding;
import org.session4j.protocol.wire.SignedMessage;
import org.session4j.protocol.wire.V1Cipher;
import org.session4j.protocol.wire.V1Codec;
import org.session4j.protocol.wire.V1Message;
import org.session4j.protocol.wire.WebSocketMessage;

/** {@code messages-v1} and {@code messages-content}. */
final class MessageOperations {

    private MessageOperations() {}

    static void addTo(Operations operations) {
        operations.add("messages-v1/deterministic", MessageOperations::deterministic);
        operations.add("messages-v1/seal", MessageOperations::seal);
        operations.add("messages-v1/wire", MessageOperations::wire);
        operations.add("messages-v1/open", MessageOperations::open);
        operations.add("messages-content/encode", MessageOperations::encodeContent);
        operations.add("messages-content/decode", MessageOperations::decodeContent);
    }

    private static Ed25519KeyPair sender(Call call) {
        return Ed25519KeyPair.ofSeed(call.in().bytes("senderEd25519Seed"), call.crypto());
    }

    private static X25519PublicKey recipient(Call call) throws SessionException {
        return SessionId.parse(call.in().text("recipientSessionId"), IdKind.STANDARD)
                .x25519();
    }

    private static Answer deterministic(Call call) throws SessionException {
        V1Cipher cipher = V1Cipher.of(call.crypto());
        byte[] message = call.in().bytes("message");
        return Answer.empty()
                .put("signedBlob", cipher.signForRecipient(message, sender(call), recipient(call)))
                .put("ciphertext", cipher.encryptDeterministic(message, sender(call), recipient(call)));
    }

    private static Answer seal(Call call) throws SessionException {
        byte[] message = call.in().bytes("message");
        return Answer.empty()
                .put("signedBlob", V1Cipher.of(call.crypto()).signForRecipient(message, sender(call), recipient(call)))
                .put("ciphertext", seal(call, message));
    }

    private static byte[] seal(Call call, byte[] message) throws SessionException {
        RecordedRandom random = RecordedRandom.of(call.in().bytes("ephemeralX25519SecretKey"));
        byte[] sealed = V1Cipher.of(call.crypto()).encrypt(message, sender(call), recipient(call), random);
        random.requireExhausted();
        return sealed;
    }

    private static Answer wire(Call call) throws SessionException {
        Inputs in = call.in();
        byte[] content = in.bytes("content");
        byte[] padded = MessagePadding.pad(content);
        byte[] sealed = seal(call, padded);
        Envelope envelope = new Envelope(
                Envelope.Type.SESSION_MESSAGE,
                null,
                in.integer("timestampMs"),
                in.has("sourceDevice") ? in.integer("sourceDevice") : null,
                Bytes.of(sealed),
                null,
                proSig(call, sealed));
        byte[] stored = WebSocketMessage.wrap(envelope.encode());
        requireOpens(call, stored);
        return Answer.empty()
                .put(
                        "senderSessionId",
                        SessionId.of(sender(call).toX25519().publicKey()).toString())
                .put("paddedContent", padded)
                .put("sealedContent", sealed)
                .put("proSig", Envelope.decode(WebSocketMessage.unwrap(stored)).proSig())
                .put("envelope", envelope.encode())
                .put("webSocketMessage", stored)
                .put("data", Base64.getEncoder().encodeToString(stored));
    }

    /** Given for a decoy, made for a real one. */
    private static @Nullable Bytes proSig(Call call, byte[] sealed) {
        Inputs in = call.in();
        return switch (in.text("proSigIs")) {
            case "decoy" -> Bytes.of(in.bytes("proSig"));
            case "real" ->
                Bytes.of(Ed25519KeyPair.ofSeed(in.bytes("proRotatingSeed"), call.crypto())
                        .sign(sealed));
            case "absent" -> null;
            default -> throw new NotRunnableException("unknown proSigIs " + in.text("proSigIs"));
        };
    }

    private static void requireOpens(Call call, byte[] stored) throws SessionException {
        Inputs in = call.in();
        Ed25519KeyPair recipient = Ed25519KeyPair.ofSeed(in.bytes("recipientEd25519Seed"), call.crypto());
        V1Message opened = V1Codec.of(call.crypto()).decode(stored, recipient.toX25519());
        DoesNotOpenException.require(
                Arrays.equals(opened.content().toByteArray(), in.bytes("content"))
                        && opened.senderKey().equals(sender(call).publicKey())
                        && opened.envelope().timestamp() == in.integer("timestampMs"),
                "the message");
    }

    private static Answer open(Call call) {
        Inputs in = call.in();
        Ed25519KeyPair recipient = Ed25519KeyPair.ofSeed(in.bytes("recipientEd25519Seed"), call.crypto());
        try {
            SignedMessage opened = V1Cipher.of(call.crypto()).decrypt(in.bytes("ciphertext"), recipient);
            JsonNode expect = Answer.empty()
                    .put("message", opened.message())
                    .put("senderEd25519", opened.senderKey().toByteArray())
                    .put("senderSessionId", opened.sender().toString())
                    .toJson();
            return Answer.empty().put("expect", expect);
        } catch (SessionException e) {
            return Answer.empty().put("expect", (String) null);
        }
    }

    private static Answer encodeContent(Call call) throws SessionException {
        ObjectNode tree = call.in().node("content");
        return Answer.empty()
                .put("bytes", ContentTree.toContent(JsonTree.toMap(tree)).encode());
    }

    private static Answer decodeContent(Call call) throws SessionException {
        Content content = Content.decode(call.in().bytes("bytes"));
        return Answer.empty().put("content", JsonTree.of(ContentTree.of(content)));
    }
}
