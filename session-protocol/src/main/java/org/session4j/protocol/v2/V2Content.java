package org.session4j.protocol.v2;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;
import org.session4j.protocol.wire.SignedDict;

/**
 * What is encrypted in a message: its content, signed for one recipient (messages: inner dict). For implementers.
 *
 * <pre>
 * S    sender's Ed25519 key, 32 bytes
 * c    content
 * ~    Ed25519 by S, 64 bytes, over BLAKE2b-512 of all before; key: the recipient's id of 33 bytes, "SessionV2Message"
 * ~P   may be absent: 64 bytes by the key of Session Pro over all before; not verified here
 * </pre>
 *
 * The signature names the recipient, but neither the account key nor a time: who can open a message can encrypt the same
 * signed content again to another key of the same recipient.
 *
 * @param sender the id that belongs to the key of the signature: the only sender identity there is
 * @param senderKey the key of the signature
 * @param content as it was signed
 * @param proSignature 64 bytes that nobody has looked at, or null
 */
public record V2Content(
        SessionId sender,
        Ed25519PublicKey senderKey,
        Bytes content,
        @Nullable Bytes proSignature) {

    private static final Bytes SENDER = Bytes.utf8("S");
    private static final Bytes CONTENT = Bytes.utf8("c");
    private static final Bytes SIGNATURE = Bytes.utf8("~");
    private static final Bytes PRO_SIGNATURE = Bytes.utf8("~P");
    private static final byte[] PERSONAL = "SessionV2Message".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 64;

    /** Without content, its length in digits, and a signature for Session Pro. */
    private static final int OVERHEAD = 114;

    private static final int PRO_OVERHEAD = 71;

    /** Signs and encodes. */
    public static byte[] encode(
            byte[] content, Ed25519KeyPair sender, SessionId recipient, @Nullable Ed25519KeyPair pro, Crypto crypto) {
        byte[] body = SignedDict.body(Map.of(
                SENDER,
                new BtString(Bytes.unsafeWrap(sender.publicKey().toByteArray())),
                CONTENT,
                new BtString(Bytes.unsafeWrap(content))));
        byte[] signed = SignedDict.append(body, SIGNATURE, sender.sign(hash(body, recipient, crypto)));
        return SignedDict.close(pro == null ? signed : SignedDict.append(signed, PRO_SIGNATURE, pro.sign(signed)));
    }

    /** The length that {@link #encode} gives for so many bytes of content. */
    public static int encodedLength(int contentLength, boolean withPro) {
        return OVERHEAD + contentLength + Integer.toString(contentLength).length() + (withPro ? PRO_OVERHEAD : 0);
    }

    /**
     * Reads and verifies.
     *
     * @param encoded without padding
     * @throws SignatureException if the sender did not sign this for this recipient
     */
    public static V2Content decode(Bytes encoded, SessionId recipient, Crypto crypto)
            throws MalformedDataException, SignatureException {
        SignedDict dict = SignedDict.decode(encoded, SIGNATURE);
        Bytes senderKey = dict.entries().require(SENDER).asString();
        Bytes content = dict.entries().require(CONTENT).asString();
        BtValue pro = dict.behind().get(PRO_SIGNATURE).orElse(null);
        @Nullable Bytes proSignature = pro == null ? null : SignedDict.requireSignature(pro);
        if (senderKey.length() != Ed25519PublicKey.LENGTH) {
            throw new MalformedDataException(
                    "sender key: expected " + Ed25519PublicKey.LENGTH + " bytes, got " + senderKey.length());
        }
        byte[] key = senderKey.toByteArray();
        byte[] hash = hash(dict.covered().toByteArray(), recipient, crypto);
        if (!crypto.ed25519Verify(dict.signature().toByteArray(), hash, key)) {
            throw new SignatureException("the signature of the message is bad");
        }
        SessionId sender = SessionId.of(X25519PublicKey.of(crypto.ed25519PublicKeyToX25519(key)));
        return new V2Content(sender, Ed25519PublicKey.of(key), content, proSignature);
    }

    private static byte[] hash(byte[] body, SessionId recipient, Crypto crypto) {
        return crypto.blake2b(HASH, recipient.toByteArray(), PERSONAL, body);
    }

    /** Names the class only: who wrote what is private. */
    @Override
    public String toString() {
        return "V2Content";
    }
}
