package org.session4j.groups.v2;

import java.util.List;
import java.util.Map;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtString;

/**
 * A message with keys, as the group signs and stores it (groups: keys message); for implementers, {@link GroupKeys} has
 * what users need.
 *
 * <pre>
 * d  #  nonce (24)   + list of entries   G generation                                          ~ signature  e   supplement
 * d  #  nonce (24)   G generation        K admin's entry (48)   k list of entries (48 each)    ~ signature  e   rekey
 * </pre>
 *
 * The signature is the group's, over all bytes before the key {@code ~}.
 */
public sealed interface KeysMessage {

    /** Longest that is read or written, in bytes: what a swarm stores as one message. */
    int MAX_LENGTH = 76_800;

    /** Of an entry that holds one new key, in bytes. */
    int ENTRY = Crypto.KEY + Crypto.AEAD_TAG;

    /** Shortest entry of a supplement, in bytes. */
    int MIN_SUPPLEMENT_ENTRY = 52 + Crypto.AEAD_TAG;

    /** The number of entries is filled up to a multiple of this, so that it does not tell the number of members. */
    int ENTRY_MULTIPLE = 45;

    /** 24 bytes. */
    Bytes nonce();

    /** Of the new key, or the highest of a supplement. */
    long generation();

    /**
     * Hands out a new key.
     *
     * @param adminEntry 48 bytes
     * @param memberEntries 48 bytes each
     */
    record Rekey(Bytes nonce, long generation, Bytes adminEntry, List<Bytes> memberEntries) implements KeysMessage {

        public Rekey {
            memberEntries = List.copyOf(memberEntries);
        }

        @Override
        public Bytes encode(AdminKey admin) {
            return KeysForm.sign(
                    Map.of(
                            KeysForm.NONCE, new BtString(nonce),
                            KeysForm.GENERATION, new BtInteger(generation),
                            KeysForm.ADMIN_ENTRY, new BtString(adminEntry),
                            KeysForm.MEMBER_ENTRIES, KeysForm.list(memberEntries)),
                    admin);
        }
    }

    /**
     * Gives known keys to further members.
     *
     * @param entries one for each recipient
     */
    record Supplement(Bytes nonce, long generation, List<Bytes> entries) implements KeysMessage {

        public Supplement {
            entries = List.copyOf(entries);
        }

        @Override
        public Bytes encode(AdminKey admin) {
            return KeysForm.sign(
                    Map.of(
                            KeysForm.NONCE, new BtString(nonce),
                            KeysForm.SUPPLEMENT, KeysForm.list(entries),
                            KeysForm.GENERATION, new BtInteger(generation)),
                    admin);
        }
    }

    /** The form that is stored, signed. */
    Bytes encode(AdminKey admin);

    /**
     * Reads what is stored. Unknown keys are passed over, and bytes behind the dict do not count.
     *
     * @throws MalformedDataException if it is not of this form
     * @throws GroupException {@link Reason#BAD_SIGNATURE} if it is not signed by the group
     */
    static KeysMessage decode(Bytes stored, GroupId group, Crypto crypto)
            throws MalformedDataException, GroupException {
        if (stored.length() > MAX_LENGTH) {
            throw new MalformedDataException(
                    "keys message: expected at most " + MAX_LENGTH + " bytes, got " + stored.length());
        }
        return KeysForm.read(KeysForm.verified(stored, group, crypto));
    }
}
