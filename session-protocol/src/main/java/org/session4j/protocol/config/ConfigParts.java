package org.session4j.protocol.config;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;

/**
 * Collects the parts of documents that came in parts (config: multipart), in any order and over any number of polls. A
 * document has a copy of its own, which belongs to the call that changes it.
 *
 * <p>What it keeps is bounded: all parts together to {@link ConfigCompression#MAX_LENGTH}, and the sets to
 * {@link #MAX_SETS}; the oldest sets make room.
 */
final class ConfigParts {

    static final Duration KEEP_INCOMPLETE = Duration.ofDays(7);
    static final Duration REMEMBER_COMPLETE = Duration.ofDays(14);

    /** Of incomplete ones, and of complete ones that are remembered. */
    static final int MAX_SETS = 64;

    private final TreeMap<Bytes, Incomplete> incomplete = new TreeMap<>();
    private final TreeMap<Bytes, Instant> complete = new TreeMap<>();

    ConfigParts() {}

    ConfigParts(ConfigParts other) {
        other.incomplete.forEach((whole, parts) -> incomplete.put(whole, new Incomplete(parts)));
        complete.putAll(other.complete);
    }

    /**
     * Keeps a part.
     *
     * @return the whole, if this part was the last that it lacked
     * @throws MalformedDataException if it contradicts the others, or all of them do not give what they claim; these are
     *     given up then
     */
    @Nullable
    Whole add(ConfigPart part, StorageHash hash, Instant now, Crypto crypto) throws MalformedDataException {
        forgetOld(now);
        if (complete.containsKey(part.whole())) {
            complete.put(part.whole(), now);
            return null;
        }
        Incomplete set = incomplete.get(part.whole());
        if (set == null) {
            set = new Incomplete(part.count(), now);
        } else if (set.count != part.count()) {
            throw new MalformedDataException("config: a part of another number of parts than those before");
        }
        set.put(part, hash);
        if (set.length() > ConfigCompression.MAX_LENGTH) {
            incomplete.remove(part.whole());
            throw new MalformedDataException(
                    "config: expected parts of at most " + ConfigCompression.MAX_LENGTH + " bytes together");
        }
        if (!set.isComplete()) {
            incomplete.put(part.whole(), set);
            makeRoom(part.whole());
            return null;
        }
        incomplete.remove(part.whole());
        Bytes joined = set.join();
        if (!ConfigPart.hash(joined, crypto).equals(part.whole())) {
            throw new MalformedDataException("config: parts that together are not what they claim");
        }
        rememberComplete(part.whole(), now);
        return new Whole(joined, set.hashes());
    }

    private void forgetOld(Instant now) {
        incomplete.values().removeIf(set -> set.since.plus(KEEP_INCOMPLETE).isBefore(now));
        complete.values().removeIf(since -> since.plus(REMEMBER_COMPLETE).isBefore(now));
    }

    private void makeRoom(Bytes newest) {
        while (incomplete.size() > MAX_SETS || totalLength() > ConfigCompression.MAX_LENGTH) {
            Bytes oldest = incomplete.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(newest))
                    .min(Comparator.comparing(entry -> entry.getValue().since))
                    .orElseThrow(IllegalStateException::new)
                    .getKey();
            incomplete.remove(oldest);
        }
    }

    private void rememberComplete(Bytes whole, Instant now) {
        complete.put(whole, now);
        if (complete.size() > MAX_SETS) {
            complete.remove(complete.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow(IllegalStateException::new)
                    .getKey());
        }
    }

    private long totalLength() {
        return incomplete.values().stream().mapToLong(Incomplete::length).sum();
    }

    TreeMap<Bytes, Incomplete> incomplete() {
        return incomplete;
    }

    TreeMap<Bytes, Instant> complete() {
        return complete;
    }

    /**
     * All parts together.
     *
     * @param padded the padded message
     * @param hashes where its parts are stored
     */
    record Whole(Bytes padded, SortedSet<StorageHash> hashes) {}

    /** The parts of one document that are there, and which stored message each came with. */
    static final class Incomplete {

        private final int count;
        private final Instant since;
        private final TreeMap<Integer, Bytes> chunks = new TreeMap<>();
        private final TreeMap<Integer, StorageHash> hashes = new TreeMap<>();

        Incomplete(int count, Instant since) {
            this.count = count;
            this.since = since;
        }

        private Incomplete(Incomplete other) {
            this(other.count, other.since);
            chunks.putAll(other.chunks);
            hashes.putAll(other.hashes);
        }

        int count() {
            return count;
        }

        Instant since() {
            return since;
        }

        TreeMap<Integer, Bytes> chunks() {
            return chunks;
        }

        StorageHash hash(int index) {
            StorageHash hash = hashes.get(index);
            if (hash == null) {
                throw new IllegalArgumentException("index: there is no part " + index);
            }
            return hash;
        }

        void put(ConfigPart part, StorageHash hash) {
            chunks.put(part.index(), part.chunk());
            hashes.put(part.index(), hash);
        }

        private long length() {
            return chunks.values().stream().mapToLong(Bytes::length).sum();
        }

        private boolean isComplete() {
            return chunks.size() == count;
        }

        private SortedSet<StorageHash> hashes() {
            return new TreeSet<>(hashes.values());
        }

        private Bytes join() {
            byte[] joined = new byte[(int) length()];
            int at = 0;
            for (Bytes chunk : chunks.values()) {
                chunk.copyTo(joined, at);
                at += chunk.length();
            }
            return Bytes.unsafeWrap(joined);
        }
    }
}
