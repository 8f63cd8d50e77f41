package org.session4j.testkit.internal.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;

/**
 * The mailbox owner that a request names: a prefix byte, which may be any, and 32 bytes of key.
 *
 * @param id 66 lower-case hex digits
 * @param bytes the same, 33 bytes
 */
record Account(String id, Bytes bytes) {

    private static final int LENGTH = 33;
    private static final byte SESSION_PREFIX = 5;

    /** The parameter {@code pubkey}. */
    static Account parse(Params params) throws InvalidRequestException {
        return parse(params.require("pubkey", params.string("pubkey")), "Pubkey must be 66 hex digits (33 bytes) long");
    }

    /** The parameter {@code pubkey} or its alias {@code pubKey}. */
    static Account parseAliased(Params params, String complaint) throws InvalidRequestException {
        String plain = params.string("pubkey");
        String alias = params.string("pubKey");
        params.requireOneOf("pubkey", "pubKey");
        return parse(params.require("pubkey", plain != null ? plain : alias), complaint);
    }

    static Account parseAliased(Params params) throws InvalidRequestException {
        return parseAliased(params, "Pubkey must be 66 hex digits (33 bytes) long");
    }

    private static Account parse(String text, String complaint) throws InvalidRequestException {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        if (raw.length == LENGTH) {
            return new Account(Hex.format(raw), Bytes.of(raw));
        }
        try {
            if (raw.length == 2 * LENGTH) {
                return new Account(text.toLowerCase(Locale.ROOT), Bytes.parseHex(text));
            }
        } catch (MalformedDataException notHex) {
            throw new InvalidRequestException(complaint);
        }
        throw new InvalidRequestException(complaint);
    }

    byte prefix() {
        return bytes.at(0);
    }

    boolean isSession() {
        return prefix() == SESSION_PREFIX;
    }

    byte[] key() {
        return Arrays.copyOfRange(bytes.toByteArray(), 1, LENGTH);
    }
}
