package org.session4j.groups.v2;

import java.util.Objects;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;

/**
 * The name of a subaccount, by which a swarm knows a member of a group without knowing who it is (groups: members' swarm
 * authentication).
 *
 * <pre>
 * 0   4    03, flags, 00, 00
 * 4   32   the member's key, blinded for the group: an Ed25519 key
 * </pre>
 */
public final class SubaccountToken {

    /** In bytes. */
    public static final int LENGTH = Subaccounts.PREFIX + Crypto.KEY;

    private final Bytes bytes;

    private SubaccountToken(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * The token of a member, to be revoked or allowed again.
     *
     * @param member a user
     * @throws MalformedDataException if the member's id holds no point of prime order
     */
    public static SubaccountToken of(AdminKey admin, SessionId member, SubaccountAccess access)
            throws MalformedDataException {
        Bytes factor = Subaccounts.factor(admin, member);
        return of(Subaccounts.prefix(access), Subaccounts.blindedKey(factor, member, admin.crypto()));
    }

    static SubaccountToken of(Bytes prefix, byte[] blindedKey) {
        return new SubaccountToken(Bytes.unsafeWrap(Subaccounts.concatenate(prefix, blindedKey)));
    }

    /** Reads 36 bytes. */
    public static SubaccountToken decode(Bytes bytes) throws MalformedDataException {
        if (bytes.length() != LENGTH) {
            throw new MalformedDataException("subaccount token: expected 36 bytes, got " + bytes.length());
        }
        return new SubaccountToken(bytes);
    }

    /** 36 bytes; requests carry them in base64. */
    public Bytes encode() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubaccountToken token && bytes.equals(token.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(bytes);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "SubaccountToken";
    }
}
