package org.session4j.groups.v2;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtReader;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;
import org.session4j.protocol.wire.Zstd;

/**
 * Compresses, signs, pads and encrypts what a member sends to a group (groups: group message).
 *
 * <pre>
 * nonce (24)
 * XChaCha20-Poly1305 under the group key
 * └ d  "" version 1   a author's Ed25519 key (32)   d data, or z data compressed   s signature (64)  e   zero bytes
 * </pre>
 *
 * The author signs the data as they stand there and the key of the group, so that nothing said in one group can be carried
 * to another. Thread-safe.
 */
public final class GroupCipher {

    /** The longest plaintext, in bytes. */
    public static final int MAX_PLAINTEXT = 1_000_000;

    private static final int PADDING = 256;
    private static final int NONCE = Crypto.XCHACHA20_NONCE;
    private static final int OVERHEAD = NONCE + Crypto.AEAD_TAG;
    private static final long VERSION = 1;

    private static final Bytes VERSION_KEY = Bytes.empty();
    private static final Bytes AUTHOR = Bytes.utf8("a");
    private static final Bytes DATA = Bytes.utf8("d");
    private static final Bytes SIGNATURE = Bytes.utf8("s");
    private static final Bytes COMPRESSED = Bytes.utf8("z");

    private final Crypto crypto;
    private final boolean compresses;
    private final int padding;

    private GroupCipher(Crypto crypto, boolean compresses, int padding) {
        this.crypto = crypto;
        this.compresses = compresses;
        this.padding = padding;
    }

    /** As the official apps encrypt. */
    public static GroupCipher of(Crypto crypto) {
        return new GroupCipher(crypto, true, PADDING);
    }

    /** One that compresses nothing, for implementers; everyone reads it. */
    public GroupCipher withoutCompression() {
        return new GroupCipher(crypto, false, padding);
    }

    /**
     * One that fills up to another length, for implementers; everyone reads it.
     *
     * @param multiple in bytes, 0 for none
     */
    public GroupCipher withPadding(int multiple) {
        if (multiple < 0) {
            throw new IllegalArgumentException("padding: expected at least 0, got " + multiple);
        }
        return new GroupCipher(crypto, compresses, multiple);
    }

    /**
     * What was decrypted and verified.
     *
     * @param author computed from the key of the signature
     */
    public record Opened(SessionId author, Ed25519PublicKey authorKey, Bytes plaintext) {}

    /**
     * Encrypts for everyone who has the key; draws 24 bytes.
     *
     * @param key 32 bytes
     * @throws GroupException {@link Reason#OVER_LIMIT} if the plaintext is longer than {@link #MAX_PLAINTEXT}
     */
    public Bytes encrypt(Bytes plaintext, Ed25519KeyPair author, GroupId group, SecretBytes key, SecureRandom random)
            throws GroupException {
        byte[] encoded = encode(plaintext, author, group);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = Arrays.copyOf(nonce, NONCE + encoded.length + Crypto.AEAD_TAG);
        System.arraycopy(encoded, 0, sealed, NONCE, encoded.length);
        byte[] secret = key.exposeSecretBytes();
        try {
            crypto.xchacha20Poly1305EncryptInPlace(sealed, NONCE, encoded.length, nonce, secret);
            return Bytes.unsafeWrap(sealed);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The padded dict. */
    private byte[] encode(Bytes plaintext, Ed25519KeyPair author, GroupId group) throws GroupException {
        if (plaintext.length() > MAX_PLAINTEXT) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
        Bytes compressed = compresses ? Bytes.unsafeWrap(Zstd.compress(plaintext.toByteArray())) : plaintext;
        boolean shorter = compressed.length() < plaintext.length();
        Bytes data = shorter ? compressed : plaintext;
        byte[] dict = BtDict.of(Map.of(
                        VERSION_KEY,
                        new BtInteger(VERSION),
                        AUTHOR,
                        new BtString(Bytes.unsafeWrap(author.publicKey().toByteArray())),
                        shorter ? COMPRESSED : DATA,
                        new BtString(data),
                        SIGNATURE,
                        new BtString(Bytes.unsafeWrap(author.sign(signed(data, group))))))
                .encode();
        int missing = padding == 0 ? 0 : Math.floorMod(-(OVERHEAD + dict.length), padding);
        return Arrays.copyOf(dict, dict.length + missing);
    }

    /**
     * Opens with whichever key fits.
     *
     * @param keys 32 bytes each, the likeliest first
     * @throws MalformedDataException if it is not of its form, or would decompress to more than {@link #MAX_PLAINTEXT}
     * @throws GroupException {@link Reason#UNKNOWN_KEY} if no key opens it, {@link Reason#UNSUPPORTED_VERSION},
     *     {@link Reason#BAD_SIGNATURE} if nobody signed it, or for another group
     */
    public Opened decrypt(Bytes stored, GroupId group, List<SecretBytes> keys)
            throws MalformedDataException, GroupException {
        if (stored.length() < OVERHEAD) {
            throw new MalformedDataException(
                    "group message: expected at least " + OVERHEAD + " bytes, got " + stored.length());
        }
        return verified(dict(open(stored, keys)), group);
    }

    private Bytes open(Bytes stored, List<SecretBytes> keys) throws GroupException {
        byte[] nonce = stored.slice(0, NONCE).toByteArray();
        byte[] sealed = stored.slice(NONCE, stored.length()).toByteArray();
        for (SecretBytes key : keys) {
            byte[] secret = key.exposeSecretBytes();
            try {
                return Bytes.unsafeWrap(crypto.xchacha20Poly1305Decrypt(sealed, nonce, secret));
            } catch (DecryptionException e) {
                continue;
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        }
        throw new GroupException(Reason.UNKNOWN_KEY);
    }

    /** What stands between the dict and the padding does not count, as long as it ends like a dict. */
    private static BtDict dict(Bytes padded) throws MalformedDataException {
        int end = padded.length();
        while (end > 0 && padded.at(end - 1) == 0) {
            end--;
        }
        if (end == 0 || padded.at(end - 1) != 'e') {
            throw new MalformedDataException("group message: expected a dict before the padding");
        }
        return BtReader.of(padded.slice(0, end), BtLeniency.LENIENT).readValue().asDict();
    }

    private Opened verified(BtDict dict, GroupId group) throws MalformedDataException, GroupException {
        if (!dict.get(VERSION_KEY).equals(Optional.of(new BtInteger(VERSION)))) {
            throw new GroupException(Reason.UNSUPPORTED_VERSION);
        }
        Optional<BtValue> plain = dict.get(DATA);
        Optional<BtValue> compressed = dict.get(COMPRESSED);
        if (plain.isPresent() == compressed.isPresent()) {
            throw new MalformedDataException("group message: expected either data or compressed data");
        }
        Bytes data = (plain.isPresent() ? plain.get() : compressed.get()).asString();
        if (data.isEmpty()) {
            throw new MalformedDataException("group message: expected data");
        }
        byte[] author = string(dict, AUTHOR, Crypto.KEY);
        byte[] signature = string(dict, SIGNATURE, Crypto.ED25519_SIGNATURE);
        if (!crypto.ed25519Verify(signature, signed(data, group), author)) {
            throw new GroupException(Reason.BAD_SIGNATURE);
        }
        SessionId authorId = SessionId.of(X25519PublicKey.of(crypto.ed25519PublicKeyToX25519(author)));
        Bytes plaintext = plain.isPresent() ? data : Bytes.unsafeWrap(Zstd.decompress(data, MAX_PLAINTEXT));
        return new Opened(authorId, Ed25519PublicKey.of(author), plaintext);
    }

    private static byte[] string(BtDict dict, Bytes key, int length) throws MalformedDataException {
        Bytes value = dict.require(key).asString();
        if (value.length() != length) {
            throw new MalformedDataException(
                    "group message: expected a value of " + length + " bytes, got " + value.length());
        }
        return value.toByteArray();
    }

    /** The data and the key of the group. */
    private static byte[] signed(Bytes data, GroupId group) {
        byte[] covered = new byte[data.length() + Crypto.KEY];
        data.copyTo(covered, 0);
        System.arraycopy(group.publicKey().toByteArray(), 0, covered, data.length(), Crypto.KEY);
        return covered;
    }
}
