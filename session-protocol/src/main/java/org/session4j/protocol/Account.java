package org.session4j.protocol;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * An account: a seed and all that follows from it (messages: account keys and ids).
 *
 * <pre>
 * account seed    16 random bytes; 32 in old accounts
 * Ed25519 seed    the account seed with zero bytes behind it, up to 32
 * Ed25519 keys    of that seed, for signatures
 * X25519 keys     the same keys in Montgomery form, for encryption
 * Session ID      05 and the X25519 public key
 * </pre>
 *
 * <p>Thread-safe. {@link #close()} wipes the secrets; after it, what needs one throws {@link IllegalStateException}, while
 * ids and public keys stay readable.
 */
public final class Account implements AutoCloseable {

    /** Of a new account's seed, in bytes. */
    public static final int SEED_LENGTH = 16;

    /** Of the seed of an old account, in bytes. */
    public static final int LEGACY_SEED_LENGTH = 32;

    /** Key of the hash that gives the seed of the 07 id. */
    private static final byte[] VERSION_BLINDING_KEY = ascii("VersionCheckKey_sig");

    /** Key of the hash that gives the seed of the Session Pro key (messages: Session Pro fields). */
    private static final byte[] PRO_KEY = ascii("SessionProRandom");

    private final Crypto crypto;
    private final SecretBytes seed;
    private final Ed25519KeyPair ed25519;
    private final X25519KeyPair x25519;
    private final SessionId sessionId;

    private Account(byte[] seed, Crypto crypto) {
        if (seed.length != SEED_LENGTH && seed.length != LEGACY_SEED_LENGTH) {
            throw new IllegalArgumentException("account seed: expected 16 or 32 bytes, got " + seed.length);
        }
        this.crypto = crypto;
        this.seed = SecretBytes.of(seed);
        byte[] padded = Arrays.copyOf(seed, Crypto.ED25519_SEED);
        try {
            this.ed25519 = Ed25519KeyPair.ofSeed(padded, crypto);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
        this.x25519 = ed25519.toX25519();
        this.sessionId = SessionId.of(x25519.publicKey());
    }

    /** A new account from the platform's default randomness. */
    public static Account generate() {
        return generate(new SecureRandom());
    }

    /** A new account; draws 16 bytes. */
    public static Account generate(SecureRandom random) {
        return generate(random, Crypto.get());
    }

    /** A new account; draws 16 bytes. */
    public static Account generate(SecureRandom random, Crypto crypto) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        try {
            return new Account(seed, crypto);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** As {@link #ofSeed(byte[], Crypto)} with {@link Crypto#get()}. */
    public static Account ofSeed(byte[] seed) {
        return ofSeed(seed, Crypto.get());
    }

    /**
     * The account of a seed.
     *
     * @param seed 16 or 32 bytes, else {@link IllegalArgumentException}
     */
    public static Account ofSeed(byte[] seed, Crypto crypto) {
        return new Account(seed, crypto);
    }

    /** As {@link #of(RecoveryPhrase, Crypto)} with {@link Crypto#get()}. */
    public static Account of(RecoveryPhrase phrase) {
        return of(phrase, Crypto.get());
    }

    /**
     * The account of a phrase.
     *
     * @param phrase of 16 or 32 bytes, as every phrase read by the rule of the apps is
     */
    public static Account of(RecoveryPhrase phrase, Crypto crypto) {
        byte[] seed = phrase.seed().exposeSecretBytes();
        try {
            return new Account(seed, crypto);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    public SessionId sessionId() {
        return sessionId;
    }

    public Ed25519PublicKey ed25519PublicKey() {
        return ed25519.publicKey();
    }

    public X25519PublicKey x25519PublicKey() {
        return x25519.publicKey();
    }

    /** For signatures; wiped with the account. */
    public Ed25519KeyPair ed25519KeyPair() {
        return ed25519;
    }

    /** For encryption; wiped with the account. */
    public X25519KeyPair x25519KeyPair() {
        return x25519;
    }

    /** The account's Ed25519 signature, 64 bytes. */
    public byte[] sign(byte[] message) {
        return ed25519.sign(message);
    }

    /** 16 or 32 bytes, as the account was made. */
    public SecretBytes seed() {
        byte[] bytes = seed.exposeSecretBytes();
        try {
            return SecretBytes.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** In English, which every app reads. */
    public RecoveryPhrase recoveryPhrase() {
        return recoveryPhrase(PhraseLanguage.ENGLISH);
    }

    public RecoveryPhrase recoveryPhrase(PhraseLanguage language) {
        byte[] bytes = seed.exposeSecretBytes();
        try {
            return RecoveryPhrase.ofSeed(bytes, language);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The keys behind {@link #versionBlindedId()}. */
    public Ed25519KeyPair versionBlindedKeyPair() {
        return derive(VERSION_BLINDING_KEY);
    }

    /** The 07 id, under which the account is known to file and network servers only. */
    public SessionId versionBlindedId() {
        Ed25519KeyPair keys = versionBlindedKeyPair();
        keys.destroy();
        return SessionId.of(IdKind.VERSION_BLINDED_07, keys.publicKey().toByteArray());
    }

    /** Signs requests to the Session Pro backend, and nothing else. */
    public Ed25519KeyPair proKeyPair() {
        return derive(PRO_KEY);
    }

    /** The key pair of BLAKE2b_32(Ed25519 seed; key). */
    private Ed25519KeyPair derive(byte[] key) {
        byte[] source = ed25519.seed().exposeSecretBytes();
        byte[] derived = crypto.blake2b(Crypto.ED25519_SEED, key, null, source);
        try {
            return Ed25519KeyPair.ofSeed(derived, crypto);
        } finally {
            Arrays.fill(source, (byte) 0);
            Arrays.fill(derived, (byte) 0);
        }
    }

    /** The backend that this account computes with. */
    public Crypto crypto() {
        return crypto;
    }

    /** Wipes the secrets. Idempotent. */
    @Override
    public void close() {
        seed.destroy();
        ed25519.destroy();
        x25519.destroy();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "Account";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
