package org.session4j.protocol.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which of several messages of a document survives, or what they are together (config: merging, steps 2 to 5). Whoever has
 * the same messages, in whatever order, ends with the same bytes. For implementers; programs use
 * {@link ConfigDocument#merge}.
 *
 * <p>A message is redundant if another one knows it, if it is there twice, or if it is too far behind. If one is left, it
 * survives as it is. If more are left, all that they know was done is done again, in the order of the versions.
 */
public final class ConfigMerge {

    private final ConfigMessage message;
    private final OptionalInt survivor;

    private ConfigMerge(ConfigMessage message, OptionalInt survivor) {
        this.message = message;
        this.survivor = survivor;
    }

    /**
     * Merges messages that were parsed.
     *
     * @param messages at least one
     */
    public static ConfigMerge of(List<ConfigMessage> messages, ConfigAuthor author) {
        List<Candidate> candidates = new ArrayList<>();
        for (ConfigMessage message : messages) {
            candidates.add(new Candidate(candidates.size(), message, message.version(author)));
        }
        return ofCandidates(candidates, author);
    }

    static ConfigMerge ofCandidates(List<Candidate> candidates, ConfigAuthor author) {
        List<Candidate> rest = withoutRedundant(candidates);
        rest.sort(Comparator.comparing(Candidate::version).reversed());
        Candidate highest = rest.get(0);
        // Without the key nobody can sign what is merged, and behind the last number there is no place for it.
        if (rest.size() == 1 || !author.canWrite() || highest.message.seqno() == Long.MAX_VALUE) {
            return new ConfigMerge(highest.message, OptionalInt.of(highest.index));
        }
        return new ConfigMerge(merged(rest), OptionalInt.empty());
    }

    private static List<Candidate> withoutRedundant(List<Candidate> candidates) {
        ConfigVersion top = candidates.stream()
                .map(Candidate::version)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("messages: expected at least one"));
        Set<ConfigVersion> known = new HashSet<>();
        for (Candidate candidate : candidates) {
            known.addAll(candidate.message.lagged().keySet());
        }
        List<Candidate> rest = new ArrayList<>();
        Set<ConfigVersion> seen = new HashSet<>();
        for (Candidate candidate : candidates) {
            boolean tooOld =
                    !ConfigMessage.isWithinLag(candidate.version.seqno(), top.seqno(), candidate.message.lag());
            if (!known.contains(candidate.version) && !tooOld && seen.add(candidate.version)) {
                rest.add(candidate);
            }
        }
        return rest;
    }

    /**
     * @param descending by version
     */
    private static ConfigMessage merged(List<Candidate> descending) {
        TreeMap<ConfigVersion, Replay> replays = new TreeMap<>();
        for (Candidate candidate : descending) {
            ConfigDict source = candidate.message.data();
            replays.putIfAbsent(candidate.version, new Replay(candidate.message.diff(), source));
            candidate
                    .message
                    .lagged()
                    .forEach((version, diff) -> replays.putIfAbsent(version, new Replay(diff, source)));
        }
        ConfigMessage highest = descending.get(0).message;
        ConfigDict data = highest.data().edit(target -> {
            for (Replay replay : replays.values()) {
                replay.diff.apply(replay.source, target);
            }
        });
        TreeMap<ConfigVersion, ConfigDiff> lagged = new TreeMap<>();
        replays.forEach((version, replay) -> lagged.put(version, replay.diff));
        return ConfigMessage.merged(highest.seqno() + 1, data, lagged, highest.lag());
    }

    /** The survivor, or the merged message. */
    public ConfigMessage message() {
        return message;
    }

    /** Which of the messages survived; empty if several were merged. */
    public OptionalInt survivor() {
        return survivor;
    }

    public boolean isMerged() {
        return !survivor.isPresent();
    }

    /** A message in a merge. */
    static final class Candidate {

        private final int index;
        private final ConfigMessage message;
        private final ConfigVersion version;

        Candidate(int index, ConfigMessage message, ConfigVersion version) {
            this.index = index;
            this.message = message;
            this.version = version;
        }

        private ConfigVersion version() {
            return version;
        }
    }

    /** What was done, and where it can be looked up what it was changed to. */
    private record Replay(ConfigDiff diff, ConfigDict source) {}
}
