package org.session4j.conformance.operation;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.ConfigCipher;
import org.session4j.protocol.config.ConfigCompression;
import org.session4j.protocol.config.ConfigPadding;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.ConfigWrap;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * What is done to a document's message on its way to the swarm: {@code libsession-config-primitives},
 * {@code config-encryption}, {@code config-wrap}, {@code upstream-compression} and their like.
 */
final class ConfigPrimitiveOperations {

    private ConfigPrimitiveOperations() {}

    static void addTo(Operations operations) {
        operations.add("config_encrypt", ConfigPrimitiveOperations::encrypt);
        operations.add("config_decrypt", ConfigPrimitiveOperations::decrypt);
        operations.add("config_pad", ConfigPrimitiveOperations::pad);
        operations.add("config_padded_size", ConfigPrimitiveOperations::paddedSize);
        operations.add("wrap_config", ConfigPrimitiveOperations::wrap);
        operations.add("unwrap_config", ConfigPrimitiveOperations::unwrap);
        operations.add("compress", ConfigPrimitiveOperations::compress);
        operations.add("config-encryption/encrypt", ConfigPrimitiveOperations::encryptWithDetails);
        operations.add("config-encryption/padded", ConfigPrimitiveOperations::paddedVector);
        operations.add("config-wrap/wrap", ConfigPrimitiveOperations::wrapVector);
        operations.add("config-wrap/unwrap", ConfigPrimitiveOperations::unwrapVector);
    }

    private static Answer encrypt(Call call) {
        Inputs in = call.in();
        Bytes encrypted = ConfigCipher.of(call.crypto())
                .encrypt(Bytes.of(in.bytes("msg")), SecretBytes.of(in.bytes("key")), in.text("domain"));
        return Answer.empty().put("ciphertext", encrypted);
    }

    private static Answer decrypt(Call call) throws SessionException {
        Inputs in = call.in();
        Bytes plain = ConfigCipher.of(call.crypto())
                .decrypt(Bytes.of(in.bytes("ciphertext")), SecretBytes.of(in.bytes("key")), in.text("domain"));
        return Answer.empty().put("plaintext", plain);
    }

    private static Answer encryptWithDetails(Call call) throws SessionException {
        Inputs in = call.in();
        ConfigCipher cipher = ConfigCipher.of(call.crypto());
        Bytes message = Bytes.of(in.bytes("message"));
        SecretBytes key = SecretBytes.of(in.bytes("key"));
        String domain = in.text("domain");
        Bytes encrypted = cipher.encrypt(message, key, domain);
        DoesNotOpenException.require(cipher.decrypt(encrypted, key, domain).equals(message), "the message");
        return Answer.empty()
                .put(
                        "derived_key",
                        cipher.messageKey(key, message.length(), domain).exposeSecretBytes())
                .put("nonce", encrypted.slice(encrypted.length() - Crypto.XCHACHA20_NONCE, encrypted.length()))
                .put("ciphertext", encrypted);
    }

    private static Answer pad(Call call) {
        return Answer.empty().put("padded", ConfigPadding.pad(Bytes.of(call.in().bytes("msg"))));
    }

    private static Answer paddedSize(Call call) {
        Inputs in = call.in();
        int overhead = in.has("overhead") ? in.smallInteger("overhead") : ConfigCipher.OVERHEAD;
        return Answer.empty().put("size", ConfigPadding.paddedLength(in.smallInteger("size"), overhead));
    }

    private static Answer paddedVector(Call call) {
        Inputs in = call.in();
        return Answer.empty()
                .put("padded", ConfigPadding.paddedLength(in.smallInteger("size"), in.smallInteger("overhead")));
    }

    private static Answer wrap(Call call) {
        Inputs in = call.in();
        Ed25519KeyPair account = KeyOperations.keyPair(in.bytes("sk"), call.crypto());
        return wrap(call, account);
    }

    private static Answer unwrap(Call call) throws SessionException {
        Inputs in = call.in();
        Ed25519KeyPair account = KeyOperations.keyPair(in.bytes("sk"), call.crypto());
        Bytes data = ConfigWrap.of(call.crypto()).unwrap(Bytes.of(in.bytes("data")), type(in), account);
        return Answer.empty().put("data", data);
    }

    private static Answer wrapVector(Call call) {
        Ed25519KeyPair account = Ed25519KeyPair.ofSeed(call.in().bytes("seed"), call.crypto());
        return wrap(call, account);
    }

    private static Answer wrap(Call call, Ed25519KeyPair account) {
        Inputs in = call.in();
        Bytes wrapped =
                ConfigWrap.of(call.crypto()).wrap(Bytes.of(in.bytes("data")), in.integer("seqno"), type(in), account);
        return Answer.empty().put("wrapped", wrapped);
    }

    private static Answer unwrapVector(Call call) throws SessionException {
        Inputs in = call.in();
        Ed25519KeyPair account = Ed25519KeyPair.ofSeed(in.bytes("seed"), call.crypto());
        Bytes data = ConfigWrap.of(call.crypto()).unwrap(Bytes.of(in.bytes("wrapped")), type(in), account);
        return Answer.empty().put("data", data).put("kind", type(in).ordinal() + 1L);
    }

    /** The document of a namespace. */
    private static ConfigType type(Inputs in) {
        for (ConfigType type : ConfigType.values()) {
            if (type.namespace() == in.integer("namespace")) {
                return type;
            }
        }
        throw new IllegalArgumentException("namespace: there is no document in " + in.integer("namespace"));
    }

    private static Answer compress(Call call) throws SessionException {
        Inputs in = call.in();
        Bytes data = Bytes.of(in.bytes("data"));
        Bytes compressed = in.has("level")
                ? ConfigCompression.compress(data, in.smallInteger("level"))
                : ConfigCompression.compress(data);
        if (!compressed.equals(data)) {
            DoesNotOpenException.require(ConfigCompression.expand(compressed).equals(data), "the frame");
        }
        return Answer.empty().put("data", compressed);
    }
}
