package org.session4j.groups.v2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;

/**
 * An admin's side of keys messages (groups: keys message); for implementers, {@link GroupKeys} has what users need.
 *
 * <p>Nothing is random: a new key follows from the admin key, the members and the generation, so that two admins who
 * rotate at the same time for the same members make the same message.
 */
public final class KeyMaker {

    private static final int NONCE = Crypto.XCHACHA20_NONCE;

    /** Label of the hash of the seed that goes into the key and the nonces. */
    private static final byte[] SEED_LABEL = ascii("SessionGroupKeySeed");

    /** Label of the hash that gives key and nonce, and of the one that gives the nonce of a supplement. */
    private static final byte[] KEY_LABEL = ascii("SessionGroupKeyGen");

    /** Label of the hash that gives the seed of the entries that nobody can open. */
    private static final byte[] JUNK_LABEL = ascii("SessionGroupJunkMembers");

    private final AdminKey admin;
    private final Crypto crypto;

    private KeyMaker(AdminKey admin) {
        this.admin = admin;
        this.crypto = admin.crypto();
    }

    public static KeyMaker of(AdminKey admin) {
        return new KeyMaker(admin);
    }

    /**
     * A new key and the message that hands it out.
     *
     * @param secret 32 bytes
     */
    public record NewKey(SecretBytes secret, KeysMessage.Rekey message) {}

    /**
     * Makes a new key.
     *
     * @param members users; the order does not count. One whose id holds a key of small order gets no entry
     * @param multiple what the number of entries is filled up to, {@link KeysMessage#ENTRY_MULTIPLE} today
     */
    public NewKey newKey(Collection<SessionId> members, long generation, int multiple) {
        if (multiple < 1) {
            throw new IllegalArgumentException("multiple: expected at least 1, got " + multiple);
        }
        SortedSet<SessionId> sorted = new TreeSet<>(members);
        byte[] seedHash = admin.derive(Crypto.KEY, SEED_LABEL);
        byte[] hash = crypto.blake2b(
                Crypto.KEY + NONCE, KEY_LABEL, null, texts(sorted), ascii(Long.toString(generation)), seedHash);
        byte[] key = Arrays.copyOf(hash, Crypto.KEY);
        byte[] nonce = Arrays.copyOfRange(hash, Crypto.KEY, hash.length);
        try {
            List<Bytes> entries = new ArrayList<>();
            for (SessionId member : sorted) {
                try {
                    entries.add(seal(member, nonce, key));
                } catch (MalformedDataException e) {
                    // Nobody can hold such a key, and one bad id must not keep the others from theirs.
                    continue;
                }
            }
            addJunk(entries, multiple, hash);
            Bytes adminEntry = Bytes.unsafeWrap(KeyEntries.sealForAdmins(key, nonce, admin));
            return new NewKey(
                    SecretBytes.of(key),
                    new KeysMessage.Rekey(Bytes.unsafeWrap(nonce), generation, adminEntry, entries));
        } finally {
            Arrays.fill(seedHash, (byte) 0);
            Arrays.fill(hash, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Gives known keys to further members.
     *
     * @param recipients users, in the order of their entries
     * @param keys at least one
     * @throws MalformedDataException if the id of a recipient holds a key of small order
     */
    public KeysMessage.Supplement supplement(List<SessionId> recipients, List<GroupKey> keys)
            throws MalformedDataException {
        byte[] seedHash = admin.derive(Crypto.KEY, SEED_LABEL);
        byte[] inner = GroupKey.encodeAll(keys);
        try {
            byte[] nonce = crypto.blake2b(NONCE, KEY_LABEL, null, texts(recipients), inner, seedHash);
            List<Bytes> entries = new ArrayList<>();
            for (SessionId recipient : recipients) {
                entries.add(seal(recipient, nonce, inner));
            }
            long generation = Collections.max(keys).generation();
            return new KeysMessage.Supplement(Bytes.unsafeWrap(nonce), generation, entries);
        } finally {
            Arrays.fill(seedHash, (byte) 0);
            Arrays.fill(inner, (byte) 0);
        }
    }

    private Bytes seal(SessionId member, byte[] nonce, byte[] plaintext) throws MalformedDataException {
        X25519KeyPair group = admin.toX25519();
        try {
            return Bytes.unsafeWrap(KeyEntries.sealForMember(plaintext, nonce, group, member.x25519(), crypto));
        } finally {
            group.destroy();
        }
    }

    private void addJunk(List<Bytes> entries, int multiple, byte[] hash) {
        int count = Math.floorMod(-entries.size(), multiple);
        byte[] secretKey = admin.keyPair().secretKey().exposeSecretBytes();
        byte[] seed = crypto.blake2b(Crypto.KEY, JUNK_LABEL, null, hash, secretKey);
        try {
            Bytes junk = Bytes.unsafeWrap(crypto.randombytesBufDeterministic(KeysMessage.ENTRY * count, seed));
            for (int i = 0; i < count; i++) {
                entries.add(junk.slice(KeysMessage.ENTRY * i, KeysMessage.ENTRY * (i + 1)));
            }
        } finally {
            Arrays.fill(secretKey, (byte) 0);
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** The ids as text, one after the other. */
    private static byte[] texts(Collection<SessionId> ids) {
        StringBuilder text = new StringBuilder();
        for (SessionId id : ids) {
            if (id.kind() != IdKind.STANDARD) {
                throw new IllegalArgumentException("member: expected kind STANDARD, got " + id.kind());
            }
            text.append(id);
        }
        return ascii(text.toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
