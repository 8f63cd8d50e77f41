package org.session4j.protocol.devices;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.v2.AccountKey;
import org.session4j.protocol.v2.AccountKeys;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;
import org.session4j.protocol.wire.SignedDict;

/**
 * A device's wish to become one of the devices of its account, in namespace 21 (messages: link request). Encrypted to a key
 * that only members hold, and accepted only by a person who sees the same {@link #code} on both devices.
 *
 * <pre>
 * ""   L
 * E    ephemeral X25519 key
 * L    XChaCha20-Poly1305 of P; key (32) and nonce (24): BLAKE2b-448( X25519(e, X) | E | X ), "SessionDvGrpLink"
 * i    X[0:2] XOR BLAKE2b-16( E | S ; key X25519(e, S) ), "SessionDvGrpKISS"
 *
 * P: I device id, i record, ~ Ed25519 by the long-term key over all before
 * </pre>
 *
 * X is the group's link key, S the account's long-term X25519 key.
 */
public final class LinkRequest {

    static final Bytes TYPE = Bytes.utf8("L");

    private static final Bytes EPHEMERAL = Bytes.utf8("E");
    private static final Bytes ENCRYPTED = Bytes.utf8("L");
    private static final Bytes INDICATOR = Bytes.utf8("i");
    private static final Bytes DEVICE_ID = Bytes.utf8("I");
    private static final Bytes RECORD = Bytes.utf8("i");

    private static final byte[] KEY_PERSONAL = ascii("SessionDvGrpLink");
    private static final byte[] INDICATOR_PERSONAL = ascii("SessionDvGrpKISS");
    private static final byte[] CODE_PERSONAL = ascii("SessionLinkEmoji");
    private static final int INDICATOR_LENGTH = 2;
    private static final int CODE_PASSES = 2;
    private static final int CODE_KIB = 16 * 1024;

    private final DeviceId device;
    private final DeviceRecord record;
    private final Bytes plaintext;

    private LinkRequest(DeviceId device, DeviceRecord record, Bytes plaintext) {
        this.device = device;
        this.record = record;
        this.plaintext = plaintext;
    }

    /** The request of a device, signed but not yet sent. */
    public static LinkRequest of(DeviceId device, DeviceRecord record, Ed25519KeyPair account) {
        byte[] body = SignedDict.body(Map.of(DEVICE_ID, new BtString(device.value()), RECORD, record.toBt()));
        byte[] signed = SignedDict.append(body, DeviceGroupMessage.SIGNATURE, account.sign(body));
        return new LinkRequest(device, record, Bytes.unsafeWrap(SignedDict.close(signed)));
    }

    /**
     * Encrypts it to the members of a group; draws 32 bytes.
     *
     * @param linkKey from the group's newest {@link DeviceGroupMessage}
     * @param account the long-term key
     * @throws MalformedDataException if the link key is of small order
     */
    public Bytes seal(X25519PublicKey linkKey, X25519PublicKey account, SecureRandom random, Crypto crypto)
            throws MalformedDataException {
        X25519KeyPair ephemeral = X25519KeyPair.generate(random, crypto);
        byte[] longTerm = new byte[0];
        try (Secrets secrets = Secrets.agree(ephemeral, linkKey, ephemeral.publicKey(), linkKey, crypto)) {
            longTerm = ephemeral.agree(account, crypto);
            byte[] encrypted = crypto.xchacha20Poly1305Encrypt(plaintext.toByteArray(), secrets.nonce, secrets.key);
            Bytes indicator = masked(indicator(linkKey), ephemeral.publicKey(), account, longTerm, crypto);
            return Bytes.unsafeWrap(BtDict.of(Map.of(
                            Bytes.empty(),
                            new BtString(TYPE),
                            EPHEMERAL,
                            new BtString(Bytes.unsafeWrap(ephemeral.publicKey().toByteArray())),
                            ENCRYPTED,
                            new BtString(Bytes.unsafeWrap(encrypted)),
                            INDICATOR,
                            new BtString(indicator)))
                    .encode());
        } finally {
            ephemeral.destroy();
            Arrays.fill(longTerm, (byte) 0);
        }
    }

    /**
     * Opens a request as a member, with the account keys that are held.
     *
     * @param account the long-term key
     * @throws MalformedDataException also for what is no link request
     * @throws DecryptionException if it is not for this group
     * @throws SignatureException if the account did not sign it
     */
    public static LinkRequest open(Bytes encoded, Ed25519KeyPair account, AccountKeys keys, Crypto crypto)
            throws MalformedDataException, DecryptionException, SignatureException {
        BtDict dict = BtValue.decode(encoded).asDict();
        if (!dict.require(Bytes.empty()).asString().equals(TYPE)) {
            throw new MalformedDataException("no link request");
        }
        X25519PublicKey ephemeral =
                DeviceGroupMessage.key(dict.require(EPHEMERAL).asString());
        byte[] encrypted = dict.require(ENCRYPTED).asString().toByteArray();
        Bytes wanted = wanted(dict.require(INDICATOR).asString(), ephemeral, account, crypto);
        for (AccountKey key : keys.all()) {
            X25519PublicKey linkKey = key.publicKey().x25519();
            if (indicator(linkKey).equals(wanted)) {
                byte[] opened = openOrNull(encrypted, key.keyPair().x25519(), ephemeral, crypto);
                if (opened != null) {
                    return read(Bytes.unsafeWrap(opened), account, crypto);
                }
            }
        }
        throw new DecryptionException("the request is not for this group");
    }

    /** Null if another key has the same indicator. */
    private static byte @Nullable [] openOrNull(
            byte[] encrypted, X25519KeyPair linkKey, X25519PublicKey ephemeral, Crypto crypto)
            throws MalformedDataException {
        try (Secrets secrets = Secrets.agree(linkKey, ephemeral, ephemeral, linkKey.publicKey(), crypto)) {
            return crypto.xchacha20Poly1305Decrypt(encrypted, secrets.nonce, secrets.key);
        } catch (DecryptionException e) {
            return null;
        }
    }

    private static LinkRequest read(Bytes plaintext, Ed25519KeyPair account, Crypto crypto)
            throws MalformedDataException, SignatureException {
        SignedDict dict = SignedDict.decode(plaintext, DeviceGroupMessage.SIGNATURE);
        DeviceId device = DeviceId.decode(dict.entries().require(DEVICE_ID).asString());
        DeviceRecord record = DeviceRecord.ofBt(dict.entries().require(RECORD));
        DeviceGroupMessage.requireSigned(dict, account.publicKey(), crypto);
        return new LinkRequest(device, record, plaintext);
    }

    private static Bytes wanted(Bytes indicator, X25519PublicKey ephemeral, Ed25519KeyPair account, Crypto crypto)
            throws MalformedDataException {
        if (indicator.length() != INDICATOR_LENGTH) {
            throw new MalformedDataException(
                    "key indicator: expected " + INDICATOR_LENGTH + " bytes, got " + indicator.length());
        }
        X25519KeyPair longTerm = account.toX25519();
        byte[] shared = new byte[0];
        try {
            shared = longTerm.agree(ephemeral, crypto);
            return masked(indicator, ephemeral, longTerm.publicKey(), shared, crypto);
        } finally {
            longTerm.destroy();
            Arrays.fill(shared, (byte) 0);
        }
    }

    private static Bytes indicator(X25519PublicKey linkKey) {
        return Bytes.unsafeWrap(linkKey.toByteArray()).slice(0, INDICATOR_LENGTH);
    }

    private static Bytes masked(
            Bytes indicator, X25519PublicKey ephemeral, X25519PublicKey account, byte[] shared, Crypto crypto) {
        byte[] mask = crypto.blake2b(
                INDICATOR_LENGTH, shared, INDICATOR_PERSONAL, ephemeral.toByteArray(), account.toByteArray());
        for (int i = 0; i < mask.length; i++) {
            mask[i] ^= indicator.at(i);
        }
        return Bytes.unsafeWrap(mask);
    }

    /** What both devices show before the request is accepted. Takes 16 MiB and some milliseconds. */
    public EmojiCode code(Crypto crypto) {
        return EmojiCode.of(codeSeed(crypto).toByteArray());
    }

    /** What {@link #code} is made of, 16 bytes: Argon2id of P with {@link #codeSalt} as salt. For implementers. */
    public Bytes codeSeed(Crypto crypto) {
        return Bytes.unsafeWrap(crypto.pwhashArgon2id(
                EmojiCode.SEED_LENGTH, plaintext.toByteArray(), codeSalt(crypto).toByteArray(), CODE_PASSES, CODE_KIB));
    }

    /** BLAKE2b-128 of P with "SessionLinkEmoji". For implementers. */
    public Bytes codeSalt(Crypto crypto) {
        return Bytes.unsafeWrap(crypto.blake2b(EmojiCode.SEED_LENGTH, null, CODE_PERSONAL, plaintext.toByteArray()));
    }

    /** Who asks. */
    public DeviceId device() {
        return device;
    }

    /** What the device says of itself. */
    public DeviceRecord record() {
        return record;
    }

    /** P, as it was signed. */
    public Bytes plaintext() {
        return plaintext;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "LinkRequest";
    }

    /** Key and nonce of one request; closing wipes them. */
    private static final class Secrets implements AutoCloseable {

        private final byte[] key;
        private final byte[] nonce;

        private Secrets(byte[] expanded) {
            key = Arrays.copyOf(expanded, Crypto.KEY);
            nonce = Arrays.copyOfRange(expanded, Crypto.KEY, expanded.length);
        }

        static Secrets agree(
                X25519KeyPair own,
                X25519PublicKey other,
                X25519PublicKey ephemeral,
                X25519PublicKey linkKey,
                Crypto crypto)
                throws MalformedDataException {
            byte[] shared = own.agree(other, crypto);
            byte[] expanded = crypto.blake2b(
                    Crypto.KEY + Crypto.XCHACHA20_NONCE,
                    null,
                    KEY_PERSONAL,
                    shared,
                    ephemeral.toByteArray(),
                    linkKey.toByteArray());
            try {
                return new Secrets(expanded);
            } finally {
                Arrays.fill(shared, (byte) 0);
                Arrays.fill(expanded, (byte) 0);
            }
        }

        @Override
        public void close() {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(nonce, (byte) 0);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
