package org.session4j.protocol.blinding;

import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.crypto.XEd25519;

/**
 * Which ids people have on one server (services: blinded identities).
 *
 * <pre>
 * 15   k · A      k = BLAKE2b_64( server key ) mod L                 A the account's Ed25519 key
 * 25   k · |A|    k = BLAKE2b_64( Session ID | server key ) mod L    |A| the one of A and −A with sign bit 0
 * </pre>
 *
 * A Session ID tells A but for its sign. So it leaves two possible 15 ids, which differ in the sign bit only, and one 25
 * id. Immutable, thread-safe.
 */
public final class ServerBlinding {

    private static final int WIDE = 64;

    private final X25519PublicKey serverKey;
    private final Crypto crypto;
    private final Bytes factor15;

    private ServerBlinding(X25519PublicKey serverKey, Crypto crypto) {
        this.serverKey = serverKey;
        this.crypto = crypto;
        this.factor15 = factor(serverKey.toByteArray());
    }

    /**
     * The ids on a server.
     *
     * @param serverKey as in the URLs of its rooms
     */
    public static ServerBlinding of(X25519PublicKey serverKey, Crypto crypto) {
        return new ServerBlinding(serverKey, crypto);
    }

    public X25519PublicKey serverKey() {
        return serverKey;
    }

    /** The k of all 15 ids, 32 bytes below L. For implementers. */
    public Bytes factor15() {
        return factor15;
    }

    /**
     * The k of a 25 id, 32 bytes below L. For implementers.
     *
     * @param user of kind {@link IdKind#STANDARD}, else {@link IllegalArgumentException}
     */
    public Bytes factor25(SessionId user) {
        requireUser(user);
        return factor(user.toByteArray(), serverKey.toByteArray());
    }

    private Bytes factor(byte[]... parts) {
        return Bytes.unsafeWrap(crypto.ed25519ScalarReduce(crypto.blake2b(WIDE, null, null, parts)));
    }

    /**
     * The two 15 ids of which one is a user's; first the one of a user whose Ed25519 key has the sign bit 0.
     *
     * @param user of kind {@link IdKind#STANDARD}, else {@link IllegalArgumentException}
     * @throws MalformedDataException if the id holds no key, or one of small order
     */
    public List<SessionId> possibleIds15(SessionId user) throws MalformedDataException {
        byte[] point = multiply(factor15, positiveKey(user));
        return List.of(
                SessionId.of(IdKind.BLINDED_15, point), SessionId.of(IdKind.BLINDED_15, PointSign.negate(point)));
    }

    /**
     * The 15 id of an account.
     *
     * @throws MalformedDataException if the key is no point, or of small order
     */
    public SessionId id15(Ed25519PublicKey account) throws MalformedDataException {
        return SessionId.of(IdKind.BLINDED_15, multiply(factor15, account.toByteArray()));
    }

    /**
     * The 25 id of a user.
     *
     * @param user of kind {@link IdKind#STANDARD}, else {@link IllegalArgumentException}
     * @throws MalformedDataException if the id holds no key, or one of small order
     */
    public SessionId id25(SessionId user) throws MalformedDataException {
        return SessionId.of(IdKind.BLINDED_25, multiply(factor25(user), positiveKey(user)));
    }

    /**
     * Whether a blinded id can be a user's here.
     *
     * @param user of kind {@link IdKind#STANDARD}, else {@link IllegalArgumentException}
     * @param blinded of kind {@link IdKind#BLINDED_15} or {@link IdKind#BLINDED_25}, else {@link IllegalArgumentException}
     * @throws MalformedDataException if the user's id holds no key, or one of small order
     */
    public boolean matches(SessionId user, SessionId blinded) throws MalformedDataException {
        requireBlinded(blinded);
        return blinded.kind() == IdKind.BLINDED_15
                ? possibleIds15(user).contains(blinded)
                : id25(user).equals(blinded);
    }

    /**
     * By what a table of the known people of a server finds a blinded id: both 15 ids of {@link #possibleIds15} have one
     * such form, the first of them with its sign bit cleared.
     *
     * @param blinded of kind {@link IdKind#BLINDED_15} or {@link IdKind#BLINDED_25}, else {@link IllegalArgumentException}
     */
    public static SessionId indexForm(SessionId blinded) {
        requireBlinded(blinded);
        return blinded.kind() == IdKind.BLINDED_15
                ? SessionId.of(IdKind.BLINDED_15, PointSign.positive(blinded.key()))
                : blinded;
    }

    private byte[] multiply(Bytes factor, byte[] point) throws MalformedDataException {
        return crypto.ed25519ScalarmultNoclamp(factor.toByteArray(), point);
    }

    private static byte[] positiveKey(SessionId user) {
        requireUser(user);
        return XEd25519.publicKey(user.x25519()).toByteArray();
    }

    private static void requireUser(SessionId user) {
        if (user.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("user: expected kind STANDARD, got " + user.kind());
        }
    }

    private static void requireBlinded(SessionId blinded) {
        if (blinded.kind() != IdKind.BLINDED_15 && blinded.kind() != IdKind.BLINDED_25) {
            throw new IllegalArgumentException(
                    "blinded: expected kind BLINDED_15 or BLINDED_25, got " + blinded.kind());
        }
    }

    /** Names the class only: where people meet is private. */
    @Override
    public String toString() {
        return "ServerBlinding";
    }
}
