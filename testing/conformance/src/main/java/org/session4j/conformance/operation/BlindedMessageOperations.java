package org.session4j.conformance.operation;

import java.util.Arrays;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.blinding.BlindedMessage;
import org.session4j.protocol.blinding.BlindedMessageCipher;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.wire.MessagePadding;

/** Messages between blinded ids: {@code blinding-dm}, {@code libsession-blinded-dm}. */
final class BlindedMessageOperations {

    private BlindedMessageOperations() {}

    static void addTo(Operations operations) {
        operations.add("blinding-dm/encrypt", BlindedMessageOperations::encryptVector);
        operations.add("blinding-dm/decrypt", BlindedMessageOperations::decryptVector);
        operations.add(
                "encrypt_for_blinded_recipient",
                call -> encrypt(call, call.in().bytes("msg")),
                (call, answer) -> open(call, answer, call.in().bytes("msg")));
        operations.add(
                "encode_for_community_inbox",
                call -> encrypt(call, padded(call)),
                (call, answer) -> open(call, answer, padded(call)));
        operations.add("decrypt_from_blinded_recipient", BlindedMessageOperations::decrypt);
    }

    private static BlindedMessageCipher cipher(
            IdKind kind, Ed25519KeyPair account, X25519PublicKey serverKey, Crypto crypto) {
        return switch (kind) {
            case BLINDED_15 -> BlindedMessageCipher.of15(account, serverKey, crypto);
            case BLINDED_25 -> BlindedMessageCipher.of25(account, serverKey, crypto);
            default -> throw new IllegalArgumentException("expected a blinded id, got " + kind);
        };
    }

    // --- our own family ---

    private static BlindedMessageCipher side(Call call, String seed) {
        IdKind kind = switch (call.in().text("type")) {
            case "15" -> IdKind.BLINDED_15;
            case "25" -> IdKind.BLINDED_25;
            default -> throw new NotRunnableException("type: expected 15 or 25");
        };
        Ed25519KeyPair account = Ed25519KeyPair.ofSeed(call.in().bytes(seed), call.crypto());
        return cipher(kind, account, BlindingOperations.serverKey(call.in()), call.crypto());
    }

    private static Answer encryptVector(Call call) throws SessionException {
        Inputs in = call.in();
        Account account = Account.ofSeed(in.bytes("sender_seed"), call.crypto());
        BlindedMessageCipher sender = side(call, "sender_seed");
        BlindedMessageCipher recipient = side(call, "recipient_seed");
        byte[] key = sender.key(sender.ownId(), recipient.ownId()).exposeSecretBytes();
        byte[] sameKey = recipient.key(sender.ownId(), recipient.ownId()).exposeSecretBytes();
        DoesNotOpenException.require(Arrays.equals(key, sameKey), "the key");
        RecordedRandom random = RecordedRandom.of(in.bytes("nonce"));
        byte[] payload = sender.encrypt(in.bytes("message"), recipient.ownId(), random);
        random.requireExhausted();
        return Answer.empty()
                .put("sender_ed25519", account.ed25519PublicKey().toByteArray())
                .put("sender_session_id", account.sessionId().toString())
                .put("sender_blinded_id", sender.ownId().toString())
                .put("recipient_blinded_id", recipient.ownId().toString())
                .put("key", key)
                .put("payload", payload);
    }

    /** Opened by both sides. */
    private static Answer decryptVector(Call call) throws SessionException {
        Inputs in = call.in();
        SessionId sender = SessionId.parse(in.text("sender_blinded_id"));
        SessionId recipient = SessionId.parse(in.text("recipient_blinded_id"));
        BlindedMessage sent = side(call, "sender_seed").decrypt(in.bytes("payload"), sender, recipient);
        BlindedMessage received = side(call, "recipient_seed").decrypt(in.bytes("payload"), sender, recipient);
        DoesNotOpenException.require(sent.equals(received), "the message");
        return Answer.empty()
                .put("sender_ed25519", received.senderKey().toByteArray())
                .put("sender_session_id", received.sender().toString())
                .put("message", received.message());
    }

    // --- the core library's operations ---

    private static byte[] padded(Call call) {
        return MessagePadding.pad(call.in().bytes("content"));
    }

    private static BlindedMessageCipher own(Call call, SessionId peer) {
        return cipher(
                peer.kind(),
                KeyOperations.keyPair(call.in().bytes("sk"), call.crypto()),
                X25519PublicKey.of(call.in().bytes("server_pk")),
                call.crypto());
    }

    private static Answer encrypt(Call call, byte[] message) throws SessionException {
        SessionId recipient = SessionId.parse(call.in().text("recipient_blinded_id"));
        return Answer.empty().put("ciphertext", own(call, recipient).encrypt(message, recipient, call.random()));
    }

    /** A sender reads what it wrote. */
    private static void open(Call call, Answer answer, byte[] message) throws SessionException {
        SessionId recipient = SessionId.parse(call.in().text("recipient_blinded_id"));
        BlindedMessageCipher sender = own(call, recipient);
        BlindedMessage opened = sender.decrypt(answer.bytes("ciphertext"), sender.ownId(), recipient);
        DoesNotOpenException.require(Arrays.equals(opened.message().toByteArray(), message), "the message");
    }

    private static Answer decrypt(Call call) throws SessionException {
        SessionId sender = SessionId.parse(call.in().text("sender_id"));
        SessionId recipient = SessionId.parse(call.in().text("recipient_id"));
        BlindedMessage opened = own(call, sender).decrypt(call.in().bytes("ciphertext"), sender, recipient);
        return Answer.empty()
                .put("plaintext", opened.message())
                .put("session_id", opened.sender().toString());
    }
}
