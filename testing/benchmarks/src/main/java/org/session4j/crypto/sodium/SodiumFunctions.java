package org.session4j.crypto.sodium;

import org.session4j.protocol.crypto.CryptoUnavailableException;

/** Opens the adapter's own binding of libsodium to the benchmarks, which time the bare functions as the floor. */
public final class SodiumFunctions {

    private SodiumFunctions() {}

    public static void load() throws CryptoUnavailableException {
        Sodium.load();
    }

    public static void seedKeypair(byte[] publicKey, byte[] secretKey, byte[] seed) {
        require(Sodium.crypto_sign_ed25519_seed_keypair(publicKey, secretKey, seed));
    }

    public static void sign(byte[] signature, byte[] message, byte[] secretKey) {
        require(Sodium.crypto_sign_ed25519_detached(signature, null, message, message.length, secretKey));
    }

    public static void verify(byte[] signature, byte[] message, byte[] publicKey) {
        require(Sodium.crypto_sign_ed25519_verify_detached(signature, message, message.length, publicKey));
    }

    public static void publicKeyToX25519(byte[] x25519, byte[] ed25519) {
        require(Sodium.crypto_sign_ed25519_pk_to_curve25519(x25519, ed25519));
    }

    public static void x25519Base(byte[] publicKey, byte[] secretKey) {
        require(Sodium.crypto_scalarmult_curve25519_base(publicKey, secretKey));
    }

    public static void x25519(byte[] shared, byte[] secretKey, byte[] publicKey) {
        require(Sodium.crypto_scalarmult_curve25519(shared, secretKey, publicKey));
    }

    public static void blake2b(byte[] out, byte[] in) {
        require(Sodium.crypto_generichash_blake2b_salt_personal(out, out.length, in, in.length, null, 0, null, null));
    }

    public static void box(byte[] ciphertext, byte[] plaintext, byte[] nonce, byte[] publicKey, byte[] secretKey) {
        require(Sodium.crypto_box_easy(ciphertext, plaintext, plaintext.length, nonce, publicKey, secretKey));
    }

    public static void openBox(byte[] plaintext, byte[] ciphertext, byte[] nonce, byte[] publicKey, byte[] secretKey) {
        require(Sodium.crypto_box_open_easy(plaintext, ciphertext, ciphertext.length, nonce, publicKey, secretKey));
    }

    public static void xchacha20Encrypt(byte[] ciphertext, byte[] plaintext, byte[] nonce, byte[] key) {
        require(Sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
                ciphertext, null, plaintext, plaintext.length, null, 0, null, nonce, key));
    }

    public static void xchacha20Decrypt(byte[] plaintext, byte[] ciphertext, byte[] nonce, byte[] key) {
        require(Sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                plaintext, null, null, ciphertext, ciphertext.length, null, 0, nonce, key));
    }

    /** The state of a stream at its beginning. */
    public static byte[] secretstream(byte[] header, byte[] key) {
        byte[] state = new byte[Sodium.crypto_secretstream_xchacha20poly1305_statebytes()];
        require(Sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key));
        return state;
    }

    public static void secretstreamPush(byte[] state, byte[] ciphertext, byte[] message, int tag) {
        require(Sodium.crypto_secretstream_xchacha20poly1305_push(
                state, ciphertext, null, message, message.length, null, 0, tag));
    }

    public static void secretstreamPull(byte[] state, byte[] message, byte[] tag, byte[] ciphertext) {
        require(Sodium.crypto_secretstream_xchacha20poly1305_pull(
                state, message, null, tag, ciphertext, ciphertext.length, null, 0));
    }

    private static void require(int result) {
        if (result != 0) {
            throw new IllegalStateException("libsodium refused what the benchmark prepared");
        }
    }
}
