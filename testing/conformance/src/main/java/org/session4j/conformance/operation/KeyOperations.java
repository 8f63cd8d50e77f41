package org.session4j.conformance.operation;

import java.util.Arrays;
import org.session4j.protocol.Account;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.crypto.XEd25519;

/** Keys, plain signatures and hashes: {@code libsession-keys}, {@code upstream-*}, {@code messages-xed25519}. */
final class KeyOperations {

    /** The sizes that the core library offers; BLAKE2b itself has more. */
    private static final int MIN_HASH = 16;

    private static final int MAX_HASH = 64;
    private static final int MAX_HASH_KEY = 64;

    private KeyOperations() {}

    static void addTo(Operations operations) {
        operations.add("keygen", KeyOperations::keygen);
        operations.add("ed25519_seed", KeyOperations::seed);
        operations.add("ed25519_sign", KeyOperations::sign);
        operations.add("ed25519_verify", KeyOperations::verify);
        operations.add("ed25519_pro_key", KeyOperations::proKey);
        operations.add("to_curve25519_pk", KeyOperations::toX25519PublicKey);
        operations.add("to_curve25519_sk", KeyOperations::toX25519SecretKey);
        operations.add("xed25519_sign", KeyOperations::xedSign, KeyOperations::openXedSignature);
        operations.add("xed25519_verify", KeyOperations::xedVerify);
        operations.add("xed25519_pubkey", KeyOperations::xedPublicKey);
        operations.add("messages-xed25519/sign", KeyOperations::xedVariants);
        operations.add("messages-xed25519/verify", KeyOperations::xedVector);
        operations.add("hash", KeyOperations::hash);
    }

    /** A secret key in either form: 64 bytes, or the 32 bytes of the seed. */
    static Ed25519KeyPair keyPair(byte[] sk, Crypto crypto) {
        return sk.length == Crypto.ED25519_SEED
                ? Ed25519KeyPair.ofSeed(sk, crypto)
                : Ed25519KeyPair.ofSecretKey(sk, crypto);
    }

    private static Answer keygen(Call call) {
        try (Account account = Account.ofSeed(call.in().bytes("seed"), call.crypto())) {
            return Answer.empty()
                    .put("seed32", account.ed25519KeyPair().seed().exposeSecretBytes())
                    .put("ed25519_pk", account.ed25519PublicKey().toByteArray())
                    .put("ed25519_sk", account.ed25519KeyPair().secretKey().exposeSecretBytes())
                    .put("x25519_pk", account.x25519PublicKey().toByteArray())
                    .put("x25519_sk", account.x25519KeyPair().secretKey().exposeSecretBytes())
                    .put("session_id", account.sessionId().toString());
        }
    }

    private static Answer seed(Call call) {
        Ed25519KeyPair key = keyPair(call.in().bytes("sk"), call.crypto());
        return Answer.empty().put("seed", key.seed().exposeSecretBytes());
    }

    private static Answer sign(Call call) {
        Ed25519KeyPair key = keyPair(call.in().bytes("sk"), call.crypto());
        return Answer.empty().put("sig", key.sign(call.in().bytes("msg")));
    }

    private static Answer verify(Call call) {
        Inputs in = call.in();
        return Answer.empty()
                .put("valid", call.crypto().ed25519Verify(in.bytes("sig"), in.bytes("msg"), in.bytes("pk")));
    }

    private static Answer proKey(Call call) {
        try (Account account = Account.ofSeed(call.in().bytes("seed"), call.crypto())) {
            return Answer.empty().put("sk", account.proKeyPair().secretKey().exposeSecretBytes());
        }
    }

    private static Answer toX25519PublicKey(Call call) throws MalformedDataException {
        return Answer.empty()
                .put(
                        "x25519_pk",
                        call.crypto().ed25519PublicKeyToX25519(call.in().bytes("pk")));
    }

    /** Takes the long form only. */
    private static Answer toX25519SecretKey(Call call) {
        X25519KeyPair key =
                Ed25519KeyPair.ofSecretKey(call.in().bytes("sk"), call.crypto()).toX25519();
        return Answer.empty().put("x25519_sk", key.secretKey().exposeSecretBytes());
    }

    private static Answer xedSign(Call call) {
        X25519KeyPair key = X25519KeyPair.ofSecretKey(call.in().bytes("x25519_sk"), call.crypto());
        return Answer.empty().put("sig", XEd25519.sign(call.in().bytes("msg"), key, call.random(), call.crypto()));
    }

    private static void openXedSignature(Call call, Answer answer) {
        X25519KeyPair key = X25519KeyPair.ofSecretKey(call.in().bytes("x25519_sk"), call.crypto());
        DoesNotOpenException.require(
                XEd25519.verify(answer.bytes("sig"), call.in().bytes("msg"), key.publicKey(), call.crypto()),
                "the signature");
    }

    private static Answer xedVerify(Call call) {
        Inputs in = call.in();
        X25519PublicKey key = X25519PublicKey.of(in.bytes("x25519_pk"));
        return Answer.empty().put("valid", XEd25519.verify(in.bytes("sig"), in.bytes("msg"), key, call.crypto()));
    }

    private static Answer xedPublicKey(Call call) {
        X25519PublicKey key = X25519PublicKey.of(call.in().bytes("x25519_pk"));
        return Answer.empty().put("ed25519_pk", XEd25519.publicKey(key).toByteArray());
    }

    /** Both ways to sign; each signature must verify. */
    private static Answer xedVariants(Call call) throws SessionException {
        Inputs in = call.in();
        Crypto crypto = call.crypto();
        byte[] message = in.bytes("message");
        Ed25519KeyPair account = Ed25519KeyPair.ofSeed(in.bytes("ed25519Seed"), crypto);
        X25519KeyPair key = account.toX25519();
        RecordedRandom random = RecordedRandom.of(in.bytes("random64"));
        byte[] signature = XEd25519.sign(message, key, random, crypto);
        random.requireExhausted();
        byte[] deterministic = XEd25519.signDeterministic(message, account, crypto);
        Ed25519PublicKey verifyKey = XEd25519.publicKey(key.publicKey());
        for (byte[] made : new byte[][] {signature, deterministic}) {
            DoesNotOpenException.require(
                    XEd25519.verify(made, message, key.publicKey(), crypto)
                            && crypto.ed25519Verify(made, message, verifyKey.toByteArray()),
                    "a signature");
        }
        return Answer.empty()
                .put("x25519SecretKey", key.secretKey().exposeSecretBytes())
                .put("x25519PublicKey", key.publicKey().toByteArray())
                .put("verifyKey", verifyKey.toByteArray())
                .put("signature", signature)
                .put("deterministicPositiveAlternativeSignature", deterministic);
    }

    /** Every signature that the case lists must have the verdict. */
    private static Answer xedVector(Call call) {
        Inputs in = call.in();
        X25519PublicKey key = X25519PublicKey.of(in.bytes("x25519PublicKey"));
        boolean valid = XEd25519.verify(in.bytes("signature"), in.bytes("message"), key, call.crypto());
        if (in.has("deterministicPositiveAlternativeSignature")) {
            byte[] other = in.bytes("deterministicPositiveAlternativeSignature");
            valid &= XEd25519.verify(other, in.bytes("message"), key, call.crypto());
        }
        if (in.has("verifyKey")) {
            valid &=
                    Arrays.equals(in.bytes("verifyKey"), XEd25519.publicKey(key).toByteArray());
        }
        return Answer.empty().put("valid", valid);
    }

    private static Answer hash(Call call) {
        int size = call.in().smallInteger("size");
        byte[] key = call.in().optionalBytes("key").orElse(null);
        if (size < MIN_HASH || size > MAX_HASH) {
            throw new IllegalArgumentException("hash size: expected 16 to 64, got " + size);
        }
        if (key != null && key.length > MAX_HASH_KEY) {
            throw new IllegalArgumentException("hash key: expected at most 64 bytes, got " + key.length);
        }
        return Answer.empty()
                .put("hash", call.crypto().blake2b(size, key, null, call.in().bytes("msg")));
    }
}
