package org.session4j.groups.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.internal.cipher.HmacSha256;

/**
 * A chain of keys that only goes forward, and the keys of indices that were passed over (groups: step).
 *
 * <pre>
 * message key   HMAC( chain key, 01 )
 * chain key     HMAC( chain key, 02 ), the next one
 * </pre>
 *
 * <p>A key is looked up first, and taken only when what it opens has been opened: {@link #find} changes nothing,
 * {@link #take} removes the key for good and wipes the chain keys behind it. Not thread-safe.
 */
public final class HashRatchet {

    /** Of a chain key and a message key, in bytes. */
    public static final int KEY = HmacSha256.LENGTH;

    /** How many keys that were passed over are kept, in all and so also for one message (groups: SDK rules). */
    public static final int MAX_SKIP = 2000;

    /** How long such a key is kept: the longest time that a swarm keeps what it opens (groups: SDK rules). */
    public static final long MAX_AGE_MILLIS = 14L * 24 * 60 * 60 * 1000;

    /** The last index there is. */
    public static final long MAX_INDEX = 0xffff_ffffL;

    private static final byte[] MESSAGE_STEP = {1};
    private static final byte[] CHAIN_STEP = {2};
    private static final int ENCODED_SKIPPED = Integer.BYTES + Long.BYTES + KEY;

    private final TreeMap<Long, Skipped> skipped = new TreeMap<>();
    private byte[] chainKey;
    private long next;

    private HashRatchet(byte[] chainKey, long next) {
        this.chainKey = chainKey;
        this.next = next;
    }

    /** The key of an index that was passed over, and when. */
    private static final class Skipped {

        private final byte[] key;
        private final long sinceMillis;

        Skipped(byte[] key, long sinceMillis) {
            this.key = key;
            this.sinceMillis = sinceMillis;
        }
    }

    /**
     * A chain at some place.
     *
     * @param chainKey 32 bytes, copied
     * @param next the index that this chain key makes the message key of
     */
    public static HashRatchet of(byte[] chainKey, long next) {
        if (chainKey.length != KEY || next < 0 || next > MAX_INDEX + 1) {
            throw new IllegalArgumentException("expected a chain key of " + KEY + " bytes and an index below 2^32");
        }
        return new HashRatchet(chainKey.clone(), next);
    }

    /** A copy of the chain key. */
    public byte[] chainKey() {
        return chainKey.clone();
    }

    /** The index whose key comes next; 2^32 at the end of the chain. */
    public long next() {
        return next;
    }

    /** How many keys of indices passed over are kept. */
    public int skipped() {
        return skipped.size();
    }

    /**
     * The key of an index; nothing changes.
     *
     * @param room how many keys may be kept in all, at most {@link #MAX_SKIP}
     * @throws GroupException {@link Reason#ALREADY_USED} if there is no such key any more, {@link Reason#TOO_FAR_AHEAD} if
     *     too many would be passed over
     */
    public Found find(long index, int room) throws GroupException {
        if (index < next) {
            Skipped late = skipped.get(index);
            if (late == null) {
                throw new GroupException(Reason.ALREADY_USED);
            }
            return new Found(index, late.key.clone(), List.of(), null);
        }
        if (index > MAX_INDEX || index - next + skipped.size() > room) {
            throw new GroupException(Reason.TOO_FAR_AHEAD);
        }
        List<byte[]> passed = new ArrayList<>((int) (index - next));
        byte[] chain = chainKey.clone();
        for (long i = next; i < index; i++) {
            passed.add(messageKey(chain));
            chain = stepped(chain);
        }
        Mac mac = HmacSha256.keyed(chain);
        byte[] key = mac.doFinal(MESSAGE_STEP);
        byte[] chainAfter = mac.doFinal(CHAIN_STEP);
        Arrays.fill(chain, (byte) 0);
        return new Found(index, key, passed, chainAfter);
    }

    /** Removes the key that was found, and keeps those that were passed over. The key itself is wiped by the caller. */
    public void take(Found found, long nowMillis) {
        byte[] chainAfter = found.chainAfter;
        if (chainAfter == null) {
            Skipped used = skipped.remove(found.index);
            if (used != null) {
                Arrays.fill(used.key, (byte) 0);
            }
            return;
        }
        for (byte[] key : found.passed) {
            skipped.put(next++, new Skipped(key, nowMillis));
        }
        next++;
        Arrays.fill(chainKey, (byte) 0);
        chainKey = chainAfter;
    }

    /** Goes on from a later place, without the keys in between. */
    public void jumpTo(byte[] laterChainKey, long laterNext) {
        Arrays.fill(chainKey, (byte) 0);
        chainKey = laterChainKey.clone();
        next = laterNext;
    }

    /** Wipes the keys that have been kept for too long. */
    public void forgetOld(long nowMillis) {
        if (skipped.isEmpty()) {
            return;
        }
        for (Iterator<Skipped> all = skipped.values().iterator(); all.hasNext(); ) {
            Skipped one = all.next();
            if (nowMillis - one.sinceMillis > MAX_AGE_MILLIS) {
                Arrays.fill(one.key, (byte) 0);
                all.remove();
            }
        }
    }

    /** Wipes everything. */
    public void destroy() {
        Arrays.fill(chainKey, (byte) 0);
        skipped.values().forEach(one -> Arrays.fill(one.key, (byte) 0));
        skipped.clear();
    }

    /** Chain key, next index, and each key that is kept with its index and time. */
    public void writeTo(ByteSink out) {
        out.bytes(chainKey).u63(next).u32(skipped.size());
        for (Map.Entry<Long, Skipped> entry : skipped.entrySet()) {
            out.u32(entry.getKey())
                    .u63(Math.max(0, entry.getValue().sinceMillis))
                    .bytes(entry.getValue().key);
        }
    }

    public static HashRatchet readFrom(ByteSource in) throws MalformedDataException {
        byte[] chainKey = in.bytes(KEY);
        long next = in.u63();
        if (next > MAX_INDEX + 1) {
            throw new MalformedDataException("ratchet: an index above 2^32");
        }
        HashRatchet ratchet = new HashRatchet(chainKey, next);
        int count = in.count(MAX_SKIP, ENCODED_SKIPPED);
        long before = -1;
        for (int i = 0; i < count; i++) {
            long index = in.u32();
            if (index <= before || index >= next) {
                throw new MalformedDataException("ratchet: indices are not in order");
            }
            before = index;
            long since = in.u63();
            ratchet.skipped.put(index, new Skipped(in.bytes(KEY), since));
        }
        return ratchet;
    }

    /** The key that a chain key makes for one message. */
    public static byte[] messageKey(byte[] chain) {
        return HmacSha256.of(chain, MESSAGE_STEP);
    }

    /** The chain key behind a chain key. */
    public static byte[] nextChainKey(byte[] chain) {
        return HmacSha256.of(chain, CHAIN_STEP);
    }

    /** The next chain key; wipes this one. */
    private static byte[] stepped(byte[] chain) {
        byte[] after = nextChainKey(chain);
        Arrays.fill(chain, (byte) 0);
        return after;
    }

    /** A key, and what becomes of the chain when it is taken. */
    public static final class Found {

        private final long index;
        private final byte[] messageKey;
        private final List<byte[]> passed;
        private final byte @Nullable [] chainAfter;

        private Found(long index, byte[] messageKey, List<byte[]> passed, byte @Nullable [] chainAfter) {
            this.index = index;
            this.messageKey = messageKey;
            this.passed = passed;
            this.chainAfter = chainAfter;
        }

        /** The key itself, for {@link #wipeKey} to wipe. */
        public byte[] messageKey() {
            return messageKey;
        }

        public void wipeKey() {
            Arrays.fill(messageKey, (byte) 0);
        }

        /** For a key that is not taken. */
        public void wipeAll() {
            wipeKey();
            passed.forEach(key -> Arrays.fill(key, (byte) 0));
            if (chainAfter != null) {
                Arrays.fill(chainAfter, (byte) 0);
            }
        }
    }
}
