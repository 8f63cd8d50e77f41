package org.session4j.protocol.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Blake2bState;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.SecretstreamState;

/**
 * The newer form of files (services: deterministic attachment encryption): the same account makes the same bytes and key of
 * the same content, so that a file is uploaded once. The URL of such a file says {@code d}.
 *
 * <pre>
 * offset  length      what
 * 0       1           'S'
 * 1       24          header
 * 25      n + 17 ...  pieces of a secretstream: zero bytes | 0x01 | content, cut every 32768 bytes
 * </pre>
 *
 * Header and key are a hash of the content and the account's seed; receivers get the key with the message and derive
 * nothing. Immutable and thread-safe.
 */
public final class DeterministicCipher {

    /** Of the key for a file, in bytes. */
    public static final int KEY_LENGTH = 32;

    /** The largest content that is sent, in bytes: what the network takes. */
    public static final int MAX_PLAIN_LENGTH = 10_218_286;

    private static final byte PREFIX = 'S';
    private static final int HEADER = SecretstreamState.HEADER;
    private static final int HASH = HEADER + KEY_LENGTH;
    private static final int PIECE = DeterministicSizes.PIECE;

    private final Crypto crypto;
    private final Derivation derivation;
    private final boolean limited;

    private DeterministicCipher(Crypto crypto, Derivation derivation, boolean limited) {
        this.crypto = crypto;
        this.derivation = derivation;
        this.limited = limited;
    }

    /** With {@link Derivation#DOMAIN_BYTE}, for files of at most {@link #MAX_PLAIN_LENGTH}. */
    public static DeterministicCipher of(Crypto crypto) {
        return new DeterministicCipher(crypto, Derivation.DOMAIN_BYTE, true);
    }

    public DeterministicCipher withDerivation(Derivation derivation) {
        return new DeterministicCipher(crypto, derivation, limited);
    }

    /** Also for larger files, for servers that take them. */
    public DeterministicCipher withoutLimit() {
        return new DeterministicCipher(crypto, derivation, false);
    }

    /** What a file is for; the same content has another key for another purpose. */
    public enum Domain {
        ATTACHMENT(0, "SessionAttachmnt"),
        PROFILE_PICTURE(1, "Session_Prof_Pic");

        private final byte[] key;
        private final byte[] personal;

        Domain(int number, String personal) {
            this.key = new byte[] {(byte) number};
            this.personal = personal.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** How header and key are derived. Which one a sender uses cannot be seen. */
    public enum Derivation {
        /** BLAKE2b of seed and content under the number of the domain as key: the apps of 2025 and early 2026. */
        DOMAIN_BYTE {
            @Override
            Blake2bState begin(Crypto crypto, byte[] seed, Domain domain) {
                Blake2bState hash = crypto.blake2bInit(HASH, domain.key, null, null);
                hash.update(seed, seed.length);
                return hash;
            }
        },
        /** BLAKE2b of the content under the seed as key, personalised for the domain: the development of 2026. */
        SEED_KEY {
            @Override
            Blake2bState begin(Crypto crypto, byte[] seed, Domain domain) {
                return crypto.blake2bInit(HASH, seed, null, domain.personal);
            }
        };

        /** The hash before the content. */
        abstract Blake2bState begin(Crypto crypto, byte[] seed, Domain domain);
    }

    /** Of what goes before the content, in bytes; at least 1. */
    public static long paddingLength(long plainLength) {
        return DeterministicSizes.padding(plainLength);
    }

    /** Of what is uploaded, in bytes. */
    public static long encryptedLength(long plainLength) {
        return DeterministicSizes.encrypted(plainLength);
    }

    /**
     * Refuses what is too large to be encrypted.
     *
     * @throws IllegalArgumentException if the content has more than {@link #MAX_PLAIN_LENGTH} bytes, but for a cipher
     *     {@link #withoutLimit()}
     */
    public void requireLength(long plainLength) {
        if (limited && plainLength > MAX_PLAIN_LENGTH) {
            throw new IllegalArgumentException(
                    "file: expected at most " + MAX_PLAIN_LENGTH + " bytes, got " + plainLength);
        }
    }

    /** As {@link #encrypt(FileSource, OutputStream, Ed25519KeyPair, Domain)} in memory. */
    public EncryptedBytes encrypt(byte[] plain, Ed25519KeyPair owner, Domain domain) {
        requireLength(plain.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(encryptedLength(plain.length)));
        try {
            EncryptedFile file = encrypt(FileSource.of(plain), out, owner, domain);
            return new EncryptedBytes(Bytes.of(out.toByteArray()), file);
        } catch (IOException e) {
            throw Pieces.inMemory(e);
        }
    }

    /**
     * Encrypts a file. Reads it twice, as the key is a hash of it.
     *
     * @param owner of the account that sends it
     * @throws IllegalArgumentException as {@link #requireLength}
     * @throws IOException also if the second reading gives something else than the first
     */
    public EncryptedFile encrypt(FileSource plain, OutputStream out, Ed25519KeyPair owner, Domain domain)
            throws IOException {
        SecretBytes secret = owner.seed();
        byte[] seed = secret.exposeSecretBytes();
        secret.destroy();
        byte[] hash = new byte[0];
        try (Blake2bState first = derivation.begin(crypto, seed, domain);
                Blake2bState second = derivation.begin(crypto, seed, domain)) {
            long length = hash(plain, first);
            hash = first.doFinal();
            write(plain, length, hash, second, out);
            Bytes key = Bytes.of(Arrays.copyOfRange(hash, HEADER, HASH));
            return new EncryptedFile(key, null, true, length, encryptedLength(length));
        } finally {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(hash, (byte) 0);
        }
    }

    /** Hashes all of it and gives its length. */
    private long hash(FileSource plain, Blake2bState hash) throws IOException {
        byte[] piece = new byte[PIECE];
        long length = 0;
        try (InputStream in = plain.open()) {
            for (int count = PIECE; count == PIECE; ) {
                count = Pieces.read(in, piece, 0, PIECE);
                length += count;
                requireLength(length);
                hash.update(piece, count);
            }
        }
        return length;
    }

    /**
     * @param hash header and key
     * @param again to hash what is written: under one key there must be one content
     */
    private void write(FileSource plain, long length, byte[] hash, Blake2bState again, OutputStream out)
            throws IOException {
        byte[] header = Arrays.copyOf(hash, HEADER);
        byte[] key = Arrays.copyOfRange(hash, HEADER, HASH);
        try (InputStream in = plain.open();
                SecretstreamState stream = crypto.secretstreamInit(header, key)) {
            out.write(PREFIX);
            out.write(header);
            PaddedContent content = new PaddedContent(in, paddingLength(length), length, again);
            byte[] encrypted = new byte[DeterministicSizes.ENCRYPTED_PIECE];
            while (!content.isAtEnd()) {
                byte[] piece = content.next();
                if (piece.length < PIECE) {
                    encrypted = new byte[piece.length + SecretstreamState.OVERHEAD];
                }
                byte tag = content.isAtEnd() ? SecretstreamState.TAG_FINAL : SecretstreamState.TAG_MESSAGE;
                stream.push(piece, tag, encrypted);
                out.write(encrypted);
            }
            if (in.read() >= 0 || !MessageDigest.isEqual(again.doFinal(), hash)) {
                throw new IOException("the file changed while it was read");
            }
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** As {@link #decrypt(InputStream, OutputStream, Bytes)} in memory. */
    public byte[] decrypt(byte[] file, Bytes key) throws MalformedDataException, DecryptionException {
        return Pieces.decrypt(file, (in, out) -> decrypt(in, out, key));
    }

    /**
     * Opens a file. Each piece is verified before it is written; that none is missing shows at the end.
     *
     * @param out where the content goes; worthless if this throws
     * @param key 32 bytes
     * @throws MalformedDataException if the key has another length, or the file is of another kind or badly padded
     * @throws DecryptionException if it is not the key of this file, or the file was changed or cut off
     */
    public void decrypt(InputStream file, OutputStream out, Bytes key)
            throws IOException, MalformedDataException, DecryptionException {
        if (key.length() != KEY_LENGTH) {
            throw new MalformedDataException("key: expected " + KEY_LENGTH + " bytes, got " + key.length());
        }
        int prefix = file.read();
        if (prefix >= 0 && prefix != PREFIX) {
            throw new MalformedDataException("file: unknown encryption type " + prefix);
        }
        byte[] header = new byte[HEADER];
        if (Pieces.read(file, header, 0, HEADER) < HEADER) {
            throw new MalformedDataException("file: expected more than 42 bytes");
        }
        byte[] secret = key.toByteArray();
        try (SecretstreamState stream = crypto.secretstreamInit(header, secret)) {
            readAll(file, stream, new Unpadding(out));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void readAll(InputStream file, SecretstreamState stream, Unpadding unpadding)
            throws IOException, MalformedDataException, DecryptionException {
        byte[] encrypted = new byte[DeterministicSizes.ENCRYPTED_PIECE];
        byte[] piece = new byte[PIECE];
        boolean atEnd = false;
        int count = Pieces.read(file, encrypted, 0, encrypted.length);
        while (count > 0) {
            if (atEnd || count <= SecretstreamState.OVERHEAD) {
                throw new DecryptionException("the file goes on behind its end, or has an empty piece");
            }
            if (count < encrypted.length) {
                encrypted = Arrays.copyOf(encrypted, count);
                piece = new byte[count - SecretstreamState.OVERHEAD];
            }
            atEnd = stream.pull(encrypted, piece) == SecretstreamState.TAG_FINAL;
            unpadding.write(piece);
            count = Pieces.read(file, encrypted, 0, encrypted.length);
        }
        if (!atEnd) {
            throw new DecryptionException("the file is cut off");
        }
        unpadding.requireMark();
    }
}
