package org.session4j.groups.senderkeys.legacy2020;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.session4j.groups.internal.OldPadding;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;
import org.session4j.protocol.wire.Envelope;

/**
 * A content under a message key: the layer within {@link CiphertextWrapper} (groups: encrypting). Nothing outside the
 * ciphertext is authenticated.
 *
 * @param ciphertext IV (12) | AES-256-GCM of the padded content | tag (16)
 * @param sender whose ratchet it is under, as somebody says who knows the group's key
 * @param keyIndex 1 to {@link Ratchet#MAX_INDEX}
 */
public record CiphertextMessage(Bytes ciphertext, SessionId sender, long keyIndex) {

    static final Schema<CiphertextMessage> SCHEMA = Schema.<CiphertextMessage>named("ClosedGroupCiphertextMessage")
            .required(1, "ciphertext", FieldType.BYTES, CiphertextMessage::ciphertext)
            .required(2, "senderPublicKey", FieldType.BYTES, message -> Bytes.unsafeWrap(message.sender.toByteArray()))
            .required(3, "keyIndex", FieldType.UINT32, CiphertextMessage::keyIndex)
            .build(row -> make(row.next(), row.next(), row.next()));

    /**
     * @throws IllegalArgumentException if the sender is no account, or the index out of range
     */
    public CiphertextMessage {
        Objects.requireNonNull(ciphertext, "ciphertext");
        if (sender.kind() != IdKind.STANDARD || keyIndex < 1 || keyIndex > Ratchet.MAX_INDEX) {
            throw new IllegalArgumentException("expected a sender of kind STANDARD and an index of 1 to 2^32 - 1");
        }
    }

    private static CiphertextMessage make(Bytes ciphertext, Bytes senderKey, Long keyIndex)
            throws MalformedDataException {
        SessionId sender = SessionId.decode(senderKey.toByteArray());
        if (sender.kind() != IdKind.STANDARD || keyIndex < 1) {
            throw new MalformedDataException("expected a sender of kind STANDARD and an index of 1 to 2^32 - 1");
        }
        return new CiphertextMessage(ciphertext, sender, keyIndex);
    }

    /** Pads and encrypts a content; draws 12 bytes for the IV. */
    public static CiphertextMessage seal(
            byte[] content, byte[] messageKey, SessionId sender, long keyIndex, SecureRandom random) {
        byte[] padded = OldPadding.pad(content);
        Bytes ciphertext = GcmBox.seal(padded, messageKey, random);
        Arrays.fill(padded, (byte) 0);
        return new CiphertextMessage(ciphertext, sender, keyIndex);
    }

    /** Decrypts and unpads the content. */
    public byte[] open(byte[] messageKey) throws MalformedDataException, DecryptionException {
        return OldPadding.unpad(GcmBox.open(ciphertext, messageKey));
    }

    /** The wire form. */
    public byte[] encode() {
        return SCHEMA.encode(this);
    }

    public static CiphertextMessage decode(byte[] bytes) throws MalformedDataException {
        return SCHEMA.decode(bytes, Envelope.MAX_LENGTH);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
