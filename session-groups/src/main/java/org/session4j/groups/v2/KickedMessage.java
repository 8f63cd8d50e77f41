package org.session4j.groups.v2;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Tells members that they were removed, where their revoked tokens still read (groups: kicked messages). An entry holds the
 * member's own key and the generation of the group key at that time; nobody but the group can make one.
 */
public final class KickedMessage {

    private static final String DOMAIN = "SessionGroupKickedMessage";

    /** No generation has more digits. */
    private static final int MAX_DIGITS = 19;

    private KickedMessage() {}

    /**
     * The bytes to store; draws 24 bytes.
     *
     * @param removed users, at least one
     * @param generation the present one, {@link GroupKeys#generation()}
     * @throws MalformedDataException if the id of a member holds a key of small order
     */
    public static Bytes encode(AdminKey admin, List<SessionId> removed, long generation, SecureRandom random)
            throws MalformedDataException {
        List<X25519PublicKey> recipients = new ArrayList<>();
        List<Bytes> texts = new ArrayList<>();
        for (SessionId member : removed) {
            recipients.add(member.x25519());
            texts.add(text(member.key(), generation));
        }
        X25519KeyPair group = admin.toX25519();
        try {
            return MultiRecipientCipher.of(DOMAIN, admin.crypto())
                    .encrypt(texts, group, recipients, random)
                    .encode();
        } finally {
            group.destroy();
        }
    }

    private static Bytes text(byte[] key, long generation) {
        byte[] digits = Long.toString(generation).getBytes(StandardCharsets.US_ASCII);
        byte[] text = new byte[key.length + digits.length];
        System.arraycopy(key, 0, text, 0, key.length);
        System.arraycopy(digits, 0, text, key.length, digits.length);
        return Bytes.unsafeWrap(text);
    }

    /**
     * The generation at which a member was removed. It counts if it is not below the member's own; a smaller one is from
     * an earlier membership.
     *
     * @param member the key pair of the account
     * @throws GroupException {@link Reason#NOT_FOR_US} if it is about others
     * @throws MalformedDataException if it is not of its form
     */
    public static long decode(Bytes stored, GroupId group, X25519KeyPair member, Crypto crypto)
            throws GroupException, MalformedDataException {
        Bytes text = MultiRecipientCipher.of(DOMAIN, crypto)
                .decrypt(MultiRecipientMessage.decode(stored), member, group.toX25519(crypto));
        if (text.length() <= Crypto.KEY
                || !text.slice(0, Crypto.KEY).equals(Bytes.of(member.publicKey().toByteArray()))) {
            throw new GroupException(Reason.NOT_FOR_US);
        }
        return generation(text.slice(Crypto.KEY, text.length()));
    }

    private static long generation(Bytes digits) throws MalformedDataException {
        if (digits.length() > MAX_DIGITS) {
            throw new MalformedDataException("kicked message: expected a generation of at most 19 digits");
        }
        long generation = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.at(i) - '0';
            if (digit < 0 || digit > 9 || generation > (Long.MAX_VALUE - digit) / 10) {
                throw new MalformedDataException("kicked message: expected a generation");
            }
            generation = generation * 10 + digit;
        }
        return generation;
    }
}
