package org.session4j.protocol.v2;

import java.security.SecureRandom;
import java.util.Map;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.XEd25519;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.SignedDict;

/**
 * The current public keys of an account as it publishes them in namespace −21, signed so that a Session ID is enough to
 * verify them (messages: publishing).
 *
 * <pre>
 * M    ML-KEM-768 key, 1184 bytes
 * X    X25519 key, 32 bytes
 * ~    signature of {@link XEd25519} by the long-term key, 64 bytes, over all before
 * </pre>
 *
 * It carries no time and no number: an older record of the same account verifies as well as the newest. {@link PeerKeys}
 * notices one that comes back.
 */
public final class KeyRecord {

    /** Of the form that is written, in bytes; what is read may have more keys. */
    public static final int LENGTH = 1302;

    private static final Bytes MLKEM = Bytes.utf8("M");
    private static final Bytes X25519 = Bytes.utf8("X");
    private static final Bytes SIGNATURE = Bytes.utf8("~");

    private final HybridPublicKey keys;
    private final Bytes encoded;

    private KeyRecord(HybridPublicKey keys, Bytes encoded) {
        this.keys = keys;
        this.encoded = encoded;
    }

    /** Signs keys; draws 64 bytes for the nonce. */
    public static KeyRecord sign(HybridPublicKey keys, Ed25519KeyPair account, SecureRandom random, Crypto crypto) {
        byte[] body = body(keys);
        var longTerm = account.toX25519();
        try {
            return signed(keys, body, XEd25519.sign(body, longTerm, random, crypto));
        } finally {
            longTerm.destroy();
        }
    }

    /** Signs keys; equal input gives equal output. Verifiers see no difference. */
    public static KeyRecord signDeterministic(HybridPublicKey keys, Ed25519KeyPair account, Crypto crypto) {
        byte[] body = body(keys);
        return signed(keys, body, XEd25519.signDeterministic(body, account, crypto));
    }

    /**
     * Reads what an account has published, and verifies it.
     *
     * @param owner of kind 05
     * @throws MalformedDataException also for keys with which nothing can be encrypted
     * @throws SignatureException if it is not the owner's
     */
    public static KeyRecord decode(Bytes encoded, SessionId owner, Crypto crypto)
            throws MalformedDataException, SignatureException {
        if (owner.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("owner: expected an id of kind 05, got " + owner.kind());
        }
        SignedDict dict = SignedDict.decode(encoded, SIGNATURE);
        HybridPublicKey keys = HybridPublicKey.decode(
                dict.entries().require(X25519).asString(),
                dict.entries().require(MLKEM).asString());
        boolean good =
                XEd25519.verify(dict.signature().toByteArray(), dict.covered().toByteArray(), owner.x25519(), crypto);
        if (!good) {
            throw new SignatureException("the signature of the key record is bad");
        }
        keys.requireGoodPoint(crypto);
        return new KeyRecord(keys, encoded);
    }

    private static byte[] body(HybridPublicKey keys) {
        return SignedDict.body(Map.of(
                MLKEM, new BtString(Bytes.unsafeWrap(keys.mlkem768().toByteArray())),
                X25519, new BtString(Bytes.unsafeWrap(keys.x25519().toByteArray()))));
    }

    private static KeyRecord signed(HybridPublicKey keys, byte[] body, byte[] signature) {
        return new KeyRecord(keys, Bytes.unsafeWrap(SignedDict.close(SignedDict.append(body, SIGNATURE, signature))));
    }

    public HybridPublicKey keys() {
        return keys;
    }

    /** The form in the swarm, as it was read or made. */
    public Bytes encoded() {
        return encoded;
    }

    /** Names the class only: whose keys they are may be private. */
    @Override
    public String toString() {
        return "KeyRecord";
    }
}
