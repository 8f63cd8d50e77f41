package org.session4j.protocol.community;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.XEd25519;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.wire.MessagePadding;

/**
 * A message as it is posted in a room: a padded {@link Content} that everybody can read, and its author's signature
 * (services: messages and files; messages: the other encodings). The server does not verify, so readers must.
 *
 * @param data the content with its {@linkplain MessagePadding padding}
 * @param signature of the data by its author, 64 bytes
 */
public record RoomMessage(Bytes data, Bytes signature) {

    private static final int LAST = Crypto.ED25519_SIGNATURE - 1;
    private static final int SIGN_BIT = 0x80;

    /** Pads and signs a content. */
    public static RoomMessage encode(Content content, CommunityIdentity author) {
        byte[] data = PaddedContent.encode(content);
        return new RoomMessage(Bytes.of(data), Bytes.unsafeWrap(author.signMessage(data)));
    }

    /**
     * The content, if its author signed it.
     *
     * @param author the server's word
     * @throws SignatureException unless it is signed by the author
     * @throws MalformedDataException if there is no content in it
     */
    public Content decode(SessionId author, Crypto crypto) throws SignatureException, MalformedDataException {
        if (!isSignedBy(author, crypto)) {
            throw new SignatureException("the signature of the message is not its author's");
        }
        return PaddedContent.decode(data.toByteArray());
    }

    /**
     * Whether the signature is an author's; of no author if it has not 64 bytes.
     *
     * @param author a blinded id, whose key verifies, or a user's; nobody else can be an author
     */
    public boolean isSignedBy(SessionId author, Crypto crypto) {
        if (signature.length() != Crypto.ED25519_SIGNATURE) {
            return false;
        }
        return switch (author.kind()) {
            case BLINDED_15, BLINDED_25 ->
                crypto.ed25519Verify(signature.toByteArray(), data.toByteArray(), author.key());
            case STANDARD -> isSignedByUser(author, crypto);
            case GROUP, UNBLINDED, VERSION_BLINDED_07 -> false;
        };
    }

    /** Some signers do not negate their scalar but put the sign of their key where that of s would be. */
    private boolean isSignedByUser(SessionId author, Crypto crypto) {
        byte[] key = XEd25519.publicKey(author.x25519()).toByteArray();
        byte[] plain = signature.toByteArray();
        key[key.length - 1] |= (byte) (plain[LAST] & SIGN_BIT);
        plain[LAST] &= (byte) ~SIGN_BIT;
        return crypto.ed25519Verify(plain, data.toByteArray(), key);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "RoomMessage";
    }
}
