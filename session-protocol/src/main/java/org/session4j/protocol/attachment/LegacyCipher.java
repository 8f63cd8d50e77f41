package org.session4j.protocol.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;

/**
 * The form in which released apps send attachments (services: legacy attachment encryption). The key is an AES key (32
 * bytes) and an HMAC key (32).
 *
 * <pre>
 * offset  length  what
 * 0       16      IV
 * 16      n       AES-256-CBC, PKCS#7, of the content and zero bytes up to {@link #paddedLength}
 * 16 + n  32      HMAC-SHA-256 over all before
 * </pre>
 *
 * The digest, SHA-256 over all of it, travels in the message with the key. The padding is not self-describing: only the
 * size in the message says where the content ends, and there 0 means that it says nothing. So an empty file arrives as 541
 * zero bytes; programs do not send one.
 */
public final class LegacyCipher {

    /** Of the key for a file, in bytes. */
    public static final int KEY_LENGTH = 64;

    /** The largest content that is sent, in bytes. */
    public static final int MAX_PLAIN_LENGTH = 10_000_000;

    private static final int MIN_PADDED_LENGTH = 541;
    private static final double PADDING_STEP = 1.05;

    private static final int IV = 16;
    private static final int BLOCK = 16;
    private static final int MAC = 32;
    private static final int AES_KEY = 32;
    private static final int DIGEST = 32;
    private static final int PIECE = 1 << 15;

    private LegacyCipher() {}

    /**
     * Content and zero bytes, in bytes: the next power of 1.05.
     *
     * @throws IllegalArgumentException if the length is negative
     */
    public static int paddedLength(int plainLength) {
        if (plainLength < 0) {
            throw new IllegalArgumentException("file: expected at least 0 bytes, got " + plainLength);
        }
        double exponent = Math.ceil(StrictMath.log(Math.max(1, plainLength)) / StrictMath.log(PADDING_STEP));
        double padded = Math.floor(StrictMath.pow(PADDING_STEP, exponent));
        int bounded = (int) Math.max(MIN_PADDED_LENGTH, Math.min(MAX_PLAIN_LENGTH, padded));
        return Math.max(plainLength, bounded);
    }

    /** Of what is uploaded, in bytes. */
    public static int encryptedLength(int plainLength) {
        return IV + (paddedLength(plainLength) / BLOCK + 1) * BLOCK + MAC;
    }

    /** As {@link #encrypt(FileSource, OutputStream, SecureRandom)} in memory. */
    public static EncryptedBytes encrypt(byte[] plain, SecureRandom random) {
        requireLength(plain.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(encryptedLength(plain.length));
        try {
            EncryptedFile file = encrypt(FileSource.of(plain), out, random);
            return new EncryptedBytes(Bytes.of(out.toByteArray()), file);
        } catch (IOException e) {
            throw Pieces.inMemory(e);
        }
    }

    /**
     * Encrypts a file under a new key; draws 64 bytes for the key and 16 for the IV.
     *
     * @throws IllegalArgumentException if the content has more than {@link #MAX_PLAIN_LENGTH} bytes
     */
    public static EncryptedFile encrypt(FileSource plain, OutputStream out, SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        try (InputStream in = plain.open()) {
            Writer writer = new Writer(out, key, iv);
            byte[] piece = new byte[PIECE];
            int length = 0;
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                length += count;
                requireLength(length);
                writer.write(piece, count);
            }
            Arrays.fill(piece, (byte) 0);
            for (int left = paddedLength(length) - length; left > 0; left -= PIECE) {
                writer.write(piece, Math.min(left, PIECE));
            }
            Bytes digest = writer.finish();
            return new EncryptedFile(Bytes.of(key), digest, false, length, encryptedLength(length));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static void requireLength(int plainLength) {
        if (plainLength > MAX_PLAIN_LENGTH) {
            throw new IllegalArgumentException(
                    "file: expected at most " + MAX_PLAIN_LENGTH + " bytes, got " + plainLength + " or more");
        }
    }

    /** As {@link #decrypt(InputStream, OutputStream, Bytes, Bytes, long)} in memory. */
    public static byte[] decrypt(byte[] file, Bytes key, Bytes digest, long size)
            throws MalformedDataException, DecryptionException {
        return Pieces.decrypt(file, (in, out) -> decrypt(in, out, key, digest, size));
    }

    /**
     * Opens a file. HMAC and digest come last, so that before they are checked all but the last bytes of the content are
     * written.
     *
     * @param out where the content goes; worthless if this throws
     * @param key 64 bytes
     * @param digest 32 bytes
     * @param size of the content in bytes; 0 if unknown, then the zero bytes stay at its end
     * @throws MalformedDataException if key, digest or file have a length that cannot be, or the content is shorter than
     *     said
     * @throws DecryptionException if key or digest are not of this file
     */
    public static void decrypt(InputStream file, OutputStream out, Bytes key, Bytes digest, long size)
            throws IOException, MalformedDataException, DecryptionException {
        requireLength("key", key, KEY_LENGTH);
        requireLength("digest", digest, DIGEST);
        if (size < 0) {
            throw new IllegalArgumentException("size: expected at least 0, got " + size);
        }
        byte[] secret = key.toByteArray();
        try {
            byte[] start = new byte[IV];
            if (Pieces.read(file, start, 0, IV) < IV) {
                throw new MalformedDataException("file: expected more than 48 bytes");
            }
            new Reader(out, secret, start, size).readAll(file, digest.toByteArray());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void requireLength(String name, Bytes value, int expected) throws MalformedDataException {
        if (value.length() != expected) {
            throw new MalformedDataException(name + ": expected " + expected + " bytes, got " + value.length());
        }
    }

    private static Cipher aes(int mode, byte[] key, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, 0, AES_KEY, "AES"), new IvParameterSpec(iv));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC does not work here", e);
        }
    }

    /** HMAC and digest of a file that goes by. */
    private static final class Seal {

        private final Mac mac;
        private final MessageDigest digest;

        Seal(byte[] key) {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, AES_KEY, key.length - AES_KEY, "HmacSHA256"));
                digest = MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HMAC-SHA-256 does not work here", e);
            }
        }

        void update(byte[] piece, int length) {
            mac.update(piece, 0, length);
            digest.update(piece, 0, length);
        }

        byte[] mac() {
            return mac.doFinal();
        }

        /** Of the file with this HMAC at its end. */
        byte[] digest(byte[] mac) {
            return digest.digest(mac);
        }
    }

    private static final class Writer {

        private final OutputStream out;
        private final Seal seal;
        private final Cipher cipher;
        private final byte[] encrypted = new byte[PIECE + BLOCK];

        Writer(OutputStream out, byte[] key, byte[] iv) throws IOException {
            this.out = out;
            seal = new Seal(key);
            cipher = aes(Cipher.ENCRYPT_MODE, key, iv);
            put(iv, IV);
        }

        /** Encrypts the first bytes of an array of at most {@link #PIECE}. */
        void write(byte[] piece, int length) throws IOException {
            try {
                put(encrypted, cipher.update(piece, 0, length, encrypted));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-CBC does not work here", e);
            }
        }

        /** Gives the digest. */
        Bytes finish() throws IOException {
            try {
                put(encrypted, cipher.doFinal(encrypted, 0));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-CBC does not work here", e);
            }
            byte[] mac = seal.mac();
            out.write(mac);
            return Bytes.of(seal.digest(mac));
        }

        private void put(byte[] bytes, int length) throws IOException {
            seal.update(bytes, length);
            out.write(bytes, 0, length);
        }
    }

    private static final class Reader {

        private final OutputStream out;
        private final Seal seal;
        private final Cipher cipher;
        private final byte[] decrypted = new byte[PIECE + BLOCK];
        private final long size;
        private long encryptedLength;
        private long written;

        Reader(OutputStream out, byte[] key, byte[] iv, long size) {
            this.out = out;
            this.size = size;
            seal = new Seal(key);
            seal.update(iv, IV);
            cipher = aes(Cipher.DECRYPT_MODE, key, iv);
        }

        /** The last bytes that came are held back: they may be the HMAC. */
        void readAll(InputStream file, byte[] expectedDigest)
                throws IOException, MalformedDataException, DecryptionException {
            byte[] piece = new byte[PIECE + MAC];
            int held = Pieces.read(file, piece, 0, MAC);
            for (int count = file.read(piece, held, PIECE); count >= 0; count = file.read(piece, held, PIECE)) {
                take(piece, count);
                System.arraycopy(piece, count, piece, 0, held);
            }
            if (held < MAC || encryptedLength == 0 || encryptedLength % BLOCK != 0) {
                throw new MalformedDataException("file: expected an IV, blocks of 16 bytes and a MAC of 32");
            }
            byte[] mac = seal.mac();
            boolean authentic = MessageDigest.isEqual(mac, Arrays.copyOf(piece, MAC));
            if (!authentic || !MessageDigest.isEqual(seal.digest(mac), expectedDigest)) {
                throw new DecryptionException("the file does not open");
            }
            finish();
        }

        private void take(byte[] piece, int length) throws IOException {
            seal.update(piece, length);
            encryptedLength += length;
            try {
                put(cipher.update(piece, 0, length, decrypted));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-CBC does not work here", e);
            }
        }

        private void finish() throws IOException, MalformedDataException {
            try {
                put(cipher.doFinal(decrypted, 0));
            } catch (GeneralSecurityException e) {
                throw new MalformedDataException("file: badly padded");
            }
            if (written < size) {
                throw new MalformedDataException("file: expected " + size + " bytes of content, got " + written);
            }
        }

        private void put(int length) throws IOException {
            long wanted = size == 0 ? length : Math.min(length, size - written);
            out.write(decrypted, 0, (int) wanted);
            written += wanted;
        }
    }
}
