package org.session4j.groups.v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The entries of keys messages: XChaCha20-Poly1305 under a key that the group and one member share, or all admins. */
final class KeyEntries {

    private static final byte[] MEMBER_LABEL = "SessionGroupKeyMemberKey".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADMIN_LABEL = "SessionGroupKeyAdminKey".getBytes(StandardCharsets.US_ASCII);

    private KeyEntries() {}

    /** Finds the keys in a message that are for somebody. */
    @FunctionalInterface
    interface Reader {

        /**
         * @return none if the message holds nothing for this reader
         */
        List<GroupKey> read(KeysMessage message, long storedAtMillis) throws MalformedDataException;
    }

    static byte[] sealForAdmins(byte[] plaintext, byte[] nonce, AdminKey admin) {
        byte[] key = admin.derive(Crypto.KEY, ADMIN_LABEL);
        try {
            return admin.crypto().xchacha20Poly1305Encrypt(plaintext, nonce, key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    static byte[] sealForMember(
            byte[] plaintext, byte[] nonce, X25519KeyPair group, X25519PublicKey member, Crypto crypto)
            throws MalformedDataException {
        byte[] key = PairwiseKey.ofSender(group, member, MEMBER_LABEL, crypto);
        try {
            return crypto.xchacha20Poly1305Encrypt(plaintext, nonce, key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** An admin opens the one entry of new keys, and needs no supplements. */
    static Reader ofAdmin(AdminKey admin) {
        return (message, storedAtMillis) -> {
            if (!(message instanceof KeysMessage.Rekey rekey)) {
                return List.of();
            }
            byte[] key = admin.derive(Crypto.KEY, ADMIN_LABEL);
            byte[] opened;
            try {
                opened = open(rekey.adminEntry(), rekey.nonce(), key, admin.crypto());
            } finally {
                Arrays.fill(key, (byte) 0);
            }
            if (opened == null) {
                throw new MalformedDataException("the entry of the admins does not open");
            }
            return List.of(newKey(rekey, storedAtMillis, opened));
        };
    }

    /** A member tries every entry. */
    static Reader ofMember(X25519KeyPair member, GroupId group, Crypto crypto) {
        return (message, storedAtMillis) -> {
            byte[] key = PairwiseKey.ofRecipient(member, group.toX25519(crypto), MEMBER_LABEL, crypto);
            try {
                if (message instanceof KeysMessage.Supplement supplement) {
                    byte[] opened = openAny(supplement.entries(), supplement.nonce(), key, crypto);
                    return opened == null ? List.of() : knownKeys(opened);
                }
                KeysMessage.Rekey rekey = (KeysMessage.Rekey) message;
                byte[] opened = openAny(rekey.memberEntries(), rekey.nonce(), key, crypto);
                return opened == null ? List.of() : List.of(newKey(rekey, storedAtMillis, opened));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        };
    }

    private static GroupKey newKey(KeysMessage.Rekey rekey, long storedAtMillis, byte[] opened) {
        try {
            return GroupKey.of(rekey.generation(), storedAtMillis, SecretBytes.of(opened));
        } finally {
            Arrays.fill(opened, (byte) 0);
        }
    }

    private static List<GroupKey> knownKeys(byte[] opened) throws MalformedDataException {
        try {
            return GroupKey.decodeAll(opened);
        } finally {
            Arrays.fill(opened, (byte) 0);
        }
    }

    private static byte @Nullable [] openAny(List<Bytes> entries, Bytes nonce, byte[] key, Crypto crypto) {
        for (Bytes entry : entries) {
            byte[] opened = open(entry, nonce, key, crypto);
            if (opened != null) {
                return opened;
            }
        }
        return null;
    }

    private static byte @Nullable [] open(Bytes entry, Bytes nonce, byte[] key, Crypto crypto) {
        try {
            return crypto.xchacha20Poly1305Decrypt(entry.toByteArray(), nonce.toByteArray(), key);
        } catch (DecryptionException e) {
            return null;
        }
    }
}
