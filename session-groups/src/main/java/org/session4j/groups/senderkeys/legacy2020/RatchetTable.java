package org.session4j.groups.senderkeys.legacy2020;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.SecretBytes;

/** The ratchets of a group by sender. Key index i of the format means that i + 1 comes next. */
final class RatchetTable {

    /**
     * How many steps are made to see whether a chain key is an earlier one of the same chain; one that is further back is
     * taken for another chain, as a device that starts anew has.
     */
    static final int MAX_ROLLBACK = 20_000;

    /** Of an entry without keys that were passed over, in bytes. */
    private static final int SHORTEST = SessionId.LENGTH + HashRatchet.KEY + Long.BYTES + Integer.BYTES;

    private final TreeMap<SessionId, HashRatchet> ratchets = new TreeMap<>();

    Set<SessionId> senders() {
        return Collections.unmodifiableSet(ratchets.keySet());
    }

    /**
     * The ratchet of a sender.
     *
     * @throws GroupException {@link Reason#UNKNOWN_KEY}
     */
    HashRatchet require(SessionId sender) throws GroupException {
        HashRatchet ratchet = ratchets.get(sender);
        if (ratchet == null) {
            throw new GroupException(Reason.UNKNOWN_KEY);
        }
        return ratchet;
    }

    /** Takes the place of what is there. */
    void put(SessionId sender, Ratchet ratchet) {
        SecretBytes copy = ratchet.chainKey();
        byte[] chainKey = copy.exposeSecretBytes();
        HashRatchet before = ratchets.put(sender, HashRatchet.of(chainKey, ratchet.keyIndex() + 1));
        copy.destroy();
        Arrays.fill(chainKey, (byte) 0);
        if (before != null) {
            before.destroy();
        }
    }

    /** Whether a chain key is the present one of a sender, or one that comes before it in the same chain. */
    boolean isBehind(SessionId sender, Ratchet ratchet) {
        HashRatchet known = ratchets.get(sender);
        if (known == null) {
            return false;
        }
        long steps = known.next() - 1 - ratchet.keyIndex();
        if (steps < 0 || steps > MAX_ROLLBACK) {
            return false;
        }
        byte[] chain = ratchet.chainKey().exposeSecretBytes();
        for (long i = 0; i < steps; i++) {
            byte[] next = HashRatchet.nextChainKey(chain);
            Arrays.fill(chain, (byte) 0);
            chain = next;
        }
        byte[] present = known.chainKey();
        boolean same = SecretBytes.of(chain).equals(SecretBytes.of(present));
        Arrays.fill(chain, (byte) 0);
        Arrays.fill(present, (byte) 0);
        return same;
    }

    void forgetOld(long nowMillis) {
        ratchets.values().forEach(ratchet -> ratchet.forgetOld(nowMillis));
    }

    void destroy() {
        ratchets.values().forEach(HashRatchet::destroy);
        ratchets.clear();
    }

    void writeTo(ByteSink out) {
        out.u32(ratchets.size());
        for (Map.Entry<SessionId, HashRatchet> entry : ratchets.entrySet()) {
            out.id(entry.getKey());
            entry.getValue().writeTo(out);
        }
    }

    static RatchetTable readFrom(ByteSource in) throws MalformedDataException {
        RatchetTable table = new RatchetTable();
        int count = in.count(SenderRatchets.MAX_MEMBERS, SHORTEST);
        for (int i = 0; i < count; i++) {
            SessionId sender = in.id(IdKind.STANDARD);
            if (!table.ratchets.isEmpty() && table.ratchets.lastKey().compareTo(sender) >= 0) {
                throw new MalformedDataException("ratchets: senders are not in order");
            }
            HashRatchet ratchet = HashRatchet.readFrom(in);
            if (ratchet.next() == 0) {
                throw new MalformedDataException("ratchets: there is no index 0");
            }
            table.ratchets.put(sender, ratchet);
        }
        return table;
    }
}
