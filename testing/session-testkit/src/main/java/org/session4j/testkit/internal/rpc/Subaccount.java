package org.session4j.testkit.internal.rpc;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.testkit.internal.wire.Base64Text;

/**
 * A token with which an account lets somebody else sign, 36 bytes: prefix, flags, two zeroes, Ed25519 key; and the
 * account's signature over it (storage server: signature check).
 */
record Subaccount(Bytes token, Bytes tokenSignature) {

    static final int TOKEN_LENGTH = 36;

    static final int READ = 1;
    static final int WRITE = 2;
    static final int DELETE = 4;
    static final int ANY_PREFIX = 8;

    /** The parameters {@code subaccount} and {@code subaccount_sig}; null if the former is absent or empty. */
    static @Nullable Subaccount parse(Params params) throws InvalidRequestException {
        String text = params.string("subaccount");
        String signature = params.string("subaccount_sig");
        if (text == null || text.isEmpty()) {
            return null;
        }
        Bytes token = token(text);
        if (token == null) {
            throw new InvalidRequestException("invalid subaccount: expected base64 or hex-encoded subaccount token");
        }
        if (signature == null || signature.isEmpty()) {
            throw new InvalidRequestException("invalid subaccount: subaccount_sig is required when using subaccount");
        }
        return new Subaccount(
                token, Credentials.signature(signature, "invalid subaccount signature: expected base64 encoded"));
    }

    /** 48 base64 characters or 72 hex digits; null if it is neither. */
    static @Nullable Bytes token(String text) {
        try {
            if (text.length() == 2 * TOKEN_LENGTH) {
                return Bytes.parseHex(text);
            }
        } catch (MalformedDataException notHex) {
            return null;
        }
        return text.length() == 48
                ? Base64Text.parse(text)
                        .map(Bytes::of)
                        .filter(token -> token.length() == TOKEN_LENGTH)
                        .orElse(null)
                : null;
    }

    /** Whether the token gives all of these rights for an account of that prefix. */
    boolean allows(byte prefix, int access) {
        int flags = token.at(1);
        return (token.at(0) == prefix || (flags & ANY_PREFIX) != 0) && (flags & access) == access;
    }
}
