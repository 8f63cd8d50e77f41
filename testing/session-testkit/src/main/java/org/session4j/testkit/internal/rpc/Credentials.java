package org.session4j.testkit.internal.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.internal.storage.Revocations;
import org.session4j.testkit.internal.wire.Base64Text;

/**
 * Who signed a request, and the signature (storage server: signature check).
 *
 * @param ed25519 given with an 05 account whose own key is X25519
 */
record Credentials(
        Account account,
        @Nullable Bytes ed25519,
        Bytes signature,
        @Nullable Subaccount subaccount) {

    private static final int KEY = 32;
    private static final int SIGNATURE = 64;

    /** Reads {@code pubkey_ed25519}, {@code signature}, {@code subaccount} and {@code subaccount_sig}. */
    static Credentials parse(Account account, Params params) throws InvalidRequestException {
        return parse(account, params, Subaccount.parse(params));
    }

    /** The same for methods that only the account itself may use; a subaccount is ignored. */
    static Credentials parseOwner(Account account, Params params) throws InvalidRequestException {
        return parse(account, params, null);
    }

    private static Credentials parse(Account account, Params params, @Nullable Subaccount subaccount)
            throws InvalidRequestException {
        String ed25519 = params.string("pubkey_ed25519");
        Bytes key = ed25519 == null ? null : ed25519(account, ed25519);
        String signature = params.require("signature", params.string("signature"));
        return new Credentials(
                account, key, signature(signature, "invalid signature: expected base64 encoded"), subaccount);
    }

    private static Bytes ed25519(Account account, String text) throws InvalidRequestException {
        if (!account.isSession()) {
            throw new InvalidRequestException("pubkey_ed25519 is only permitted for 05[...] pubkeys");
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        if (raw.length == KEY) {
            return Bytes.of(raw);
        }
        if (raw.length != 2 * KEY) {
            throw new InvalidRequestException("Invalid pubkey_ed25519: expected 64 hex char or 32 byte pubkey");
        }
        try {
            return Bytes.parseHex(text);
        } catch (MalformedDataException notHex) {
            throw new InvalidRequestException("invalid pubkey_ed25519: value is not hex");
        }
    }

    /** 86 base64 characters, or 88 with padding. */
    static Bytes signature(String text, String complaint) throws InvalidRequestException {
        boolean rightLength = text.length() == 86 || (text.length() == 88 && text.endsWith("=="));
        return Base64Text.parse(text)
                .filter(bytes -> rightLength && bytes.length == SIGNATURE)
                .map(Bytes::of)
                .orElseThrow(() -> new InvalidRequestException(complaint + " Ed25519 signature"));
    }

    boolean hasDeleteAccess() {
        return subaccount == null || (subaccount.token().at(1) & Subaccount.DELETE) != 0;
    }

    /**
     * Whether the signature is good.
     *
     * @param access rights that a subaccount needs
     * @param revocations of the node; null where revoked tokens are still taken
     */
    boolean verify(Crypto crypto, String message, int access, @Nullable Revocations revocations) {
        return verify(crypto, message.getBytes(StandardCharsets.UTF_8), access, revocations);
    }

    boolean verify(Crypto crypto, byte[] message, int access, @Nullable Revocations revocations) {
        byte[] master = account.key();
        if (account.isSession() && ed25519 != null) {
            master = ed25519.toByteArray();
            if (!belongs(crypto, master)) {
                return false;
            }
        }
        if (subaccount == null) {
            return crypto.ed25519Verify(signature.toByteArray(), message, master);
        }
        byte[] token = subaccount.token().toByteArray();
        if ((revocations != null && revocations.contains(account.id(), subaccount.token()))
                || !subaccount.allows(account.prefix(), access)
                || !crypto.ed25519Verify(subaccount.tokenSignature().toByteArray(), token, master)) {
            return false;
        }
        byte[] subKey = Arrays.copyOfRange(token, Subaccount.TOKEN_LENGTH - KEY, Subaccount.TOKEN_LENGTH);
        return crypto.ed25519Verify(signature.toByteArray(), message, subKey);
    }

    private boolean belongs(Crypto crypto, byte[] key) {
        try {
            return Arrays.equals(crypto.ed25519PublicKeyToX25519(key), account.key());
        } catch (MalformedDataException badPoint) {
            return false;
        }
    }
}
