package org.session4j.groups.senderkeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519Verifier;
import org.session4j.protocol.internal.cipher.AesCbc;
import org.session4j.protocol.internal.cipher.HmacSha256;

/**
 * A message of the group (groups: modern profile for sender keys).
 *
 * <pre>
 * offset  length  what
 * 0       1       0x11: a message, version 1
 * 1       16      distribution id
 * 17      4       chain id
 * 21      4       iteration
 * 25      n       AES-256-CBC of the content with PKCS #7 padding, a multiple of 16
 * 25 + n  32      HMAC-SHA-256 of the message's {@link ChainContext} and the ciphertext
 * 57 + n  64      Ed25519 by the chain's signing key over the same and the HMAC
 * </pre>
 *
 * Cipher key (32), HMAC key (32) and IV (16) are the 80 bytes of HKDF-Expand (SHA-256) of the message key with the info
 * "session4j sender key cipher 1"; a message key is a pseudorandom key already, so nothing is extracted (RFC 5869, 3.3). A
 * key is used once, so that its IV needs no randomness. The HMAC also commits to the key: no message opens to two texts.
 */
final class MessageCodec {

    /** The longest content, in bytes: together with its envelope it fits into a group message of 1,000,000. */
    static final int MAX_CONTENT = 999_000;

    static final int HEADER = 25;
    static final int MAX_OVERHEAD = HEADER + AesCbc.BLOCK + HmacSha256.LENGTH + Crypto.ED25519_SIGNATURE;

    private static final byte KIND = 0x11;
    private static final int CHAIN_ID_AT = 17;
    private static final int ITERATION_AT = 21;

    private static final byte[] INFO = "session4j sender key cipher 1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG = HmacSha256.LENGTH;

    private final byte[] message;

    private MessageCodec(byte[] message) {
        this.message = message;
    }

    /**
     * Reads the header.
     *
     * @throws GroupException {@link Reason#UNSUPPORTED_VERSION}, {@link Reason#OVER_LIMIT}
     */
    static MessageCodec parse(Bytes message) throws MalformedDataException, GroupException {
        if (message.length() < MAX_OVERHEAD) {
            throw new MalformedDataException(
                    "sender-key message: expected at least " + MAX_OVERHEAD + " bytes, got " + message.length());
        }
        if (message.at(0) != KIND) {
            throw new GroupException(Reason.UNSUPPORTED_VERSION);
        }
        if (message.length() > MAX_CONTENT + MAX_OVERHEAD) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
        return new MessageCodec(message.toByteArray());
    }

    DistributionId distributionId() {
        return DistributionId.of(Arrays.copyOfRange(message, 1, CHAIN_ID_AT));
    }

    long chainId() {
        return number(CHAIN_ID_AT);
    }

    long iteration() {
        return number(ITERATION_AT);
    }

    private long number(int offset) {
        long value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = (value << Byte.SIZE) | (message[offset + i] & 0xff);
        }
        return value;
    }

    /** The message of a content under the chain's next key. */
    static Bytes seal(byte[] content, ChainContext context, OwnChain chain, byte[] messageKey) {
        Keys keys = Keys.derive(messageKey);
        byte[] covered = context.at(chain.ratchet().next(), AesCbc.encryptedLength(content.length) + TAG);
        AesCbc.encrypt(content, keys.iv, keys.cipher, covered, ChainContext.LENGTH);
        byte[] tag = HmacSha256.ofFirst(keys.mac, covered, covered.length - TAG);
        System.arraycopy(tag, 0, covered, covered.length - TAG, TAG);
        keys.wipe();
        byte[] signature = chain.signingKey().sign(covered);

        // The context ends as the header does: distribution id, chain id, iteration.
        int shared = ChainContext.LENGTH - HEADER + 1;
        byte[] out = new byte[1 + covered.length - shared + signature.length];
        out[0] = KIND;
        System.arraycopy(covered, shared, out, 1, covered.length - shared);
        System.arraycopy(signature, 0, out, out.length - signature.length, signature.length);
        return Bytes.unsafeWrap(out);
    }

    void requireSigned(ChainContext context, Ed25519Verifier verifier) throws GroupException {
        requireSigned(covered(context), verifier);
    }

    /** Context and ciphertext, if the signature over them is good. */
    byte[] verified(ChainContext context, Ed25519Verifier verifier) throws GroupException {
        byte[] covered = covered(context);
        requireSigned(covered, verifier);
        return covered;
    }

    private byte[] covered(ChainContext context) {
        int sealed = message.length - HEADER - Crypto.ED25519_SIGNATURE;
        byte[] covered = context.at(iteration(), sealed);
        System.arraycopy(message, HEADER, covered, ChainContext.LENGTH, sealed);
        return covered;
    }

    private void requireSigned(byte[] covered, Ed25519Verifier verifier) throws GroupException {
        byte[] signature = Arrays.copyOfRange(message, message.length - Crypto.ED25519_SIGNATURE, message.length);
        if (!verifier.verify(signature, covered)) {
            throw new GroupException(Reason.BAD_SIGNATURE);
        }
    }

    /** The content of what {@link #verified} gave. */
    static Bytes open(byte[] covered, byte[] messageKey) throws GroupException {
        Keys keys = Keys.derive(messageKey);
        int end = covered.length - TAG;
        byte[] tag = Arrays.copyOfRange(covered, end, covered.length);
        try {
            if (!MessageDigest.isEqual(tag, HmacSha256.ofFirst(keys.mac, covered, end))) {
                throw new GroupException(Reason.NOT_FOR_US);
            }
            int length = end - ChainContext.LENGTH;
            return Bytes.unsafeWrap(AesCbc.decrypt(covered, ChainContext.LENGTH, length, keys.iv, keys.cipher));
        } catch (DecryptionException e) {
            throw new GroupException(Reason.NOT_FOR_US);
        } finally {
            keys.wipe();
        }
    }

    /** What encrypts and authenticates one message. */
    private static final class Keys {

        private final byte[] cipher;
        private final byte[] mac;
        private final byte[] iv;

        private Keys(byte[] cipher, byte[] mac, byte[] iv) {
            this.cipher = cipher;
            this.mac = mac;
            this.iv = iv;
        }

        static Keys derive(byte[] messageKey) {
            Mac expand = HmacSha256.keyed(messageKey);
            byte[] first = block(expand, new byte[0], 1);
            byte[] second = block(expand, first, 2);
            byte[] third = block(expand, second, 3);
            byte[] iv = Arrays.copyOf(third, AesCbc.BLOCK);
            Arrays.fill(third, (byte) 0);
            return new Keys(first, second, iv);
        }

        private static byte[] block(Mac expand, byte[] before, int number) {
            expand.update(before);
            expand.update(INFO);
            expand.update((byte) number);
            return expand.doFinal();
        }

        void wipe() {
            Arrays.fill(cipher, (byte) 0);
            Arrays.fill(mac, (byte) 0);
            Arrays.fill(iv, (byte) 0);
        }
    }

    /** How long a chain lasts. */
    static boolean isExhausted(OwnChain chain) {
        return chain.ratchet().next() > HashRatchet.MAX_INDEX;
    }
}
