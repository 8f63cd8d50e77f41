package org.session4j.conformance.operation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.attachment.EncryptedBytes;
import org.session4j.protocol.attachment.LegacyCipher;
import org.session4j.protocol.attachment.PictureCipher;

/** {@code attachments-legacy*} and {@code attachments-profile-pic-gcm}. */
final class LegacyFileOperations {

    private LegacyFileOperations() {}

    static void addTo(Operations operations) {
        operations.add("attachments-legacy/encrypt", LegacyFileOperations::encrypt);
        operations.add("attachments-legacy/decrypt", LegacyFileOperations::decrypt);
        operations.add("attachments-legacy-sizes/size", LegacyFileOperations::size);
        operations.add("attachments-profile-pic-gcm/encrypt", LegacyFileOperations::encryptPicture);
        operations.add("attachments-profile-pic-gcm/decrypt", LegacyFileOperations::decryptPicture);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Key and IV are what is drawn. */
    private static Answer encrypt(Call call) throws SessionException {
        byte[] content = FileContent.of(call.in());
        RecordedRandom random =
                RecordedRandom.of(call.in().bytes("key"), call.in().bytes("iv"));
        EncryptedBytes encrypted = LegacyCipher.encrypt(content, random);
        random.requireExhausted();
        byte[] file = encrypted.content().toByteArray();
        byte[] digest = sha256(file);
        DoesNotOpenException.require(
                Objects.equals(encrypted.file().digest(), Bytes.of(digest)) && opens(file, encrypted, content),
                "the file");
        return Answer.empty()
                .put("padded_length", LegacyCipher.paddedLength(content.length))
                .put("encrypted_length", encrypted.file().encryptedLength())
                .put("digest", encrypted.file().digest())
                .put("ciphertext_sha256", digest)
                .put("ciphertext_base64", encrypted.content().toBase64());
    }

    private static boolean opens(byte[] file, EncryptedBytes encrypted, byte[] content) throws SessionException {
        byte[] opened = LegacyCipher.decrypt(file, encrypted.file().key(), Bytes.of(sha256(file)), content.length);
        // Of an empty file the message cannot say the size.
        return Arrays.equals(Arrays.copyOf(opened, content.length), content)
                && (content.length == 0 || opened.length == content.length);
    }

    /** Once with the padding, which only the size tells from the content, and once without. */
    private static Answer decrypt(Call call) throws SessionException {
        Inputs in = call.in();
        byte[] content = FileContent.of(in);
        byte[] file = in.base64("ciphertext_base64");
        Bytes key = Bytes.of(in.bytes("key"));
        Bytes digest = Bytes.of(in.bytes("digest"));
        byte[] padded = LegacyCipher.decrypt(file, key, digest, 0);
        byte[] opened = LegacyCipher.decrypt(file, key, digest, content.length);
        DoesNotOpenException.require(
                Arrays.equals(padded, Arrays.copyOf(content, padded.length))
                        && Arrays.equals(opened, content.length == 0 ? padded : content),
                "the file");
        return Answer.empty().put("padded_length", padded.length);
    }

    private static Answer size(Call call) {
        return Answer.empty().put("padded", LegacyCipher.paddedLength(call.in().smallInteger("size")));
    }

    /** Key and nonce are what is drawn. */
    private static Answer encryptPicture(Call call) {
        byte[] picture = FileContent.of(call.in());
        RecordedRandom random =
                RecordedRandom.of(call.in().bytes("key"), call.in().bytes("iv"));
        EncryptedBytes encrypted = PictureCipher.encrypt(picture, random);
        random.requireExhausted();
        return Answer.empty()
                .put("encrypted_length", encrypted.file().encryptedLength())
                .put("sha256", sha256(encrypted.content().toByteArray()))
                .put("ciphertext_base64", encrypted.content().toBase64());
    }

    private static Answer decryptPicture(Call call) throws SessionException {
        byte[] picture = PictureCipher.decrypt(
                call.in().base64("ciphertext_base64"), Bytes.of(call.in().bytes("key")));
        boolean same =
                !call.in().has("plaintext_formula") || Arrays.equals(picture, FileContent.pattern(picture.length));
        DoesNotOpenException.require(same, "the picture");
        return Answer.empty().put("plaintext_length", picture.length).put("plaintext", picture);
    }
}
