package org.session4j.protocol.devices;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;
import org.session4j.protocol.wire.SignedDict;

/**
 * What one device of an account writes for all of them, in namespace 21 (messages: group message). What is read here has a
 * good signature of the account.
 *
 * <pre>
 * ""   G
 * @    id of the group, encrypted, 8 bytes
 * A    ephemeral X25519 key
 * C    n ML-KEM ciphertexts of 1088 bytes; n is the number of recipients, rounded up to a multiple of four
 * K    n entries of 34 bytes, see {@link KeyWrapping}
 * X    X25519 half of the account's current key, for those who ask to be linked
 * d    XChaCha20-Poly1305 of the padded {@link DevicePayload}; nonce BLAKE2b-192( C ; key A ), "SessionDevDNonce"
 * k    may be absent: notices of 16 bytes, see {@link RemovalNotice}
 * ~    Ed25519 by the long-term key, 64 bytes, over all before
 * </pre>
 */
public final class DeviceGroupMessage {

    /** What stands under the empty key. */
    static final Bytes TYPE = Bytes.utf8("G");

    static final Bytes SIGNATURE = Bytes.utf8("~");

    private static final Bytes GROUP_ID = Bytes.utf8("@");
    private static final Bytes EPHEMERAL = Bytes.utf8("A");
    private static final Bytes CIPHERTEXTS = Bytes.utf8("C");
    private static final Bytes ENTRIES = Bytes.utf8("K");
    private static final Bytes LINK_KEY = Bytes.utf8("X");
    private static final Bytes ENCRYPTED = Bytes.utf8("d");
    private static final Bytes REMOVALS = Bytes.utf8("k");
    private static final byte[] NONCE_PERSONAL = "SessionDevDNonce".getBytes(StandardCharsets.US_ASCII);

    private final Bytes encryptedId;
    private final X25519PublicKey ephemeral;
    private final Bytes ciphertexts;
    private final Bytes entries;
    private final X25519PublicKey linkKey;
    private final Bytes encrypted;
    private final Bytes removals;
    private final Crypto crypto;

    private DeviceGroupMessage(SignedDict dict, Crypto crypto) throws MalformedDataException {
        if (!dict.entries().require(Bytes.empty()).asString().equals(TYPE)) {
            throw new MalformedDataException("no message of a device group");
        }
        this.crypto = crypto;
        encryptedId = DeviceGroupId.requireLength(string(dict, GROUP_ID));
        ephemeral = key(string(dict, EPHEMERAL));
        ciphertexts = string(dict, CIPHERTEXTS);
        entries = string(dict, ENTRIES);
        linkKey = key(string(dict, LINK_KEY));
        encrypted = string(dict, ENCRYPTED);
        Optional<BtValue> notices = dict.entries().get(REMOVALS);
        removals = notices.isPresent() ? notices.get().asString() : Bytes.empty();
        if (ciphertexts.length() % Crypto.MLKEM768_CIPHERTEXT != 0
                || entries.length() % KeyWrapping.ENTRY_LENGTH != 0
                || slots() != entries.length() / KeyWrapping.ENTRY_LENGTH) {
            throw new MalformedDataException("device group message: ciphertexts and entries do not fit to each other");
        }
        if (encrypted.length() <= Crypto.AEAD_TAG) {
            throw new MalformedDataException("device group message: no payload");
        }
    }

    private static Bytes string(SignedDict dict, Bytes key) throws MalformedDataException {
        return dict.entries().require(key).asString();
    }

    static X25519PublicKey key(Bytes bytes) throws MalformedDataException {
        if (bytes.length() != X25519PublicKey.LENGTH) {
            throw new MalformedDataException(
                    "X25519 key: expected " + X25519PublicKey.LENGTH + " bytes, got " + bytes.length());
        }
        return X25519PublicKey.of(bytes.toByteArray());
    }

    /**
     * Encrypts a payload to all devices that are registered in it, and signs it. Draws 32 bytes for the ephemeral key, 32
     * for the key of the payload, 32 for each recipient, and what hides how many there are.
     *
     * @param payload with at least one registered device and a current account key
     */
    public static Bytes seal(
            DeviceGroupId group, DevicePayload payload, Ed25519KeyPair account, SecureRandom random, Crypto crypto) {
        X25519PublicKey linkKey = payload.currentKey()
                .orElseThrow(() -> new IllegalArgumentException("payload: expected a current account key"))
                .publicKey()
                .x25519();
        X25519KeyPair ephemeral = X25519KeyPair.generate(random, crypto);
        byte[] key = new byte[Crypto.KEY];
        random.nextBytes(key);
        byte[] plaintext = payload.encodePadded();
        try (SealedSlots slots = SealedSlots.draw(payload.registered().values(), random, crypto)) {
            byte[] nonce = payloadNonce(slots.ciphertexts(), ephemeral.publicKey(), crypto);
            Bytes encrypted = Bytes.unsafeWrap(crypto.xchacha20Poly1305Encrypt(plaintext, nonce, key));
            KeyWrapping wrapping = KeyWrapping.of(ephemeral.publicKey(), encrypted, crypto);
            Map<Bytes, BtValue> dict = new TreeMap<>();
            put(dict, Bytes.empty(), TYPE);
            put(dict, GROUP_ID, group.encrypt(ephemeral.publicKey(), account, crypto));
            put(dict, EPHEMERAL, Bytes.unsafeWrap(ephemeral.publicKey().toByteArray()));
            put(dict, CIPHERTEXTS, slots.ciphertexts());
            put(dict, ENTRIES, slots.entries(key, wrapping, ephemeral, random, crypto));
            put(dict, LINK_KEY, Bytes.unsafeWrap(linkKey.toByteArray()));
            put(dict, ENCRYPTED, encrypted);
            List<DeviceId> removed = payload.removed();
            if (!removed.isEmpty()) {
                byte[] notices = RemovalNotice.list(removed, ephemeral.publicKey(), account, random, crypto);
                put(dict, REMOVALS, Bytes.unsafeWrap(notices));
            }
            byte[] body = SignedDict.body(dict);
            return Bytes.unsafeWrap(SignedDict.close(SignedDict.append(body, SIGNATURE, account.sign(body))));
        } finally {
            ephemeral.destroy();
            Arrays.fill(key, (byte) 0);
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static void put(Map<Bytes, BtValue> dict, Bytes key, Bytes value) {
        dict.put(key, new BtString(value));
    }

    /**
     * Reads a message and verifies that the account has signed it.
     *
     * @throws MalformedDataException also for what is no message of a device group
     * @throws SignatureException if somebody else wrote it
     */
    public static DeviceGroupMessage decode(Bytes encoded, Ed25519PublicKey account, Crypto crypto)
            throws MalformedDataException, SignatureException {
        SignedDict dict = SignedDict.decode(encoded, SIGNATURE);
        DeviceGroupMessage message = new DeviceGroupMessage(dict, crypto);
        requireSigned(dict, account, crypto);
        return message;
    }

    static void requireSigned(SignedDict dict, Ed25519PublicKey account, Crypto crypto) throws SignatureException {
        boolean good = crypto.ed25519Verify(
                dict.signature().toByteArray(), dict.covered().toByteArray(), account.toByteArray());
        if (!good) {
            throw new SignatureException("the signature is not that of the account");
        }
    }

    /**
     * Opens the payload with the keys of one device.
     *
     * @param own the current keys, and old ones that are kept
     * @throws DecryptionException if it is not for this device
     * @throws MalformedDataException if it opens to something else than a payload
     */
    public DevicePayload open(List<HybridKeyPair> own) throws DecryptionException, MalformedDataException {
        byte[] nonce = payloadNonce(ciphertexts, ephemeral, crypto);
        KeyWrapping wrapping = KeyWrapping.of(ephemeral, encrypted, crypto);
        for (int slot = 0; slot < slots(); slot++) {
            for (HybridKeyPair keys : own) {
                byte[] opened = openOrNull(wrapping.unwrap(keys, ciphertext(slot), entry(slot)), nonce);
                if (opened != null) {
                    try {
                        return DevicePayload.decode(opened, crypto);
                    } finally {
                        Arrays.fill(opened, (byte) 0);
                    }
                }
            }
        }
        throw new DecryptionException("the message is not for this device");
    }

    private byte @Nullable [] openOrNull(Optional<SecretBytes> unwrapped, byte[] nonce) {
        if (!unwrapped.isPresent()) {
            return null;
        }
        byte[] key = unwrapped.get().exposeSecretBytes();
        try {
            return crypto.xchacha20Poly1305Decrypt(encrypted.toByteArray(), nonce, key);
        } catch (DecryptionException e) {
            return null;
        } finally {
            unwrapped.get().destroy();
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] payloadNonce(Bytes ciphertexts, X25519PublicKey ephemeral, Crypto crypto) {
        return crypto.blake2b(
                Crypto.XCHACHA20_NONCE, ephemeral.toByteArray(), NONCE_PERSONAL, ciphertexts.toByteArray());
    }

    /** Which group it is of; whoever holds the account's seed can write any. */
    public DeviceGroupId groupId(Ed25519KeyPair account) {
        return DeviceGroupId.decrypt(encryptedId, ephemeral, account, crypto);
    }

    /** Whether it tells a device that it was removed. */
    public boolean removes(DeviceId device, Ed25519KeyPair account) {
        if (removals.length() % RemovalNotice.LENGTH != 0) {
            return false;
        }
        Bytes notice = RemovalNotice.of(device, ephemeral, account, crypto);
        for (int at = 0; at < removals.length(); at += RemovalNotice.LENGTH) {
            if (removals.slice(at, at + RemovalNotice.LENGTH).equals(notice)) {
                return true;
            }
        }
        return false;
    }

    /** To which a {@link LinkRequest} to this group is encrypted. */
    public X25519PublicKey linkKey() {
        return linkKey;
    }

    public X25519PublicKey ephemeralKey() {
        return ephemeral;
    }

    /** How many recipients it has room for. */
    public int slots() {
        return ciphertexts.length() / Crypto.MLKEM768_CIPHERTEXT;
    }

    /** How many removals it has room for. */
    public int notices() {
        return removals.length() / RemovalNotice.LENGTH;
    }

    /** The ML-KEM ciphertext of a slot, 1088 bytes. */
    public Bytes ciphertext(int slot) {
        int at = slot * Crypto.MLKEM768_CIPHERTEXT;
        return ciphertexts.slice(at, at + Crypto.MLKEM768_CIPHERTEXT);
    }

    /** The entry of a slot, see {@link KeyWrapping}. */
    public Bytes entry(int slot) {
        int at = slot * KeyWrapping.ENTRY_LENGTH;
        return entries.slice(at, at + KeyWrapping.ENTRY_LENGTH);
    }

    /** The encrypted payload and its tag. */
    public Bytes encryptedPayload() {
        return encrypted;
    }

    /** Shows the number of slots only. */
    @Override
    public String toString() {
        return "DeviceGroupMessage[" + slots() + "]";
    }
}
