package org.session4j.conformance.operation;

import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.FormatDetection;
import org.session4j.protocol.wire.MessagePadding;
import org.session4j.protocol.wire.V1Codec;
import org.session4j.protocol.wire.V1Message;
import org.session4j.protocol.wire.WebSocketMessage;

/** Padding, envelope, wrapper and all of them together: {@code libsession-framing}, {@code messages-padding}. */
final class FramingOperations {

    /** Of a message of which only the length is given. */
    private static final int MAX_LENGTH = 10_000_000;

    private FramingOperations() {}

    static void addTo(Operations operations) {
        operations.add("pad_message", FramingOperations::pad);
        operations.add("unpad_message", FramingOperations::unpad);
        operations.add("messages-padding/pad", FramingOperations::padVector);
        operations.add("messages-padding/unpad", FramingOperations::unpadVector);
        operations.add("envelope_encode", FramingOperations::encodeEnvelope);
        operations.add("envelope_decode", FramingOperations::decodeEnvelope);
        operations.add("websocket_wrap", FramingOperations::wrap);
        operations.add("websocket_unwrap", FramingOperations::unwrap);
        operations.add("encode_dm_v1", FramingOperations::encodeDirect, FramingOperations::openDirect);
        operations.add("decode_dm_v1", FramingOperations::decodeDirect);
        operations.add("encode_group_envelope", FramingOperations::encodeGroup, FramingOperations::openGroup);
        operations.add("dm_dispatch", FramingOperations::dispatch);
    }

    private static Answer pad(Call call) {
        return Answer.empty().put("padded", MessagePadding.pad(call.in().bytes("data")));
    }

    private static Answer unpad(Call call) {
        return Answer.empty().put("data", MessagePadding.unpad(call.in().bytes("padded")));
    }

    /** Without an input any one of that length will do. */
    private static Answer padVector(Call call) {
        int length = call.in().smallInteger("length");
        if (length < 0 || length > MAX_LENGTH) {
            throw new NotRunnableException("length: expected 0 to " + MAX_LENGTH + ", got " + length);
        }
        byte[] message = call.in().optionalBytes("input").orElseGet(() -> new byte[length]);
        byte[] padded = MessagePadding.pad(message);
        DoesNotOpenException.require(Arrays.equals(MessagePadding.unpad(padded), message), "the padded message");
        DoesNotOpenException.require(
                message.length == length && padded.length == MessagePadding.paddedLength(message.length), "the length");
        return Answer.empty().put("paddedLength", padded.length).put("padded", padded);
    }

    private static Answer unpadVector(Call call) {
        return Answer.empty().put("output", MessagePadding.unpad(call.in().bytes("padded")));
    }

    private static Answer encodeEnvelope(Call call) {
        Inputs in = call.in();
        Envelope envelope = new Envelope(
                type(in.smallInteger("type")),
                null,
                in.integer("timestamp"),
                in.has("source_device") ? in.integer("source_device") : null,
                Bytes.of(in.bytes("content")),
                null,
                in.optionalBytes("pro_sig").map(Bytes::of).orElse(null));
        return Answer.empty().put("data", envelope.encode());
    }

    private static Envelope.Type type(int number) {
        for (Envelope.Type type : Envelope.Type.values()) {
            if (type.number() == number) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown type of envelope " + number);
    }

    private static Answer decodeEnvelope(Call call) throws SessionException {
        Envelope envelope = Envelope.decode(call.in().bytes("data"));
        return describe(envelope).put("content", envelope.content());
    }

    private static Answer describe(Envelope envelope) {
        Answer answer = Answer.empty()
                .put("type", envelope.type().number())
                .put("timestamp", envelope.timestamp())
                .put("pro_sig", envelope.proSig());
        Long sourceDevice = envelope.sourceDevice();
        return sourceDevice == null
                ? answer.put("source_device", (String) null)
                : answer.put("source_device", sourceDevice);
    }

    private static Answer wrap(Call call) {
        return Answer.empty().put("data", WebSocketMessage.wrap(call.in().bytes("body")));
    }

    private static Answer unwrap(Call call) throws SessionException {
        return Answer.empty().put("body", WebSocketMessage.unwrap(call.in().bytes("data")));
    }

    private static @Nullable Ed25519KeyPair proKey(Call call) {
        return call.in()
                .optionalBytes("pro_sk")
                .map(key -> KeyOperations.keyPair(key, call.crypto()))
                .orElse(null);
    }

    private static Answer encodeDirect(Call call) throws SessionException {
        byte[] stored = V1Codec.of(call.crypto())
                .encode(
                        call.in().bytes("content"),
                        call.in().integer("timestamp"),
                        SealOperations.sender(call),
                        SealOperations.recipient(call.in()),
                        proKey(call),
                        call.random());
        return Answer.empty().put("data", stored);
    }

    /** The recipient's secret key is unknown, so the same message goes to a recipient of our own. */
    private static void openDirect(Call call, Answer answer) throws SessionException {
        Inputs in = call.in();
        V1Codec codec = V1Codec.of(call.crypto());
        Ed25519KeyPair sender = SealOperations.sender(call);
        X25519KeyPair recipient = X25519KeyPair.generate(new SecureRandom(), call.crypto());
        byte[] stored = codec.encode(
                in.bytes("content"),
                in.integer("timestamp"),
                sender,
                recipient.publicKey(),
                proKey(call),
                new SecureRandom());
        V1Message opened = codec.decode(stored, recipient);
        DoesNotOpenException.require(
                Arrays.equals(opened.content().toByteArray(), in.bytes("content"))
                        && opened.envelope().timestamp() == in.integer("timestamp")
                        && opened.senderKey().equals(sender.publicKey())
                        && stored.length == answer.bytes("data").length,
                "the message");
    }

    private static Answer decodeDirect(Call call) throws SessionException {
        X25519KeyPair recipient = SealOperations.sender(call).toX25519();
        V1Message opened = V1Codec.of(call.crypto()).decode(call.in().bytes("data"), recipient);
        return describe(opened.envelope())
                .put("content", opened.content())
                .put("sender_ed25519_pk", opened.senderKey().toByteArray())
                .put("sender_session_id", opened.sender().toString());
    }

    private static Answer encodeGroup(Call call) {
        byte[] envelope = V1Codec.of(call.crypto())
                .encodeGroupEnvelope(
                        call.in().bytes("content"), call.in().integer("timestamp"), proKey(call), call.random());
        return Answer.empty().put("data", envelope);
    }

    private static void openGroup(Call call, Answer answer) throws SessionException {
        Envelope envelope = Envelope.decode(answer.bytes("data"));
        DoesNotOpenException.require(
                Arrays.equals(envelope.content().toByteArray(), call.in().bytes("content"))
                        && envelope.timestamp() == call.in().integer("timestamp"),
                "the envelope");
    }

    /** What becomes of a message for an account that has no key for it. */
    private static Answer dispatch(Call call) {
        String failure = switch (FormatDetection.detect(call.in().bytes("data"))) {
            case V1 -> "decrypt_failed";
            case V2 -> "no_key";
            case UNKNOWN_VERSION -> "unknown_version";
            case BAD_FORMAT -> "bad_format";
        };
        return Answer.empty().put("failure", failure);
    }
}
