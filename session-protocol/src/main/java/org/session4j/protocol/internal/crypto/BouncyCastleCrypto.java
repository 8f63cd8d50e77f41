package org.session4j.protocol.internal.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Blake2bState;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.CryptoArguments;
import org.session4j.protocol.crypto.SecretstreamState;

/** The backend that is always there: pure Java. Stateless. */
public final class BouncyCastleCrypto implements Crypto {

    /** What {@link Crypto#named(String)} takes. */
    public static final String NAME = "bouncycastle";

    /** "LibsodiumDRG" as little-endian words. */
    private static final int[] DETERMINISTIC_NONCE = {0x7362694c, 0x7569646f, 0x4752446d};

    @Override
    public String name() {
        return NAME;
    }

    // --- Ed25519 ---

    @Override
    public byte[] ed25519SeedKeypair(byte[] seed) {
        CryptoArguments.requireSeed(seed);
        byte[] secretKey = Arrays.copyOf(seed, ED25519_SECRET_KEY);
        Ed25519.generatePublicKey(seed, 0, secretKey, ED25519_SEED);
        return secretKey;
    }

    @Override
    public byte[] ed25519Sign(byte[] message, byte[] secretKey) {
        CryptoArguments.requireSecretKey(secretKey);
        byte[] signature = new byte[ED25519_SIGNATURE];
        Ed25519.sign(secretKey, 0, secretKey, ED25519_SEED, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public boolean ed25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
        CryptoArguments.requireSignature(signature);
        CryptoArguments.requirePublicKey(publicKey);
        return Ed25519Keys.verify(signature, message, publicKey);
    }

    @Override
    public byte[] ed25519PublicKeyToX25519(byte[] publicKey) throws MalformedDataException {
        CryptoArguments.requirePublicKey(publicKey);
        byte[] converted = Ed25519Keys.toX25519(publicKey);
        if (converted == null) {
            throw new MalformedDataException("Ed25519 key: no point, or not of prime order");
        }
        return converted;
    }

    @Override
    public byte[] ed25519SeedToX25519(byte[] seed) {
        CryptoArguments.requireSeed(seed);
        return Sha512.clampedScalar(seed);
    }

    // --- Scalars ---

    @Override
    public byte[] ed25519ScalarReduce(byte[] number) {
        CryptoArguments.requireWideScalar(number);
        return ScalarModL.reduce(number);
    }

    @Override
    public byte[] ed25519ScalarAdd(byte[] x, byte[] y) {
        CryptoArguments.requireScalar(x);
        CryptoArguments.requireScalar(y);
        return ScalarModL.add(x, y);
    }

    @Override
    public byte[] ed25519ScalarMul(byte[] x, byte[] y) {
        CryptoArguments.requireScalar(x);
        CryptoArguments.requireScalar(y);
        return ScalarModL.multiply(x, y);
    }

    @Override
    public byte[] ed25519ScalarNegate(byte[] x) {
        CryptoArguments.requireScalar(x);
        return ScalarModL.negate(x);
    }

    @Override
    public byte[] ed25519ScalarmultBaseNoclamp(byte[] scalar) {
        CryptoArguments.requireMultiplier(scalar);
        byte[] point = BasePoint.multiply(scalar);
        CryptoArguments.requireNotNeutral(point);
        return point;
    }

    @Override
    public byte[] ed25519ScalarmultNoclamp(byte[] scalar, byte[] point) throws MalformedDataException {
        CryptoArguments.requireMultiplier(scalar);
        CryptoArguments.requirePublicKey(point);
        byte[] product = Ed25519Keys.multiply(scalar, point);
        if (product == null) {
            throw new MalformedDataException("Ed25519 point: none, not of prime order, or multiplied to nothing");
        }
        return product;
    }

    // --- X25519 ---

    @Override
    public byte[] x25519Base(byte[] secretKey) {
        CryptoArguments.requireX25519SecretKey(secretKey);
        byte[] publicKey = new byte[KEY];
        X25519.scalarMultBase(secretKey, 0, publicKey, 0);
        return publicKey;
    }

    @Override
    public byte[] x25519(byte[] secretKey, byte[] publicKey) throws MalformedDataException {
        CryptoArguments.requireX25519SecretKey(secretKey);
        CryptoArguments.requirePublicKey(publicKey);
        byte[] shared = new byte[KEY];
        if (!X25519.calculateAgreement(secretKey, 0, publicKey, 0, shared, 0)) {
            throw new MalformedDataException("X25519 key: of small order");
        }
        return shared;
    }

    // --- crypto_box ---

    @Override
    public byte[] boxEasy(byte[] plaintext, byte[] nonce, byte[] publicKey, byte[] secretKey)
            throws MalformedDataException {
        CryptoArguments.requireNonce(nonce, BOX_NONCE);
        byte[] key = boxKey(publicKey, secretKey);
        try {
            return XSalsa20Poly1305.seal(plaintext, nonce, key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public byte[] boxOpenEasy(byte[] ciphertext, byte[] nonce, byte[] publicKey, byte[] secretKey)
            throws DecryptionException {
        CryptoArguments.requireNonce(nonce, BOX_NONCE);
        CryptoArguments.requirePublicKey(publicKey);
        CryptoArguments.requireX25519SecretKey(secretKey);
        if (ciphertext.length < BOX_TAG) {
            throw new DecryptionException("the box is too short");
        }
        byte[] key;
        try {
            key = boxKey(publicKey, secretKey);
        } catch (MalformedDataException e) {
            throw new DecryptionException("the box does not open");
        }
        try {
            return XSalsa20Poly1305.open(ciphertext, nonce, key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] boxKey(byte[] publicKey, byte[] secretKey) throws MalformedDataException {
        byte[] shared = x25519(secretKey, publicKey);
        try {
            return XSalsa20Poly1305.boxKey(shared);
        } finally {
            Arrays.fill(shared, (byte) 0);
        }
    }

    // --- crypto_secretbox ---

    @Override
    public byte[] secretboxEasy(byte[] plaintext, byte[] nonce, byte[] key) {
        CryptoArguments.requireNonce(nonce, BOX_NONCE);
        CryptoArguments.requireKey(key);
        return XSalsa20Poly1305.seal(plaintext, nonce, key);
    }

    @Override
    public byte[] secretboxOpenEasy(byte[] ciphertext, byte[] nonce, byte[] key) throws DecryptionException {
        CryptoArguments.requireNonce(nonce, BOX_NONCE);
        CryptoArguments.requireKey(key);
        if (ciphertext.length < BOX_TAG) {
            throw new DecryptionException("the box is too short");
        }
        return XSalsa20Poly1305.open(ciphertext, nonce, key);
    }

    // --- Hashes ---

    @Override
    public byte[] blake2b(int size, byte @Nullable [] key, byte @Nullable [] personal, byte[]... parts) {
        CryptoArguments.requireBlake2b(size, key, personal);
        Blake2bDigest digest = new Blake2bDigest(key == null || key.length == 0 ? null : key, size, null, personal);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[size];
        digest.doFinal(out, 0);
        digest.clearKey();
        return out;
    }

    @Override
    public Blake2bState blake2bInit(
            int size, byte @Nullable [] key, byte @Nullable [] salt, byte @Nullable [] personal) {
        CryptoArguments.requireBlake2b(size, key, personal);
        CryptoArguments.requireBlake2bSalt(salt);
        return new Blake2bHash(size, key, salt, personal);
    }

    @Override
    public byte[] pwhashArgon2id(int size, byte[] password, byte[] salt, int passes, int memoryKib) {
        CryptoArguments.requirePwhash(size, salt, passes, memoryKib);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withIterations(passes)
                .withMemoryAsKB(memoryKib)
                .withParallelism(1)
                .build());
        byte[] out = new byte[size];
        generator.generateBytes(password, out);
        return out;
    }

    // --- Bytes that look random and are not ---

    @Override
    public byte[] randombytesBufDeterministic(int size, byte[] seed) {
        CryptoArguments.requireSize(size);
        CryptoArguments.requireSeed(seed);
        byte[] out = new byte[size];
        ChaCha20 stream = ChaCha20.keyed(seed);
        stream.begin(DETERMINISTIC_NONCE);
        stream.xor(out, 0, size, out, 0);
        stream.wipe();
        return out;
    }

    // --- A stream without authentication ---

    @Override
    public byte[] streamXchacha20Xor(byte[] message, byte[] nonce, byte[] key) {
        requireXChaCha20(nonce, key);
        return XChaCha20.xor(message, nonce, key);
    }

    // --- Authenticated encryption ---

    @Override
    public byte[] xchacha20Poly1305Encrypt(byte[] plaintext, byte[] nonce, byte[] key) {
        byte[] sealed = Arrays.copyOf(plaintext, Math.addExact(plaintext.length, AEAD_TAG));
        xchacha20Poly1305EncryptInPlace(sealed, 0, plaintext.length, nonce, key);
        return sealed;
    }

    @Override
    public byte[] xchacha20Poly1305Decrypt(byte[] ciphertext, byte[] nonce, byte[] key) throws DecryptionException {
        requireXChaCha20(nonce, key);
        byte[] plaintext = new byte[Math.max(0, ciphertext.length - AEAD_TAG)];
        XChaCha20.open(ciphertext, 0, ciphertext.length, nonce, key, plaintext, 0);
        return plaintext;
    }

    @Override
    public void xchacha20Poly1305EncryptInPlace(byte[] buffer, int offset, int length, byte[] nonce, byte[] key) {
        requireXChaCha20(nonce, key);
        CryptoArguments.requireStretch(buffer, offset, length, AEAD_TAG);
        XChaCha20.seal(buffer, offset, length, nonce, key);
    }

    @Override
    public void xchacha20Poly1305DecryptInPlace(byte[] buffer, int offset, int length, byte[] nonce, byte[] key)
            throws DecryptionException {
        requireXChaCha20(nonce, key);
        CryptoArguments.requireStretch(buffer, offset, length, 0);
        XChaCha20.open(buffer, offset, length, nonce, key, buffer, offset);
    }

    private static void requireXChaCha20(byte[] nonce, byte[] key) {
        CryptoArguments.requireNonce(nonce, XCHACHA20_NONCE);
        CryptoArguments.requireKey(key);
    }

    // --- Encryption piece by piece ---

    @Override
    public SecretstreamState secretstreamInit(byte[] header, byte[] key) {
        CryptoArguments.requireHeader(header);
        CryptoArguments.requireKey(key);
        return new XChaCha20Secretstream(header, key);
    }
}
