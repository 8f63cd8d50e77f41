package org.session4j.conformance.operation;

import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.attachment.DeterministicCipher;
import org.session4j.protocol.attachment.DeterministicCipher.Derivation;
import org.session4j.protocol.attachment.DeterministicCipher.Domain;
import org.session4j.protocol.attachment.EncryptedBytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** {@code attachments-deterministic*}, {@code attachments-sizes}, {@code libsession-} and {@code upstream-attachments}. */
final class DeterministicFileOperations {

    /** Prefix and header. */
    private static final int START = 25;

    private static final int HASH_LENGTH = 32;

    private DeterministicFileOperations() {}

    static void addTo(Operations operations) {
        operations.add("attachments-deterministic/encrypt", DeterministicFileOperations::encryptVector);
        operations.add("attachments-deterministic/decrypt", DeterministicFileOperations::decryptVector);
        operations.add("attachments-deterministic-bad/decrypt", DeterministicFileOperations::decryptVector);
        operations.add("attachments-sizes/size", DeterministicFileOperations::sizeVector);
        operations.add("attachment_size", DeterministicFileOperations::size);
        operations.add("attachment_encrypt", DeterministicFileOperations::encrypt);
        operations.add("attachment_encrypt_pattern", DeterministicFileOperations::encryptPattern);
        operations.add("attachment_encrypt_size_check", DeterministicFileOperations::checkSize);
        operations.add("attachment_decrypt", DeterministicFileOperations::decrypt);
    }

    private static Answer encryptVector(Call call) throws SessionException {
        byte[] content = FileContent.of(call.in());
        EncryptedBytes encrypted = encrypted(call, content, domain(call.in().text("domain")));
        byte[] file = encrypted.content().toByteArray();
        return Answer.empty()
                .put("padding", DeterministicCipher.paddingLength(content.length))
                .put("encrypted_length", encrypted.file().encryptedLength())
                .put("key", encrypted.file().key())
                .put("header_nonce", Arrays.copyOfRange(file, 1, START))
                .put("ciphertext_sha256", LegacyFileOperations.sha256(file))
                .put("ciphertext_first_80", Arrays.copyOf(file, 80))
                .put("ciphertext_last_48", Arrays.copyOfRange(file, file.length - 48, file.length))
                .put("ciphertext_base64", encrypted.content().toBase64());
    }

    private static Answer decryptVector(Call call) throws SessionException {
        byte[] content = DeterministicCipher.of(call.crypto())
                .decrypt(
                        call.in().base64("ciphertext_base64"),
                        Bytes.of(call.in().bytes("key")));
        return Answer.empty().put("plaintext", content).put("plaintext_length", content.length);
    }

    private static Answer sizeVector(Call call) {
        long length = call.in().integer("plaintext_length");
        return Answer.empty()
                .put("padding", DeterministicCipher.paddingLength(length))
                .put("encrypted_length", DeterministicCipher.encryptedLength(length));
    }

    private static Answer size(Call call) {
        long length = call.in().integer("size");
        return Answer.empty()
                .put("padding", DeterministicCipher.paddingLength(length))
                .put("encrypted_size", DeterministicCipher.encryptedLength(length));
    }

    private static Answer encrypt(Call call) throws SessionException {
        EncryptedBytes encrypted = encrypted(call, call.in().bytes("data"), numberedDomain(call));
        return Answer.empty()
                .put("encrypted", encrypted.content())
                .put("key", encrypted.file().key());
    }

    private static Answer encryptPattern(Call call) throws SessionException {
        EncryptedBytes encrypted =
                encrypted(call, FileContent.pattern(call.in().smallInteger("size")), numberedDomain(call));
        byte[] file = encrypted.content().toByteArray();
        return Answer.empty()
                .put("key", encrypted.file().key())
                .put("encrypted_size", file.length)
                .put("header", Arrays.copyOf(file, START))
                .put("encrypted_blake2b_256", call.crypto().blake2b(HASH_LENGTH, null, null, file))
                .put("first_64", Arrays.copyOf(file, 64))
                .put("last_64", Arrays.copyOfRange(file, file.length - 64, file.length));
    }

    private static Answer checkSize(Call call) {
        DeterministicCipher cipher = DeterministicCipher.of(call.crypto());
        (call.in().optionalFlag("allow_large") ? cipher.withoutLimit() : cipher)
                .requireLength(call.in().integer("size"));
        return Answer.empty();
    }

    private static Answer decrypt(Call call) throws SessionException {
        byte[] content = DeterministicCipher.of(call.crypto())
                .decrypt(call.in().bytes("encrypted"), Bytes.of(call.in().bytes("key")));
        return Answer.empty().put("data", content);
    }

    /** What was encrypted also opens. */
    private static EncryptedBytes encrypted(Call call, byte[] content, Domain domain) throws SessionException {
        DeterministicCipher cipher = DeterministicCipher.of(call.crypto())
                .withDerivation(derivation(call.in().optionalText("derivation").orElse("A")));
        EncryptedBytes encrypted = cipher.encrypt(content, owner(call), domain);
        byte[] opened = cipher.decrypt(
                encrypted.content().toByteArray(), encrypted.file().key());
        DoesNotOpenException.require(Arrays.equals(opened, content), "the file");
        return encrypted;
    }

    /** The seed, or 64 bytes that begin with it; the core library does not look at the others. */
    private static Ed25519KeyPair owner(Call call) {
        byte[] seed = call.in().bytes("seed");
        boolean secretKey = seed.length == Crypto.ED25519_SECRET_KEY;
        return Ed25519KeyPair.ofSeed(secretKey ? Arrays.copyOf(seed, Crypto.ED25519_SEED) : seed, call.crypto());
    }

    private static Derivation derivation(String name) {
        return switch (name) {
            case "A" -> Derivation.DOMAIN_BYTE;
            case "B" -> Derivation.SEED_KEY;
            default -> throw new IllegalArgumentException("derivation: expected A or B");
        };
    }

    private static Domain domain(String name) {
        return switch (name) {
            case "attachment" -> Domain.ATTACHMENT;
            case "profile_pic" -> Domain.PROFILE_PICTURE;
            default -> throw new IllegalArgumentException("domain: expected attachment or profile_pic");
        };
    }

    private static Domain numberedDomain(Call call) {
        return switch (call.in().smallInteger("domain")) {
            case 0 -> Domain.ATTACHMENT;
            case 1 -> Domain.PROFILE_PICTURE;
            default -> throw new IllegalArgumentException("domain: expected 0 or 1");
        };
    }
}
