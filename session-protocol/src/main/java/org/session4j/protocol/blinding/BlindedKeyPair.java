package org.session4j.protocol.blinding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.internal.crypto.ScalarSignature;
import org.session4j.protocol.internal.crypto.Sha512;

/**
 * The keys behind an account's blinded id on a server (services: blinded identities). What it signs verifies as ordinary
 * Ed25519 under the key in the id.
 *
 * <p>Thread-safe. After {@link #destroy()} whatever needs the secret throws {@link IllegalStateException}.
 */
public final class BlindedKeyPair implements Destroyable {

    private static final int WIDE = 64;

    /** Key of the hash of the seed that goes into the nonces of 25. */
    private static final byte[] SEED_KEY_25 = ascii("SessCommBlind25_seed");

    /** Key of the hash that gives the nonces of 25. */
    private static final byte[] NONCE_KEY_25 = ascii("SessCommBlind25_sig");

    private final Crypto crypto;
    private final SessionId id;
    private final Bytes factor;
    private final SecretBytes scalar;

    /** 32 bytes that make nonces unpredictable. */
    private final SecretBytes nonceSecret;

    private BlindedKeyPair(IdKind kind, byte[] factor, byte[] scalar, byte[] nonceSecret, Crypto crypto) {
        this.crypto = crypto;
        this.id = SessionId.of(kind, crypto.ed25519ScalarmultBaseNoclamp(scalar));
        this.factor = Bytes.unsafeWrap(factor);
        this.scalar = SecretBytes.of(scalar);
        this.nonceSecret = SecretBytes.of(nonceSecret);
    }

    /** The 15 keys: the account's secret scalar times k. */
    public static BlindedKeyPair blind15(Ed25519KeyPair account, X25519PublicKey serverKey, Crypto crypto) {
        byte[] factor = ServerBlinding.of(serverKey, crypto).factor15().toByteArray();
        byte[] secretKey = expose(account.secretKey());
        byte[] expanded = Sha512.create().digest(secretKey);
        byte[] nonceSecret = Arrays.copyOfRange(expanded, Crypto.KEY, WIDE);
        try {
            return of(IdKind.BLINDED_15, factor, account.toX25519(), nonceSecret, crypto);
        } finally {
            wipe(secretKey, expanded, nonceSecret);
        }
    }

    /** The 25 keys: the account's secret scalar times k, or times −k where the sign bit of its Ed25519 key is set. */
    public static BlindedKeyPair blind25(Ed25519KeyPair account, X25519PublicKey serverKey, Crypto crypto) {
        X25519KeyPair converted = account.toX25519();
        SessionId user = SessionId.of(converted.publicKey());
        byte[] factor = ServerBlinding.of(serverKey, crypto).factor25(user).toByteArray();
        if (PointSign.isNegative(account.publicKey().toByteArray())) {
            factor = crypto.ed25519ScalarNegate(factor);
        }
        byte[] seed = expose(account.seed());
        byte[] nonceSecret = crypto.blake2b(Crypto.KEY, SEED_KEY_25, null, seed);
        try {
            return of(IdKind.BLINDED_25, factor, converted, nonceSecret, crypto);
        } finally {
            wipe(seed, nonceSecret);
        }
    }

    /**
     * @param account the account's keys, destroyed here
     */
    private static BlindedKeyPair of(
            IdKind kind, byte[] factor, X25519KeyPair account, byte[] nonceSecret, Crypto crypto) {
        byte[] secret = expose(account.secretKey());
        byte[] scalar = crypto.ed25519ScalarMul(factor, secret);
        try {
            return new BlindedKeyPair(kind, factor, scalar, nonceSecret, crypto);
        } finally {
            account.destroy();
            wipe(secret, scalar);
        }
    }

    /** The account's id on the server. */
    public SessionId id() {
        return id;
    }

    /** The key in the id. */
    public Ed25519PublicKey publicKey() {
        return Ed25519PublicKey.of(id.key());
    }

    /** By what the account's secret scalar was multiplied: k, or −k modulo L. For implementers. */
    public Bytes factor() {
        return factor;
    }

    /** The secret half, 32 bytes below L. For implementers. */
    public SecretBytes secretScalar() {
        byte[] copy = scalar.exposeSecretBytes();
        try {
            return SecretBytes.of(copy);
        } finally {
            wipe(copy);
        }
    }

    /** A detached signature, 64 bytes; the same one for the same message. */
    public byte[] sign(byte[] message) {
        byte[] secret = scalar.exposeSecretBytes();
        byte[] prefix = nonceSecret.exposeSecretBytes();
        byte[] publicKey = id.key();
        byte[] nonce = nonce(prefix, publicKey, message);
        try {
            return ScalarSignature.sign(message, secret, publicKey, nonce, crypto);
        } finally {
            wipe(secret, prefix, nonce);
        }
    }

    /** 64 bytes that are to be reduced modulo L. */
    private byte[] nonce(byte[] prefix, byte[] publicKey, byte[] message) {
        if (id.kind() == IdKind.BLINDED_25) {
            return crypto.blake2b(WIDE, NONCE_KEY_25, null, prefix, publicKey, message);
        }
        MessageDigest sha512 = Sha512.create();
        sha512.update(prefix);
        sha512.update(publicKey);
        return sha512.digest(message);
    }

    @Override
    public void destroy() {
        scalar.destroy();
        nonceSecret.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return scalar.isDestroyed();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "BlindedKeyPair";
    }

    /** The bytes, to be wiped by the caller; the copy they come from is wiped here. */
    private static byte[] expose(SecretBytes copy) {
        byte[] bytes = copy.exposeSecretBytes();
        copy.destroy();
        return bytes;
    }

    private static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
