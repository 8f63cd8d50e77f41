package org.session4j.conformance.operation;

import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.wire.SignedMessage;
import org.session4j.protocol.wire.V1Cipher;

/** Signing and sealing of v1: {@code libsession-session-encrypt}, {@code upstream-session-encrypt}. */
final class SealOperations {

    private SealOperations() {}

    static void addTo(Operations operations) {
        operations.add("sign_for_recipient", SealOperations::sign);
        operations.add("encrypt_for_recipient", SealOperations::encrypt, SealOperations::openSealed);
        operations.add("encrypt_for_recipient_deterministic", SealOperations::encryptDeterministic);
        operations.add("decrypt_incoming", SealOperations::decrypt);
        operations.add("decrypt_incoming_session_id", SealOperations::decryptToSessionId);
    }

    /** 33 bytes of an id, or the 32 bytes of its key. */
    static X25519PublicKey recipient(Inputs in) throws MalformedDataException {
        byte[] recipient = in.bytes("recipient");
        return recipient.length == SessionId.LENGTH
                ? SessionId.parse(in.text("recipient"), IdKind.STANDARD).x25519()
                : X25519PublicKey.of(recipient);
    }

    static Ed25519KeyPair sender(Call call) {
        return KeyOperations.keyPair(call.in().bytes("sk"), call.crypto());
    }

    private static Answer sign(Call call) throws SessionException {
        byte[] signed =
                V1Cipher.of(call.crypto()).signForRecipient(call.in().bytes("msg"), sender(call), recipient(call.in()));
        return Answer.empty().put("signed", signed);
    }

    private static Answer encrypt(Call call) throws SessionException {
        byte[] ciphertext = V1Cipher.of(call.crypto())
                .encrypt(call.in().bytes("msg"), sender(call), recipient(call.in()), call.random());
        return Answer.empty().put("ciphertext", ciphertext);
    }

    private static Answer encryptDeterministic(Call call) throws SessionException {
        byte[] ciphertext = V1Cipher.of(call.crypto())
                .encryptDeterministic(call.in().bytes("msg"), sender(call), recipient(call.in()));
        return Answer.empty().put("ciphertext", ciphertext);
    }

    /** The recipient's secret key is unknown, so the same message goes to a recipient of our own. */
    private static void openSealed(Call call, Answer answer) throws SessionException {
        Ed25519KeyPair sender = sender(call);
        X25519KeyPair recipient = X25519KeyPair.generate(new SecureRandom(), call.crypto());
        V1Cipher cipher = V1Cipher.of(call.crypto());
        byte[] message = call.in().bytes("msg");
        byte[] sealed = cipher.encrypt(message, sender, recipient.publicKey(), new SecureRandom());
        SignedMessage opened = cipher.decrypt(sealed, recipient);
        DoesNotOpenException.require(
                Arrays.equals(opened.message().toByteArray(), message)
                        && opened.senderKey().equals(sender.publicKey())
                        && sealed.length == answer.bytes("ciphertext").length,
                "the sealed message");
    }

    private static Answer decrypt(Call call) throws SessionException {
        SignedMessage opened = open(call);
        return Answer.empty()
                .put("plaintext", opened.message())
                .put("sender_ed25519_pk", opened.senderKey().toByteArray());
    }

    private static Answer decryptToSessionId(Call call) throws SessionException {
        SignedMessage opened = open(call);
        return Answer.empty()
                .put("plaintext", opened.message())
                .put("session_id", opened.sender().toString());
    }

    private static SignedMessage open(Call call) throws SessionException {
        V1Cipher cipher = V1Cipher.of(call.crypto());
        byte[] ciphertext = call.in().bytes("ciphertext");
        return call.in().has("sk")
                ? cipher.decrypt(ciphertext, sender(call))
                : cipher.decrypt(ciphertext, x25519KeyPair(call.in(), call.crypto()));
    }

    /** A pair whose halves do not belong together is refused: the nonce of the seal depends on the public one. */
    static X25519KeyPair x25519KeyPair(Inputs in, Crypto crypto) {
        X25519KeyPair pair = X25519KeyPair.ofSecretKey(in.bytes("x25519_sk"), crypto);
        if (in.has("x25519_pk") && !pair.publicKey().equals(X25519PublicKey.of(in.bytes("x25519_pk")))) {
            throw new IllegalArgumentException("x25519_pk does not belong to x25519_sk");
        }
        return pair;
    }
}
