package org.session4j.examples.inspect;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.attachment.DeterministicCipher;
import org.session4j.protocol.attachment.LegacyCipher;
import org.session4j.protocol.attachment.PictureCipher;
import org.session4j.protocol.crypto.Crypto;

/** A file as it lies on a file server. Only the key tells it from noise. */
final class FileLayer implements Layer {

    /** One of the forms. */
    @FunctionalInterface
    private interface Opener {
        byte[] open(byte[] file, Bytes key) throws SessionException;
    }

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        Bytes key = keys.key();
        if (key == null) {
            return Optional.empty();
        }
        byte[] file = bytes.toByteArray();
        if (key.length() == LegacyCipher.KEY_LENGTH) {
            Bytes digest = sha256(file);
            return open("file of the legacy form", (in, with) -> LegacyCipher.decrypt(in, with, digest, 0), file, key)
                    .map(found -> withoutPadding(found.with("digest", judge(digest, keys))));
        }
        return open("file of the deterministic form", DeterministicCipher.of(Crypto.get())::decrypt, file, key)
                .or(() -> open("profile picture of the old form", PictureCipher::decrypt, file, key));
    }

    private static Optional<Found> open(String name, Opener opener, byte[] file, Bytes key) {
        try {
            return Optional.of(Found.of(name).around(Bytes.of(opener.open(file, key))));
        } catch (SessionException e) {
            return Optional.empty();
        }
    }

    /** Only the message with the file says where its content ends; zero bytes are hardly part of it. */
    private static Found withoutPadding(Found found) {
        Bytes padded = Objects.requireNonNull(found.within());
        int end = padded.length();
        while (end > 0 && padded.at(end - 1) == 0) {
            end--;
        }
        return found.with("zeros behind", padded.length() - end).around(padded.slice(0, end));
    }

    private static String judge(Bytes digest, Keys keys) {
        if (keys.digest() == null) {
            return digest.toHex();
        }
        return digest.toHex() + (digest.equals(keys.digest()) ? ", as it should be" : ", not the one that was given");
    }

    private static Bytes sha256(byte[] file) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
