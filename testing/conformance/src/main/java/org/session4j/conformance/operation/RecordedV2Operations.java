package org.session4j.conformance.operation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.MlKem768PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.v2.Decoy;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.v2.HybridPublicKey;
import org.session4j.protocol.v2.KeyUse;
import org.session4j.protocol.v2.V2Cipher;
import org.session4j.protocol.v2.V2Content;

/** {@code libsession-v2}. */
final class RecordedV2Operations {

    private RecordedV2Operations() {}

    static void addTo(Operations operations) {
        operations.add("mlkem768_keygen", RecordedV2Operations::generate);
        operations.add("mlkem768_encap", RecordedV2Operations::encapsulate);
        operations.add("mlkem768_decap", RecordedV2Operations::decapsulate);
        operations.add("v2_encrypt", RecordedV2Operations::encrypt, RecordedV2Operations::checkEncrypted);
        operations.add("v2_decrypt", RecordedV2Operations::decrypt);
        operations.add("v2_prefix", RecordedV2Operations::prefix);
        operations.add("v2_encrypt_nopfs", RecordedV2Operations::encryptLongTerm, RecordedV2Operations::checkLongTerm);
        operations.add("v2_decrypt_nopfs", RecordedV2Operations::decryptLongTerm);
    }

    private static Answer generate(Call call) {
        byte[] secretKey = call.crypto().mlkem768SeedKeypair(call.in().bytes("seed"));
        return Answer.empty()
                .put("pk", MlKem768PublicKey.ofSecretKey(secretKey).toByteArray())
                .put("sk", secretKey);
    }

    private static Answer encapsulate(Call call) throws SessionException {
        byte[] both = call.crypto()
                .mlkem768Encapsulate(call.in().bytes("pk"), call.in().bytes("coins"));
        return Answer.empty()
                .put("ciphertext", Arrays.copyOf(both, Crypto.MLKEM768_CIPHERTEXT))
                .put("shared", Arrays.copyOfRange(both, Crypto.MLKEM768_CIPHERTEXT, both.length));
    }

    private static Answer decapsulate(Call call) throws SessionException {
        return Answer.empty()
                .put(
                        "shared",
                        call.crypto()
                                .mlkem768Decapsulate(
                                        call.in().bytes("ciphertext"), call.in().bytes("sk")));
    }

    private static Ed25519KeyPair sender(Call call) {
        return KeyOperations.keyPair(call.in().bytes("sk"), call.crypto());
    }

    private static @Nullable Ed25519KeyPair pro(Call call) {
        return call.in()
                .optionalBytes("pro_sk")
                .map(key -> KeyOperations.keyPair(key, call.crypto()))
                .orElse(null);
    }

    private static SessionId recipient(Call call) throws SessionException {
        return V2Operations.recipient(call.in(), "recipient_session_id");
    }

    private static Answer encrypt(Call call) throws SessionException {
        Inputs in = call.in();
        HybridPublicKey key = HybridPublicKey.decode(Bytes.of(in.bytes("x25519_pk")), Bytes.of(in.bytes("mlkem_pk")));
        byte[] message = V2Cipher.of(call.crypto())
                .encrypt(in.bytes("content"), sender(call), recipient(call), key, pro(call), call.random());
        return Answer.empty().put("ciphertext", message);
    }

    /** Whose secret key is not given: the same to a key of one's own. */
    private static void checkEncrypted(Call call, Answer answer) throws SessionException {
        byte[] seed = FreshKey.generate(call.crypto()).secret();
        HybridKeyPair key = HybridKeyPair.ofSeed(SecretBytes.of(seed), KeyUse.ACCOUNT, call.crypto());
        var request = call.in().copy();
        request.setAll(Answer.empty()
                .put("x25519_pk", key.publicKey().x25519().toByteArray())
                .put("mlkem_pk", key.publicKey().mlkem768().toByteArray())
                .toJson());
        Call own = call.with(request);
        byte[] message = encrypt(own).bytes("ciphertext");
        requireOpens(call, V2Cipher.of(call.crypto()).decryptWith(message, recipient(call), key));
        DoesNotOpenException.require(message.length == answer.bytes("ciphertext").length, "the message");
    }

    private static Answer encryptLongTerm(Call call) throws SessionException {
        byte[] message = V2Cipher.of(call.crypto())
                .encryptLongTerm(
                        call.in().bytes("content"),
                        sender(call),
                        recipient(call),
                        pro(call),
                        Decoy.RANDOM_BYTES,
                        call.random());
        return Answer.empty().put("ciphertext", message);
    }

    private static void checkLongTerm(Call call, Answer answer) throws SessionException {
        FreshKey key = FreshKey.generate(call.crypto());
        var request = call.in().copy();
        request.put("recipient_session_id", SessionId.of(key.key()).toString());
        byte[] message = encryptLongTerm(call.with(request)).bytes("ciphertext");
        X25519KeyPair recipient = X25519KeyPair.ofSecretKey(key.secret(), call.crypto());
        requireOpens(call, V2Cipher.of(call.crypto()).decryptLongTerm(message, recipient));
        DoesNotOpenException.require(message.length == answer.bytes("ciphertext").length, "the message");
    }

    private static void requireOpens(Call call, V2Content opened) {
        DoesNotOpenException.require(
                Arrays.equals(opened.content().toByteArray(), call.in().bytes("content"))
                        && opened.senderKey().equals(sender(call).publicKey())
                        && (opened.proSignature() != null) == call.in().has("pro_sk"),
                "the message");
    }

    private static Answer decrypt(Call call) throws SessionException {
        X25519KeyPair x25519 = SealOperations.x25519KeyPair(call.in(), call.crypto());
        HybridKeyPair key = HybridKeyPair.ofSecretKeys(
                x25519.secretKey().exposeSecretBytes(), call.in().bytes("mlkem_sk"), call.crypto());
        return opened(V2Cipher.of(call.crypto()).decryptWith(call.in().bytes("ciphertext"), recipient(call), key));
    }

    /** Refuses a key that is not the recipient's: the signature names the recipient. */
    private static Answer decryptLongTerm(Call call) throws SessionException {
        X25519KeyPair account = SealOperations.x25519KeyPair(call.in(), call.crypto());
        if (!SessionId.of(account.publicKey()).equals(recipient(call))) {
            throw new IllegalArgumentException("x25519_sk is not the recipient's");
        }
        return opened(V2Cipher.of(call.crypto()).decryptLongTerm(call.in().bytes("ciphertext"), account));
    }

    private static Answer opened(V2Content opened) {
        Answer answer = Answer.empty()
                .put("content", opened.content())
                .put("sender_ed25519_pk", opened.senderKey().toByteArray())
                .put("sender_session_id", opened.sender().toString());
        return opened.proSignature() == null ? answer : answer.put("pro_sig", opened.proSignature());
    }

    private static Answer prefix(Call call) throws SessionException {
        X25519KeyPair account = SealOperations.x25519KeyPair(call.in(), call.crypto());
        return Answer.empty()
                .put(
                        "prefix",
                        V2Cipher.of(call.crypto()).wantedIndicator(call.in().bytes("ciphertext"), account));
    }
}
