package org.session4j.crypto.sodium;

import com.sun.jna.Pointer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Blake2bState;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.CryptoArguments;
import org.session4j.protocol.crypto.SecretstreamState;

/** The port on libsodium: argument checks, one call, one array for the result. Stateless; the library must be loaded. */
final class SodiumCrypto implements Crypto {

    static final SodiumCrypto INSTANCE = new SodiumCrypto();

    /** crypto_pwhash_argon2id_ALG_ARGON2ID13. */
    private static final int ARGON2ID_13 = 2;

    private static final long KIB = 1024;

    private SodiumCrypto() {}

    @Override
    public String name() {
        return SodiumCryptoProvider.NAME;
    }

    // --- Ed25519 ---

    @Override
    public byte[] ed25519SeedKeypair(byte[] seed) {
        CryptoArguments.requireSeed(seed);
        byte[] secretKey = new byte[ED25519_SECRET_KEY];
        requireSuccess(Sodium.crypto_sign_ed25519_seed_keypair(new byte[KEY], secretKey, seed));
        return secretKey;
    }

    @Override
    public byte[] ed25519Sign(byte[] message, byte[] secretKey) {
        CryptoArguments.requireSecretKey(secretKey);
        byte[] signature = new byte[ED25519_SIGNATURE];
        requireSuccess(Sodium.crypto_sign_ed25519_detached(signature, null, message, message.length, secretKey));
        return signature;
    }

    @Override
    public boolean ed25519Verify(byte[] signature, byte[] message, byte[] publicKey) {
        CryptoArguments.requireSignature(signature);
        CryptoArguments.requirePublicKey(publicKey);
        return Sodium.crypto_sign_ed25519_verify_detached(signature, message, message.length, publicKey) == 0;
    }

    @Override
    public byte[] ed25519PublicKeyToX25519(byte[] publicKey) throws MalformedDataException {
        CryptoArguments.requirePublicKey(publicKey);
        byte[] converted = new byte[KEY];
        if (Sodium.crypto_sign_ed25519_pk_to_curve25519(converted, publicKey) != 0) {
            throw new MalformedDataException("Ed25519 key: no point, or not of prime order");
        }
        return converted;
    }

    @Override
    public byte[] ed25519SeedToX25519(byte[] seed) {
        CryptoArguments.requireSeed(seed);
        byte[] converted = new byte[KEY];
        // Reads the first half of a secret key only, which is the seed.
        requireSuccess(Sodium.crypto_sign_ed25519_sk_to_curve25519(converted, seed));
        return converted;
    }

    // --- Scalars ---

    @Override
    public byte[] ed25519ScalarReduce(byte[] number) {
        CryptoArguments.requireWideScalar(number);
        byte[] out = new byte[KEY];
        Sodium.crypto_core_ed25519_scalar_reduce(out, number);
        return out;
    }

    @Override
    public byte[] ed25519ScalarAdd(byte[] x, byte[] y) {
        CryptoArguments.requireScalar(x);
        CryptoArguments.requireScalar(y);
        byte[] out = new byte[KEY];
        // libsodium adds modulo 2^256 before it reduces, so a sum that could pass that is made of reduced numbers.
        if ((x[KEY - 1] | y[KEY - 1]) < 0) {
            byte[] reducedX = ed25519ScalarReduce(Arrays.copyOf(x, 2 * KEY));
            byte[] reducedY = ed25519ScalarReduce(Arrays.copyOf(y, 2 * KEY));
            Sodium.crypto_core_ed25519_scalar_add(out, reducedX, reducedY);
        } else {
            Sodium.crypto_core_ed25519_scalar_add(out, x, y);
        }
        return out;
    }

    @Override
    public byte[] ed25519ScalarMul(byte[] x, byte[] y) {
        CryptoArguments.requireScalar(x);
        CryptoArguments.requireScalar(y);
        byte[] out = new byte[KEY];
        Sodium.crypto_core_ed25519_scalar_mul(out, x, y);
        return out;
    }

    @Override
    public byte[] ed25519ScalarNegate(byte[] x) {
        CryptoArguments.requireScalar(x);
        byte[] out = new byte[KEY];
        Sodium.crypto_core_ed25519_scalar_negate(out, x);
        return out;
    }

    @Override
    public byte[] ed25519ScalarmultBaseNoclamp(byte[] scalar) {
        CryptoArguments.requireMultiplier(scalar);
        byte[] point = new byte[KEY];
        int result = Sodium.crypto_scalarmult_ed25519_base_noclamp(point, scalar);
        CryptoArguments.requireNotNeutral(point);
        requireSuccess(result);
        return point;
    }

    @Override
    public byte[] ed25519ScalarmultNoclamp(byte[] scalar, byte[] point) throws MalformedDataException {
        CryptoArguments.requireMultiplier(scalar);
        CryptoArguments.requirePublicKey(point);
        byte[] product = new byte[KEY];
        if (Sodium.crypto_scalarmult_ed25519_noclamp(product, scalar, point) != 0) {
            throw new MalformedDataException("Ed25519 point: none, not of prime order, or multiplied to nothing");
        }
        return product;
    }

    // --- X25519 ---

    @Override
    public byte[] x25519Base(byte[] secretKey) {
        CryptoArguments.requireX25519SecretKey(secretKey);
        byte[] publicKey = new byte[KEY];
        requireSuccess(Sodium.crypto_scalarmult_curve25519_base(publicKey, secretKey));
        return publicKey;
    }

    @Override
    public byte[] x25519(byte[] secretKey, byte[] publicKey) throws MalformedDataException {
        CryptoArguments.requireX25519SecretKey(secretKey);
        CryptoArguments.requirePublicKey(publicKey);
        byte[] shared = new byte[KEY];
        if (Sodium.crypto_scalarmult_curve25519(shared, secretKey, publicKey) != 0) {
            throw new MalformedDataException("X25519 key: of small order");
        }
        return shared;
    }

    // --- crypto_box ---

    @Override
    public byte[] boxEasy(byte[] plaintext, byte[] nonce, byte[] publicKey, byte[] secretKey)
            throws MalformedDataException {
        requireBoxArguments(nonce, publicKey, secretKey);
        byte[] ciphertext = new byte[BOX_TAG + plaintext.length];
        if (Sodium.crypto_box_easy(ciphertext, plaintext, plaintext.length, nonce, publicKey, secretKey) != 0) {
            throw new MalformedDataException("X25519 key: of small order");
        }
        return ciphertext;
    }

    @Override
    public byte[] boxOpenEasy(byte[] ciphertext, byte[] nonce, byte[] publicKey, byte[] secretKey)
            throws DecryptionException {
        requireBoxArguments(nonce, publicKey, secretKey);
        if (ciphertext.length < BOX_TAG) {
            throw new DecryptionException("the box is too short");
        }
        byte[] plaintext = new byte[ciphertext.length - BOX_TAG];
        if (Sodium.crypto_box_open_easy(plaintext, ciphertext, ciphertext.length, nonce, publicKey, secretKey) != 0) {
            throw new DecryptionException("the box does not open");
        }
        return plaintext;
    }

    private static void requireBoxArguments(byte[] nonce, byte[] publicKey, byte[] secretKey) {
        CryptoArguments.requireNonce(nonce, BOX_NONCE);
        CryptoArguments.requirePublicKey(publicKey);
        CryptoArguments.requireX25519SecretKey(secretKey);
    }

    // --- crypto_secretbox ---

    @Override
    public byte[] secretboxEasy(byte[] plaintext, byte[] nonce, byte[] key) {
        CryptoArguments.requireNonce(nonce, BOX_NONCE);
        CryptoArguments.requireKey(key);
        byte[] ciphertext = new byte[BOX_TAG + plaintext.length];
        requireSuccess(Sodium.crypto_secretbox_easy(ciphertext, plaintext, plaintext.length, nonce, key));
        return ciphertext;
    }

    @Override
    public byte[] secretboxOpenEasy(byte[] ciphertext, byte[] nonce, byte[] key) throws DecryptionException {
        CryptoArguments.requireNonce(nonce, BOX_NONCE);
        CryptoArguments.requireKey(key);
        if (ciphertext.length < BOX_TAG) {
            throw new DecryptionException("the box is too short");
        }
        byte[] plaintext = new byte[ciphertext.length - BOX_TAG];
        if (Sodium.crypto_secretbox_open_easy(plaintext, ciphertext, ciphertext.length, nonce, key) != 0) {
            throw new DecryptionException("the box does not open");
        }
        return plaintext;
    }

    // --- Hashes ---

    @Override
    public byte[] blake2b(int size, byte @Nullable [] key, byte @Nullable [] personal, byte[]... parts) {
        CryptoArguments.requireBlake2b(size, key, personal);
        byte[] in = parts.length == 1 ? parts[0] : concatenate(parts);
        byte[] out = new byte[size];
        int keyLength = key == null ? 0 : key.length;
        requireSuccess(Sodium.crypto_generichash_blake2b_salt_personal(
                out, size, in, in.length, key, keyLength, null, personal));
        if (parts.length > 1) {
            Arrays.fill(in, (byte) 0);
        }
        return out;
    }

    private static byte[] concatenate(byte[][] parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        byte[] out = new byte[length];
        int offset = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, offset, part.length);
            offset += part.length;
        }
        return out;
    }

    @Override
    public Blake2bState blake2bInit(
            int size, byte @Nullable [] key, byte @Nullable [] salt, byte @Nullable [] personal) {
        CryptoArguments.requireBlake2b(size, key, personal);
        CryptoArguments.requireBlake2bSalt(salt);
        return new SodiumBlake2b(size, key, salt, personal);
    }

    @Override
    public byte[] pwhashArgon2id(int size, byte[] password, byte[] salt, int passes, int memoryKib) {
        CryptoArguments.requirePwhash(size, salt, passes, memoryKib);
        byte[] out = new byte[size];
        requireSuccess(Sodium.crypto_pwhash_argon2id(
                out,
                size,
                password,
                password.length,
                salt,
                passes,
                Pointer.createConstant(memoryKib * KIB),
                ARGON2ID_13));
        return out;
    }

    // --- Bytes that look random and are not ---

    @Override
    public byte[] randombytesBufDeterministic(int size, byte[] seed) {
        CryptoArguments.requireSize(size);
        CryptoArguments.requireSeed(seed);
        byte[] out = new byte[size];
        Sodium.randombytes_buf_deterministic(out, size, seed);
        return out;
    }

    // --- A stream without authentication ---

    @Override
    public byte[] streamXchacha20Xor(byte[] message, byte[] nonce, byte[] key) {
        CryptoArguments.requireNonce(nonce, XCHACHA20_NONCE);
        CryptoArguments.requireKey(key);
        byte[] out = new byte[message.length];
        requireSuccess(Sodium.crypto_stream_xchacha20_xor(out, message, message.length, nonce, key));
        return out;
    }

    // --- Authenticated encryption ---

    @Override
    public byte[] xchacha20Poly1305Encrypt(byte[] plaintext, byte[] nonce, byte[] key) {
        CryptoArguments.requireNonce(nonce, XCHACHA20_NONCE);
        CryptoArguments.requireKey(key);
        byte[] ciphertext = new byte[plaintext.length + AEAD_TAG];
        requireSuccess(Sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
                ciphertext, null, plaintext, plaintext.length, null, 0, null, nonce, key));
        return ciphertext;
    }

    @Override
    public byte[] xchacha20Poly1305Decrypt(byte[] ciphertext, byte[] nonce, byte[] key) throws DecryptionException {
        CryptoArguments.requireNonce(nonce, XCHACHA20_NONCE);
        CryptoArguments.requireKey(key);
        if (ciphertext.length < AEAD_TAG) {
            throw new DecryptionException("the ciphertext is too short");
        }
        byte[] plaintext = new byte[ciphertext.length - AEAD_TAG];
        int result = Sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                plaintext, null, null, ciphertext, ciphertext.length, null, 0, nonce, key);
        if (result != 0) {
            throw new DecryptionException("the ciphertext does not open");
        }
        return plaintext;
    }

    @Override
    public void xchacha20Poly1305EncryptInPlace(byte[] buffer, int offset, int length, byte[] nonce, byte[] key) {
        CryptoArguments.requireNonce(nonce, XCHACHA20_NONCE);
        CryptoArguments.requireKey(key);
        CryptoArguments.requireStretch(buffer, offset, length, AEAD_TAG);
        int sealed = length + AEAD_TAG;
        try (NativeStretch text = NativeStretch.copyOf(buffer, offset, length, sealed)) {
            requireSuccess(Sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
                    text.pointer(), null, text.pointer(), length, null, 0, null, nonce, key));
            text.copyTo(buffer, offset, sealed);
        }
    }

    @Override
    public void xchacha20Poly1305DecryptInPlace(byte[] buffer, int offset, int length, byte[] nonce, byte[] key)
            throws DecryptionException {
        CryptoArguments.requireNonce(nonce, XCHACHA20_NONCE);
        CryptoArguments.requireKey(key);
        CryptoArguments.requireStretch(buffer, offset, length, 0);
        if (length < AEAD_TAG) {
            throw new DecryptionException("the ciphertext is too short");
        }
        try (NativeStretch text = NativeStretch.copyOf(buffer, offset, length, length)) {
            int result = Sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                    text.pointer(), null, null, text.pointer(), length, null, 0, nonce, key);
            if (result != 0) {
                throw new DecryptionException("the ciphertext does not open");
            }
            text.copyTo(buffer, offset, length - AEAD_TAG);
        }
    }

    // --- Encryption piece by piece ---

    @Override
    public SecretstreamState secretstreamInit(byte[] header, byte[] key) {
        CryptoArguments.requireHeader(header);
        CryptoArguments.requireKey(key);
        return new SodiumSecretstream(header, key);
    }

    /** For calls that cannot fail with checked arguments. */
    static void requireSuccess(int result) {
        if (result != 0) {
            throw new IllegalStateException("libsodium failed: " + result);
        }
    }
}
