package org.session4j.crypto.sodium;

import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.CryptoUnavailableException;

/**
 * The functions of the libsodium that lazysodium carries, bound directly: lazysodium's own interface lacks those of the
 * Ed25519 group. Names, arguments and results are libsodium's; nothing checks the length of an array, so only
 * {@link SodiumCrypto} may call here.
 *
 * <p>A {@code size_t} is an {@code int} here, as all of them are small: it arrives widened where the platform's is longer.
 * The one exception is {@link #crypto_pwhash_argon2id}, where it travels on the stack and must be of the full width, which
 * is that of a pointer.
 */
final class Sodium {

    private static boolean loaded;

    private Sodium() {}

    /** Loads the library once. */
    static synchronized void load() throws CryptoUnavailableException {
        if (!loaded) {
            bind(Sodium.class, bundledLibrary());
            if (sodium_init() < 0) {
                throw unavailable("libsodium does not start", null);
            }
            loaded = true;
        }
    }

    /** The resource of lazysodium that is for this platform. */
    private static String bundledLibrary() throws CryptoUnavailableException {
        try {
            return "/" + LibraryLoader.getSodiumPathInResources();
        } catch (RuntimeException | LinkageError e) {
            throw unavailable("no libsodium for this platform", e);
        }
    }

    /** Binds the native methods of a class to the library in a resource of lazysodium. */
    static void bind(Class<?> functions, String resource) throws CryptoUnavailableException {
        try {
            File file = Native.extractFromResourcePath(resource, LibraryLoader.class.getClassLoader());
            Native.register(functions, NativeLibrary.getInstance(file.getAbsolutePath()));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw unavailable("libsodium does not load", e);
        }
    }

    private static CryptoUnavailableException unavailable(String what, @Nullable Throwable cause) {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new CryptoUnavailableException(what + " on " + platform + (cause == null ? "" : ": " + cause), cause);
    }

    private static native int sodium_init();

    static native int crypto_sign_ed25519_seed_keypair(byte[] publicKey, byte[] secretKey, byte[] seed);

    static native int crypto_sign_ed25519_detached(
            byte[] signature, byte @Nullable [] signatureLength, byte[] message, long length, byte[] secretKey);

    static native int crypto_sign_ed25519_verify_detached(
            byte[] signature, byte[] message, long length, byte[] publicKey);

    static native int crypto_sign_ed25519_pk_to_curve25519(byte[] x25519, byte[] ed25519);

    static native int crypto_sign_ed25519_sk_to_curve25519(byte[] x25519, byte[] ed25519);

    static native void crypto_core_ed25519_scalar_reduce(byte[] out, byte[] number);

    static native void crypto_core_ed25519_scalar_add(byte[] out, byte[] x, byte[] y);

    static native void crypto_core_ed25519_scalar_mul(byte[] out, byte[] x, byte[] y);

    static native void crypto_core_ed25519_scalar_negate(byte[] out, byte[] x);

    static native int crypto_scalarmult_ed25519_base_noclamp(byte[] point, byte[] scalar);

    static native int crypto_scalarmult_ed25519_noclamp(byte[] product, byte[] scalar, byte[] point);

    static native int crypto_scalarmult_curve25519_base(byte[] publicKey, byte[] secretKey);

    static native int crypto_scalarmult_curve25519(byte[] shared, byte[] secretKey, byte[] publicKey);

    static native int crypto_box_easy(
            byte[] ciphertext, byte[] plaintext, long length, byte[] nonce, byte[] publicKey, byte[] secretKey);

    static native int crypto_box_open_easy(
            byte[] plaintext, byte[] ciphertext, long length, byte[] nonce, byte[] publicKey, byte[] secretKey);

    static native int crypto_secretbox_easy(byte[] ciphertext, byte[] plaintext, long length, byte[] nonce, byte[] key);

    static native int crypto_secretbox_open_easy(
            byte[] plaintext, byte[] ciphertext, long length, byte[] nonce, byte[] key);

    static native int crypto_generichash_blake2b_statebytes();

    static native int crypto_generichash_blake2b_init_salt_personal(
            Pointer state,
            byte @Nullable [] key,
            int keyLength,
            int outLength,
            byte @Nullable [] salt,
            byte @Nullable [] personal);

    static native int crypto_generichash_blake2b_update(Pointer state, byte[] in, long length);

    static native int crypto_generichash_blake2b_final(Pointer state, byte[] out, int outLength);

    static native int crypto_pwhash_argon2id(
            byte[] out,
            long outLength,
            byte[] password,
            long passwordLength,
            byte[] salt,
            long passes,
            Pointer memoryBytes,
            int algorithm);

    static native int crypto_secretstream_xchacha20poly1305_statebytes();

    static native int crypto_secretstream_xchacha20poly1305_init_pull(byte[] state, byte[] header, byte[] key);

    static native int crypto_secretstream_xchacha20poly1305_push(
            byte[] state,
            byte[] ciphertext,
            byte @Nullable [] ciphertextLength,
            byte[] message,
            long length,
            byte @Nullable [] associated,
            long associatedLength,
            int tag);

    static native int crypto_secretstream_xchacha20poly1305_pull(
            byte[] state,
            byte[] message,
            byte @Nullable [] messageLength,
            byte[] tag,
            byte[] ciphertext,
            long length,
            byte @Nullable [] associated,
            long associatedLength);

    static native int crypto_stream_xchacha20_xor(byte[] out, byte[] in, long length, byte[] nonce, byte[] key);

    static native void randombytes_buf_deterministic(byte[] out, int size, byte[] seed);

    static native int crypto_generichash_blake2b_salt_personal(
            byte[] out,
            int outLength,
            byte[] in,
            long length,
            byte @Nullable [] key,
            int keyLength,
            byte @Nullable [] salt,
            byte @Nullable [] personal);

    static native int crypto_aead_xchacha20poly1305_ietf_encrypt(
            byte[] ciphertext,
            byte @Nullable [] ciphertextLength,
            byte[] plaintext,
            long length,
            byte @Nullable [] associated,
            long associatedLength,
            byte @Nullable [] secretNonce,
            byte[] nonce,
            byte[] key);

    static native int crypto_aead_xchacha20poly1305_ietf_decrypt(
            byte[] plaintext,
            byte @Nullable [] plaintextLength,
            byte @Nullable [] secretNonce,
            byte[] ciphertext,
            long length,
            byte @Nullable [] associated,
            long associatedLength,
            byte[] nonce,
            byte[] key);

    /** In place: both pointers may be the same. */
    static native int crypto_aead_xchacha20poly1305_ietf_encrypt(
            Pointer ciphertext,
            byte @Nullable [] ciphertextLength,
            Pointer plaintext,
            long length,
            byte @Nullable [] associated,
            long associatedLength,
            byte @Nullable [] secretNonce,
            byte[] nonce,
            byte[] key);

    /** In place: both pointers may be the same. */
    static native int crypto_aead_xchacha20poly1305_ietf_decrypt(
            Pointer plaintext,
            byte @Nullable [] plaintextLength,
            byte @Nullable [] secretNonce,
            Pointer ciphertext,
            long length,
            byte @Nullable [] associated,
            long associatedLength,
            byte[] nonce,
            byte[] key);
}
