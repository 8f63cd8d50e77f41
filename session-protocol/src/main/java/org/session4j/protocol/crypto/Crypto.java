package org.session4j.protocol.crypto;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.internal.crypto.Keccak;
import org.session4j.protocol.internal.crypto.MlKem768;

/**
 * The port behind which every primitive of the protocol sits, named after libsodium's functions. Every backend gives
 * the same bytes for the same arguments; nothing here draws randomness. What libsodium lacks in the releases that are in
 * use (SHA-3, SHAKE and ML-KEM) is here in pure Java for every backend.
 *
 * <p>Implementations are safe for use by many threads, and stateless to the caller but for what ends in {@code Init},
 * which gives a state of its own to each call. Wrong argument sizes are a mistake
 * of the caller ({@link IllegalArgumentException}); keys and ciphertexts that came from elsewhere and are bad get the
 * checked exceptions.
 */
public interface Crypto {

    /** Sizes in bytes. */
    int ED25519_SEED = 32;

    int ED25519_SECRET_KEY = 64;
    int ED25519_SIGNATURE = 64;
    int KEY = 32;
    int BOX_NONCE = 24;
    int BOX_TAG = 16;
    int XCHACHA20_NONCE = 24;
    int AEAD_TAG = 16;
    int AES_GCM_NONCE = 12;
    int MLKEM768_SEED = 64;
    int MLKEM768_PUBLIC_KEY = 1184;
    int MLKEM768_SECRET_KEY = 2400;
    int MLKEM768_COINS = 32;
    int MLKEM768_CIPHERTEXT = 1088;
    int MLKEM768_SHARED_SECRET = 32;

    /**
     * The backend in use unless another one is named: the one that the system property {@code org.session4j.crypto}
     * names, else the fastest that works here.
     *
     * @throws IllegalStateException if the property names a backend that is missing or does not load
     */
    static Crypto get() {
        return CryptoBackends.installed().preferred();
    }

    /**
     * The backend of that name, such as {@code bouncycastle} or {@code libsodium}.
     *
     * @throws IllegalStateException if it is missing or does not load; the message says why
     */
    static Crypto named(String name) {
        return CryptoBackends.installed().named(name);
    }

    /** Names of the backends that work here, the preferred one first. */
    static List<String> available() {
        return CryptoBackends.installed().available();
    }

    /** The backends that are installed but do not work here, each with the reason. */
    static Map<String, String> unavailable() {
        return CryptoBackends.installed().unavailable();
    }

    /** The name that {@link #named(String)} takes. */
    String name();

    // --- Ed25519 ---

    /** The 64-byte secret key (seed and public key) of a 32-byte seed. crypto_sign_ed25519_seed_keypair. */
    byte[] ed25519SeedKeypair(byte[] seed);

    /** A detached signature, 64 bytes. crypto_sign_ed25519_detached; the key is the 64-byte form. */
    byte[] ed25519Sign(byte[] message, byte[] secretKey);

    /**
     * Whether a detached signature is good. crypto_sign_ed25519_verify_detached: refuses small-order and non-canonical
     * keys and non-canonical s.
     */
    boolean ed25519Verify(byte[] signature, byte[] message, byte[] publicKey);

    /**
     * crypto_sign_ed25519_pk_to_curve25519: refuses a key that is no point, of small order, or has a component of order 4
     * or 8. One of order 2 passes, as in the libsodium of the official apps (newer ones refuse it too); X25519 is blind
     * to it.
     */
    byte[] ed25519PublicKeyToX25519(byte[] publicKey) throws MalformedDataException;

    /** The clamped first half of SHA-512(seed). crypto_sign_ed25519_sk_to_curve25519; takes the 32-byte seed. */
    byte[] ed25519SeedToX25519(byte[] seed);

    // --- Arithmetic modulo the order L of the base point, and on points (XEd25519, blinding, subaccounts) ---

    /** A 64-byte little-endian number modulo L. crypto_core_ed25519_scalar_reduce. */
    byte[] ed25519ScalarReduce(byte[] number);

    /** x + y modulo L. crypto_core_ed25519_scalar_add. */
    byte[] ed25519ScalarAdd(byte[] x, byte[] y);

    /** x · y modulo L. crypto_core_ed25519_scalar_mul. */
    byte[] ed25519ScalarMul(byte[] x, byte[] y);

    /** −x modulo L. crypto_core_ed25519_scalar_negate. */
    byte[] ed25519ScalarNegate(byte[] x);

    /**
     * scalar · B without clamping. crypto_scalarmult_ed25519_base_noclamp.
     *
     * @param scalar below 2^255 and no multiple of L, else {@link IllegalArgumentException}
     */
    byte[] ed25519ScalarmultBaseNoclamp(byte[] scalar);

    /**
     * scalar · point without clamping. crypto_scalarmult_ed25519_noclamp.
     *
     * @param scalar below 2^255, else {@link IllegalArgumentException}
     * @param point an encoded point of 32 bytes
     * @throws MalformedDataException if the point is none, not in canonical form, of small order, or has a component of
     *     order 4 or 8 (one of order 2 passes, as in {@link #ed25519PublicKeyToX25519}), and if the product is the neutral
     *     element
     */
    byte[] ed25519ScalarmultNoclamp(byte[] scalar, byte[] point) throws MalformedDataException;

    // --- X25519 ---

    /** X25519(secret, 9). crypto_scalarmult_curve25519_base. */
    byte[] x25519Base(byte[] secretKey);

    /**
     * The shared point of a secret and a public key; clamps the secret. crypto_scalarmult_curve25519.
     *
     * @throws MalformedDataException if the result is all zero (a public key of small order)
     */
    byte[] x25519(byte[] secretKey, byte[] publicKey) throws MalformedDataException;

    // --- crypto_box: X25519 + HSalsa20 + XSalsa20-Poly1305 ---

    /**
     * Tag (16 bytes) then stream. crypto_box_curve25519xsalsa20poly1305_easy.
     *
     * @throws MalformedDataException if the public key is of small order
     */
    byte[] boxEasy(byte[] plaintext, byte[] nonce, byte[] publicKey, byte[] secretKey) throws MalformedDataException;

    /** Opens {@link #boxEasy}; any failure, also a bad public key, is one exception. */
    byte[] boxOpenEasy(byte[] ciphertext, byte[] nonce, byte[] publicKey, byte[] secretKey) throws DecryptionException;

    // --- crypto_secretbox: XSalsa20-Poly1305 ---

    /** Tag (16 bytes) then stream. crypto_secretbox_xsalsa20poly1305_easy. */
    byte[] secretboxEasy(byte[] plaintext, byte[] nonce, byte[] key);

    /** Opens {@link #secretboxEasy}. */
    byte[] secretboxOpenEasy(byte[] ciphertext, byte[] nonce, byte[] key) throws DecryptionException;

    // --- Hashes ---

    /**
     * BLAKE2b of the concatenation of parts, salt all zero. crypto_generichash_blake2b_salt_personal.
     *
     * @param size of the result, 1 to 64 bytes
     * @param key null or at most 64 bytes
     * @param personal null or exactly 16 bytes
     */
    byte[] blake2b(int size, byte @Nullable [] key, byte @Nullable [] personal, byte[]... parts);

    /**
     * BLAKE2b of what is then given to the state. crypto_generichash_blake2b_init_salt_personal.
     *
     * @param size of the result, 1 to 64 bytes
     * @param key null or at most 64 bytes
     * @param salt null or exactly 16 bytes
     * @param personal null or exactly 16 bytes
     */
    Blake2bState blake2bInit(int size, byte @Nullable [] key, byte @Nullable [] salt, byte @Nullable [] personal);

    /** SHA3-256 of the concatenation of parts (FIPS 202), 32 bytes. */
    default byte[] sha3Hash256(byte[]... parts) {
        return Keccak.sha3Hash256(parts);
    }

    /**
     * SHAKE256 of the concatenation of parts (FIPS 202).
     *
     * @param size of the result in bytes
     */
    default byte[] shake256(int size, byte[]... parts) {
        CryptoArguments.requireSize(size);
        return Keccak.shake256(size, parts);
    }

    /**
     * Argon2id, version 1.3, one lane. crypto_pwhash_argon2id. Takes the time and memory that the arguments ask for.
     *
     * @param size of the result, 16 to 1024 bytes
     * @param salt 16 bytes
     * @param passes 1 to 64
     * @param memoryKib 8 to 1,048,576
     */
    byte[] pwhashArgon2id(int size, byte[] password, byte[] salt, int passes, int memoryKib);

    // --- Bytes that look random and are not ---

    /**
     * The ChaCha20 stream of a seed. randombytes_buf_deterministic.
     *
     * @param size in bytes
     * @param seed 32 bytes
     */
    byte[] randombytesBufDeterministic(int size, byte[] seed);

    // --- A stream without authentication ---

    /** The message XOR the XChaCha20 stream of a nonce of 24 bytes. crypto_stream_xchacha20_xor. */
    byte[] streamXchacha20Xor(byte[] message, byte[] nonce, byte[] key);

    // --- ML-KEM-768 (FIPS 203) ---

    /**
     * The secret key of a seed, 2400 bytes in the form of FIPS 203; the public key, 1184 bytes, stands in it from byte 1152
     * on. KeyGen_internal.
     *
     * @param seed 64 bytes, d then z
     */
    default byte[] mlkem768SeedKeypair(byte[] seed) {
        CryptoArguments.requireMlkem768Seed(seed);
        return MlKem768.secretKey(seed);
    }

    /**
     * A shared secret for the holder of a key: ciphertext (1088 bytes) then secret (32 bytes). Encaps_internal.
     *
     * @param coins 32 random bytes, which nobody else may know
     * @throws MalformedDataException if the public key fails the modulus check of FIPS 203
     */
    default byte[] mlkem768Encapsulate(byte[] publicKey, byte[] coins) throws MalformedDataException {
        CryptoArguments.requireMlkem768PublicKey(publicKey);
        CryptoArguments.requireMlkem768Coins(coins);
        return MlKem768.encapsulate(publicKey, coins);
    }

    /**
     * The shared secret in a ciphertext, 32 bytes. One that was not made for this key gives bytes that nobody else knows,
     * in the same time. Decaps.
     *
     * @throws MalformedDataException if the secret key fails the hash check of FIPS 203
     */
    default byte[] mlkem768Decapsulate(byte[] ciphertext, byte[] secretKey) throws MalformedDataException {
        CryptoArguments.requireMlkem768Ciphertext(ciphertext);
        CryptoArguments.requireMlkem768SecretKey(secretKey);
        return MlKem768.decapsulate(ciphertext, secretKey);
    }

    // --- Authenticated encryption without associated data ---

    /** Ciphertext then tag. crypto_aead_xchacha20poly1305_ietf_encrypt. */
    byte[] xchacha20Poly1305Encrypt(byte[] plaintext, byte[] nonce, byte[] key);

    /** Opens {@link #xchacha20Poly1305Encrypt}. */
    byte[] xchacha20Poly1305Decrypt(byte[] ciphertext, byte[] nonce, byte[] key) throws DecryptionException;

    /**
     * As {@link #xchacha20Poly1305Encrypt}, where the plaintext stands: the ciphertext takes its place and the tag the 16
     * bytes behind it. Needs no second buffer.
     *
     * @param length of the plaintext
     */
    void xchacha20Poly1305EncryptInPlace(byte[] buffer, int offset, int length, byte[] nonce, byte[] key);

    /**
     * Opens {@link #xchacha20Poly1305EncryptInPlace}: the plaintext takes the place of the ciphertext. What stands there
     * after a failure is of no use.
     *
     * @param length of the ciphertext and its tag
     */
    void xchacha20Poly1305DecryptInPlace(byte[] buffer, int offset, int length, byte[] nonce, byte[] key)
            throws DecryptionException;

    // --- Encryption piece by piece ---

    /**
     * The state at the beginning of a stream, to push or to pull.
     * crypto_secretstream_xchacha20poly1305_init_pull; init_push is the same with a header that it draws.
     *
     * @param header 24 bytes, never twice with the same key for different streams
     */
    SecretstreamState secretstreamInit(byte[] header, byte[] key);
}
