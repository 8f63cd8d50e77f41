package org.session4j.swarm;

import java.util.Arrays;
import java.util.Base64;
import org.session4j.protocol.MalformedDataException;

/**
 * What lets a member of a group act on the group's mailboxes (storage server: signature check), 36 bytes:
 *
 * <pre>
 * offset  length
 *      0       1  prefix of the account, 03 for a group
 *      1       1  rights: 1 read, 2 write, 4 delete, 8 any prefix
 *      2       2  zero
 *      4      32  Ed25519 key of the member, blinded in groups
 * </pre>
 */
public final class SubaccountToken {

    /** In bytes. */
    public static final int LENGTH = 36;

    private static final int BASE64_LENGTH = 48;

    private final byte[] bytes;

    private SubaccountToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the 36 bytes as they are: what the rights mean is the node's to say. */
    public static SubaccountToken decode(byte[] bytes) throws MalformedDataException {
        if (bytes.length != LENGTH) {
            throw new MalformedDataException("subaccount token: expected 36 bytes, got " + bytes.length);
        }
        return new SubaccountToken(bytes.clone());
    }

    /** Reads the 48 characters of base64. */
    public static SubaccountToken parse(String base64) throws MalformedDataException {
        if (base64.length() != BASE64_LENGTH) {
            throw new MalformedDataException("subaccount token: expected 48 characters, got " + base64.length());
        }
        try {
            return decode(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("subaccount token: not base64", e);
        }
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubaccountToken token && Arrays.equals(bytes, token.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 48 characters of base64. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
