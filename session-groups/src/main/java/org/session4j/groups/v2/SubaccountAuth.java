package org.session4j.groups.v2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/**
 * What an invited member gets, to act in the swarm of a group (groups: members' swarm authentication). It is of use to that
 * member only, who signs requests with a key that is blinded for the group.
 *
 * <pre>
 * 0    4    03, flags, 00, 00
 * 4    32   blinding factor k, below the order L of the base point
 * 36   64   the group's signature over the first four bytes and the blinded key
 * </pre>
 */
public final class SubaccountAuth {

    /** In bytes. */
    public static final int LENGTH = 100;

    private static final int FACTOR = Subaccounts.PREFIX;
    private static final int SIGNATURE = FACTOR + Crypto.KEY;
    private static final int ANY_PREFIX = 8;

    /** Label of the hash of the member's seed that goes into the nonces. */
    private static final byte[] SEED_LABEL = "SubaccountSeed".getBytes(StandardCharsets.US_ASCII);

    /** Label of the hash that gives a nonce. */
    private static final byte[] NONCE_LABEL = "SubaccountSig".getBytes(StandardCharsets.US_ASCII);

    private static final int WIDE = 64;
    private static final byte SIGN_BIT = (byte) 0x80;

    private final Bytes bytes;

    private SubaccountAuth(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * Made by an admin for a member.
     *
     * @param member a user
     * @throws MalformedDataException if the member's id holds no point of prime order
     */
    public static SubaccountAuth issue(AdminKey admin, SessionId member, SubaccountAccess access)
            throws MalformedDataException {
        Bytes factor = Subaccounts.factor(admin, member);
        SubaccountToken token = SubaccountToken.of(admin, member, access);
        byte[] auth = new byte[LENGTH];
        Subaccounts.prefix(access).copyTo(auth, 0);
        factor.copyTo(auth, FACTOR);
        System.arraycopy(admin.sign(token.encode().toByteArray()), 0, auth, SIGNATURE, Crypto.ED25519_SIGNATURE);
        return new SubaccountAuth(Bytes.unsafeWrap(auth));
    }

    /** Reads 100 bytes; whether they are good for anything, {@link #verify} says. */
    public static SubaccountAuth decode(Bytes bytes) throws MalformedDataException {
        if (bytes.length() != LENGTH) {
            throw new MalformedDataException("auth data: expected 100 bytes, got " + bytes.length());
        }
        return new SubaccountAuth(bytes);
    }

    /** 100 bytes. */
    public Bytes encode() {
        return bytes;
    }

    /**
     * Checks, before an invitation is accepted, that the group made this for the member and that it allows enough.
     *
     * @param member a user
     * @throws MalformedDataException if it is for no kind of id that we know, or no key comes of it
     * @throws GroupException {@link Reason#NOT_ALLOWED} if it allows less than needed, {@link Reason#BAD_SIGNATURE} if the
     *     group did not make it, or for another member
     */
    public void verify(GroupId group, SessionId member, SubaccountAccess needed, Crypto crypto)
            throws MalformedDataException, GroupException {
        int flags = bytes.at(1);
        if (bytes.at(0) != Subaccounts.NETWORK && (flags & ANY_PREFIX) == 0) {
            throw new MalformedDataException("auth data: expected those of a group");
        }
        if ((flags & needed.flags()) != needed.flags()) {
            throw new GroupException(Reason.NOT_ALLOWED);
        }
        byte[] token = token(member, crypto).encode().toByteArray();
        if (!group.verifies(signature().toByteArray(), token, crypto)) {
            throw new GroupException(Reason.BAD_SIGNATURE);
        }
    }

    /**
     * Signs a request of the member.
     *
     * @param request the text that an ordinary request signs
     * @throws MalformedDataException if no key comes of this
     */
    public SubaccountSignature sign(byte[] request, Ed25519KeyPair member, Crypto crypto)
            throws MalformedDataException {
        SessionId id = SessionId.of(member.toX25519().publicKey());
        byte[] blindedKey = Subaccounts.blindedKey(factor(), id, crypto);
        byte[] seed = member.seed().exposeSecretBytes();
        byte[] secret = secretScalar(seed, member, crypto);
        byte[] blindedSecret = crypto.ed25519ScalarMul(Subaccounts.scalar(factor()), secret);
        byte[] nonce = nonce(seed, blindedKey, request, crypto);
        try {
            byte[] commitment = crypto.ed25519ScalarmultBaseNoclamp(nonce);
            byte[] challenge = crypto.ed25519ScalarReduce(sha512(commitment, blindedKey, request));
            byte[] s = crypto.ed25519ScalarAdd(nonce, crypto.ed25519ScalarMul(challenge, blindedSecret));
            Bytes signature = Bytes.unsafeWrap(Subaccounts.concatenate(Bytes.unsafeWrap(commitment), s));
            return new SubaccountSignature(SubaccountToken.of(prefix(), blindedKey), signature(), signature);
        } finally {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(blindedSecret, (byte) 0);
            Arrays.fill(nonce, (byte) 0);
        }
    }

    /** The secret of the member's key with sign bit 0. */
    private static byte[] secretScalar(byte[] seed, Ed25519KeyPair member, Crypto crypto) {
        byte[] scalar = crypto.ed25519SeedToX25519(seed);
        if ((member.publicKey().toByteArray()[Crypto.KEY - 1] & SIGN_BIT) == 0) {
            return scalar;
        }
        byte[] negated = crypto.ed25519ScalarNegate(scalar);
        Arrays.fill(scalar, (byte) 0);
        return negated;
    }

    /** r = BLAKE2b_64(BLAKE2b_32(seed) || blinded key || request) mod L. */
    private static byte[] nonce(byte[] seed, byte[] blindedKey, byte[] request, Crypto crypto) {
        byte[] seedHash = crypto.blake2b(Crypto.KEY, SEED_LABEL, null, seed);
        byte[] wide = crypto.blake2b(WIDE, NONCE_LABEL, null, seedHash, blindedKey, request);
        try {
            return crypto.ed25519ScalarReduce(wide);
        } finally {
            Arrays.fill(seedHash, (byte) 0);
            Arrays.fill(wide, (byte) 0);
        }
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every platform has SHA-512", e);
        }
    }

    private SubaccountToken token(SessionId member, Crypto crypto) throws MalformedDataException {
        return SubaccountToken.of(prefix(), Subaccounts.blindedKey(factor(), member, crypto));
    }

    private Bytes prefix() {
        return bytes.slice(0, FACTOR);
    }

    private Bytes factor() {
        return bytes.slice(FACTOR, SIGNATURE);
    }

    private Bytes signature() {
        return bytes.slice(SIGNATURE, LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubaccountAuth auth && bytes.equals(auth.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "SubaccountAuth";
    }
}
