package org.session4j.groups.v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.XEd25519;

/** How a member's key is blinded for a group (groups: members' swarm authentication). */
final class Subaccounts {

    /** Of tokens and auth data, in bytes. */
    static final int PREFIX = 4;

    /** First byte of a prefix: that of the ids of groups. */
    static final byte NETWORK = 0x03;

    private static final byte[] MASK_LABEL = "SessionGroupSubaccountMask".getBytes(StandardCharsets.US_ASCII);
    private static final int WIDE = 64;

    private Subaccounts() {}

    static Bytes prefix(SubaccountAccess access) {
        return Bytes.of(NETWORK, access.flags(), (byte) 0, (byte) 0);
    }

    /** k = BLAKE2b_64(member's id || group's id; mask) mod L. */
    static Bytes factor(AdminKey admin, SessionId member) {
        byte[] mask = admin.derive(Crypto.KEY, MASK_LABEL);
        try {
            Crypto crypto = admin.crypto();
            byte[] group = admin.groupId().sessionId().toByteArray();
            return Bytes.unsafeWrap(
                    crypto.ed25519ScalarReduce(crypto.blake2b(WIDE, mask, null, member.toByteArray(), group)));
        } finally {
            Arrays.fill(mask, (byte) 0);
        }
    }

    /**
     * k · T, where T is the Ed25519 key with sign bit 0 that belongs to the member's X25519 key.
     *
     * @throws MalformedDataException if that is no point of prime order, or the product is neutral
     */
    static byte[] blindedKey(Bytes factor, SessionId member, Crypto crypto) throws MalformedDataException {
        byte[] point = XEd25519.publicKey(member.x25519()).toByteArray();
        return crypto.ed25519ScalarmultNoclamp(scalar(factor), point);
    }

    /** The factor without its top bit, which libsodium does not look at. */
    static byte[] scalar(Bytes factor) {
        byte[] scalar = factor.toByteArray();
        scalar[scalar.length - 1] &= 0x7f;
        return scalar;
    }

    static byte[] concatenate(Bytes prefix, byte[] rest) {
        byte[] all = new byte[prefix.length() + rest.length];
        prefix.copyTo(all, 0);
        System.arraycopy(rest, 0, all, prefix.length(), rest.length);
        return all;
    }
}
