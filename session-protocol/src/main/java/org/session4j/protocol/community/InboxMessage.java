package org.session4j.protocol.community;

import java.security.SecureRandom;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.blinding.BlindedMessage;
import org.session4j.protocol.blinding.BlindedMessageCipher;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.message.Content;

/**
 * A direct message between two members of a server's rooms, who know each other by blinded ids only; closed to the server
 * (services: direct messages through a community).
 *
 * @param sender the Session ID of its writer, whom the reader may answer without the server from now on
 * @param senderKey the key that both ids of the writer come from
 * @param content what it says
 */
public record InboxMessage(SessionId sender, Ed25519PublicKey senderKey, Content content) {

    /**
     * Pads a content and encrypts it for another blinded id; draws 24 bytes.
     *
     * @throws MalformedDataException if the recipient's id holds no point of prime order
     * @throws IllegalArgumentException if it is of another kind than the sender's
     */
    public static byte[] encode(Content content, SessionId recipient, BlindedMessageCipher sender, SecureRandom random)
            throws MalformedDataException {
        return sender.encrypt(PaddedContent.encode(content), recipient, random);
    }

    /**
     * Opens a message from an inbox, or from the outbox of what was sent.
     *
     * @param sender the server's word, which is checked
     * @param recipient the server's word, which is checked
     * @param own of the one of the two who reads
     * @throws MalformedDataException if it is not of its form, or the ids are not
     * @throws DecryptionException if it is from and to others, was changed, or its sender has another blinded id
     */
    public static InboxMessage decode(byte[] encrypted, SessionId sender, SessionId recipient, BlindedMessageCipher own)
            throws MalformedDataException, DecryptionException {
        BlindedMessage opened = own.decrypt(encrypted, sender, recipient);
        return new InboxMessage(
                opened.sender(),
                opened.senderKey(),
                PaddedContent.decode(opened.message().toByteArray()));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "InboxMessage";
    }
}
