package org.session4j.conformance.operation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.v2.Decoy;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.v2.HybridPublicKey;
import org.session4j.protocol.v2.KeyRecord;
import org.session4j.protocol.v2.KeyUse;
import org.session4j.protocol.v2.V2Cipher;
import org.session4j.protocol.v2.V2Content;
import org.session4j.protocol.v2.V2Message;
import org.session4j.protocol.v2.V2Secrets;
import org.session4j.protocol.wire.FormatDetection;

/** {@code messages-v2}. */
final class V2Operations {

    private V2Operations() {}

    static void addTo(Operations operations) {
        operations.add("messages-v2/keys", V2Operations::keys);
        operations.add("messages-v2/encryptPfs", V2Operations::encrypt);
        operations.add("messages-v2/encryptNoPfs", V2Operations::encryptLongTerm);
        operations.add("messages-v2/size", V2Operations::size);
        operations.add("messages-v2/decryptReject", V2Operations::reject);
        operations.add("messages-v2/publish", V2Operations::publish);
        operations.add("messages-v2/accountPubkeys", V2Operations::verify);
    }

    private static Answer keys(Call call) {
        KeyUse use = switch (call.in().text("domain")) {
            case "SessionAccountKeys" -> KeyUse.ACCOUNT;
            case "SessionDeviceKeys" -> KeyUse.DEVICE;
            default -> throw new IllegalArgumentException("unknown domain");
        };
        SecretBytes seed = SecretBytes.of(call.in().bytes("seed"));
        byte[] expanded = use.expand(seed, call.crypto()).exposeSecretBytes();
        HybridKeyPair keys = HybridKeyPair.ofSeed(seed, use, call.crypto());
        return Answer.empty()
                .put("x25519SecretKey", keys.x25519().secretKey().exposeSecretBytes())
                .put("x25519PublicKey", keys.publicKey().x25519().toByteArray())
                .put("mlkem768Seed", Arrays.copyOfRange(expanded, Crypto.KEY, expanded.length))
                .put("mlkem768PublicKey", keys.publicKey().mlkem768().toByteArray())
                .put("mlkem768SecretKeySha256", sha256(keys.mlkem768SecretKey().exposeSecretBytes()));
    }

    private static byte[] sha256(byte[] in) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(in);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static SessionId recipient(Inputs in, String name) throws SessionException {
        return SessionId.parse(in.text(name), IdKind.STANDARD);
    }

    private static Ed25519KeyPair sender(Call call) {
        return Ed25519KeyPair.ofSeed(call.in().bytes("senderEd25519Seed"), call.crypto());
    }

    private static @Nullable Ed25519KeyPair pro(Call call) {
        return call.in()
                .optionalBytes("proRotatingSeed")
                .map(seed -> Ed25519KeyPair.ofSeed(seed, call.crypto()))
                .orElse(null);
    }

    private static HybridKeyPair accountKey(byte[] seed, Crypto crypto) {
        return HybridKeyPair.ofSeed(SecretBytes.of(seed), KeyUse.ACCOUNT, crypto);
    }

    private static Answer encrypt(Call call) throws SessionException {
        Inputs in = call.in();
        Crypto crypto = call.crypto();
        byte[] ephemeral = in.bytes("ephemeralSecretKey");
        byte[] coins = in.bytes("mlkemCoins");
        HybridKeyPair key = accountKey(in.bytes("recipientAccountKeySeed"), crypto);
        SessionId recipient = recipient(in, "recipientSessionId");
        RecordedRandom random = RecordedRandom.of(ephemeral, coins);
        byte[] wire = V2Cipher.of(crypto)
                .encrypt(in.bytes("content"), sender(call), recipient, key.publicKey(), pro(call), random);
        random.requireExhausted();
        requireOpens(call, wire, List.of(key));
        Answer steps = steps(X25519KeyPair.ofSecretKey(ephemeral, crypto), coins, recipient, key.publicKey(), crypto);
        return answer(call, wire, steps);
    }

    /** What leads to the message, step by step. */
    private static Answer steps(
            X25519KeyPair ephemeral, byte[] coins, SessionId recipient, HybridPublicKey key, Crypto crypto)
            throws SessionException {
        byte[] longTerm = ephemeral.agree(recipient.x25519(), crypto);
        Bytes mask = V2Secrets.indicatorMask(ephemeral.publicKey(), recipient.x25519(), longTerm, crypto);
        byte[] encapsulated = crypto.mlkem768Encapsulate(key.mlkem768().toByteArray(), coins);
        byte[] mlkemSecret = Arrays.copyOfRange(encapsulated, Crypto.MLKEM768_CIPHERTEXT, encapsulated.length);
        byte[] x25519Secret = ephemeral.agree(key.x25519(), crypto);
        byte[] combined = V2Secrets.combine(mlkemSecret, x25519Secret, ephemeral.publicKey(), key.x25519(), crypto);
        byte[] indicator = key.keyIndicator().toByteArray();
        for (int i = 0; i < indicator.length; i++) {
            indicator[i] ^= mask.at(i);
        }
        return put(
                V2Secrets.expand(combined, crypto),
                Answer.empty()
                        .put("ephemeralPublicKey", ephemeral.publicKey().toByteArray())
                        .put("kiss", mask)
                        .put("ki", indicator)
                        .put("mlkemCiphertext", Arrays.copyOf(encapsulated, Crypto.MLKEM768_CIPHERTEXT))
                        .put("mlkemSharedSecret", mlkemSecret)
                        .put("x25519SharedSecret", x25519Secret)
                        .put("xwingSharedSecret", combined));
    }

    private static Answer encryptLongTerm(Call call) throws SessionException {
        Inputs in = call.in();
        Crypto crypto = call.crypto();
        byte[] secret = in.bytes("ephemeralSecretKey");
        SessionId recipient = recipient(in, "recipientSessionId");
        RecordedRandom random = RecordedRandom.of(secret, in.bytes("randomKi"), in.bytes("randomCiphertextSlot"));
        byte[] wire = V2Cipher.of(crypto)
                .encryptLongTerm(in.bytes("content"), sender(call), recipient, pro(call), Decoy.RANDOM_BYTES, random);
        random.requireExhausted();
        requireOpens(call, wire, List.of());
        X25519KeyPair ephemeral = X25519KeyPair.ofSecretKey(secret, crypto);
        byte[] shared = ephemeral.agree(recipient.x25519(), crypto);
        byte[] combined = V2Secrets.combineLongTerm(shared, ephemeral.publicKey(), recipient.x25519(), crypto);
        Answer steps = put(
                V2Secrets.expandLongTerm(combined, crypto),
                Answer.empty()
                        .put("ephemeralPublicKey", ephemeral.publicKey().toByteArray())
                        .put("sharedSecret", combined));
        return answer(call, wire, steps);
    }

    private static Answer put(V2Secrets secrets, Answer steps) {
        return steps.put("key", secrets.key().exposeSecretBytes())
                .put("nonce", secrets.nonce().exposeSecretBytes());
    }

    private static Answer answer(Call call, byte[] wire, Answer steps) throws SessionException {
        byte[] inner = V2Content.encode(
                call.in().bytes("content"),
                sender(call),
                recipient(call.in(), "recipientSessionId"),
                pro(call),
                call.crypto());
        return Answer.empty()
                .put(
                        "senderSessionId",
                        SessionId.of(sender(call).toX25519().publicKey()).toString())
                .put("intermediate", steps.put("innerDict", inner).toJson())
                .put("wire", wire)
                .put("wireLength", wire.length);
    }

    private static void requireOpens(Call call, byte[] wire, List<HybridKeyPair> keys) throws SessionException {
        X25519KeyPair recipient = Ed25519KeyPair.ofSeed(call.in().bytes("recipientEd25519Seed"), call.crypto())
                .toX25519();
        V2Message opened = V2Cipher.of(call.crypto()).decrypt(wire, recipient, keys);
        DoesNotOpenException.require(
                Arrays.equals(opened.signed().content().toByteArray(), call.in().bytes("content"))
                        && opened.signed().senderKey().equals(sender(call).publicKey())
                        && opened.isForwardSecret() != keys.isEmpty(),
                "the message");
    }

    private static Answer size(Call call) {
        int length = call.in().smallInteger("contentLength");
        boolean withPro = call.in().flag("withProSignature");
        if (length < 0 || length > V2Cipher.MAX_CONTENT) {
            throw new IllegalArgumentException("content: expected 0 to " + V2Cipher.MAX_CONTENT + " bytes");
        }
        Ed25519KeyPair key = Ed25519KeyPair.generate(new SecureRandom(), call.crypto());
        byte[] inner = V2Content.encode(
                new byte[length], key, SessionId.of(key.toX25519().publicKey()), withPro ? key : null, call.crypto());
        return Answer.empty()
                .put("innerLength", inner.length)
                .put("wireLength", V2Cipher.encryptedLength(length, withPro));
    }

    private static Answer reject(Call call) {
        Inputs in = call.in();
        byte[] wire = in.bytes("wire");
        X25519KeyPair recipient = Ed25519KeyPair.ofSeed(in.bytes("recipientEd25519Seed"), call.crypto())
                .toX25519();
        List<HybridKeyPair> keys = in.hexes("recipientAccountKeySeeds").stream()
                .map(seed -> accountKey(seed, call.crypto()))
                .toList();
        return Answer.empty().put("errorKind", errorKind(wire, recipient, keys, call.crypto()));
    }

    private static String errorKind(byte[] wire, X25519KeyPair recipient, List<HybridKeyPair> keys, Crypto crypto) {
        return switch (FormatDetection.detect(wire)) {
            case V1 -> "v1";
            case UNKNOWN_VERSION -> "unknown_version";
            case BAD_FORMAT -> "bad_format";
            case V2 -> {
                try {
                    yield V2Cipher.of(crypto).decrypt(wire, recipient, keys).isForwardSecret() ? "pfs" : "no_pfs";
                } catch (DecryptionException e) {
                    yield "no_key";
                } catch (SessionException e) {
                    yield "bad_format";
                }
            }
        };
    }

    private static Answer publish(Call call) {
        Inputs in = call.in();
        Ed25519KeyPair account = Ed25519KeyPair.ofSeed(in.bytes("ed25519Seed"), call.crypto());
        HybridPublicKey keys =
                accountKey(in.bytes("accountKeySeed"), call.crypto()).publicKey();
        KeyRecord record = in.has("random64")
                ? KeyRecord.sign(keys, account, RecordedRandom.of(in.bytes("random64")), call.crypto())
                : KeyRecord.signDeterministic(keys, account, call.crypto());
        return Answer.empty()
                .put("sessionId", SessionId.of(account.toX25519().publicKey()).toString())
                .put("message", record.encoded());
    }

    private static Answer verify(Call call) throws SessionException {
        Bytes message = Bytes.of(call.in().bytes("message"));
        return Answer.empty()
                .put("messageLength", message.length())
                .put("valid", isValid(message, recipient(call.in(), "sessionId"), call.crypto()));
    }

    private static boolean isValid(Bytes message, SessionId owner, Crypto crypto) {
        try {
            return KeyRecord.decode(message, owner, crypto).encoded().equals(message);
        } catch (SessionException e) {
            return false;
        }
    }

    static X25519PublicKey x25519(Inputs in, String name) {
        return X25519PublicKey.of(in.bytes(name));
    }
}
