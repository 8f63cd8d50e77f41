package org.session4j.protocol.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;

/**
 * Opens what a poll has brought and lets the document adopt, merge or ignore it (config: merging, steps 1, 6 and 7). Steps
 * 2 to 5 are {@link ConfigMerge}.
 */
final class ConfigIntake {

    private final ConfigDocument before;
    private final ConfigCodec codec;
    private final ConfigAuthor author;
    private final ConfigDraft draft;

    private final Set<StorageHash> understood = new LinkedHashSet<>();

    /** The messages, the own one first if there is one, and where each is stored. */
    private final List<ConfigMerge.Candidate> candidates = new ArrayList<>();

    private final List<SortedSet<StorageHash>> hashes = new ArrayList<>();

    private ConfigIntake(ConfigDocument before, ConfigKeys keys) {
        this.before = before;
        this.author = before.author();
        this.codec = ConfigCodec.of(before.type(), keys, author.crypto());
        this.draft = before.draft();
        this.draft.parts = new ConfigParts(before.parts());
    }

    static ConfigMergeResult merge(ConfigDocument before, List<StoredConfig> messages, ConfigKeys keys, Instant now) {
        return new ConfigIntake(before, keys).merge(messages, now);
    }

    private ConfigMergeResult merge(List<StoredConfig> messages, Instant now) {
        boolean ownTakesPart = before.seqno() != 0 || before.state() == ConfigState.DIRTY;
        if (ownTakesPart) {
            // The own one counts as it would be written now, however it came in.
            Bytes own = before.serialize();
            ConfigVersion version = new ConfigVersion(before.seqno(), author.hash(own));
            candidates.add(new ConfigMerge.Candidate(0, before.message(), version));
            hashes.add(before.currentHashes());
        }
        for (StoredConfig message : messages) {
            take(message, now);
        }
        ConfigMergeResult.Outcome outcome = candidates.isEmpty()
                ? ConfigMergeResult.Outcome.UNCHANGED
                : adopt(ConfigMerge.ofCandidates(candidates, author), ownTakesPart);
        ConfigDocument after = draft.build();
        return new ConfigMergeResult(after, outcome, ConfigDiff.between(before.data(), after.data()), understood);
    }

    /** What is not valid is not reported as understood: it may be of a newer kind. */
    private void take(StoredConfig stored, Instant now) {
        try {
            Bytes opened = codec.open(stored.data());
            SortedSet<StorageHash> itsHashes = new TreeSet<>(List.of(stored.hash()));
            boolean isPart = ConfigPart.isPart(opened);
            if (isPart) {
                ConfigParts.Whole whole =
                        draft.parts.add(ConfigPart.decode(opened), stored.hash(), now, author.crypto());
                understood.add(stored.hash());
                if (whole == null) {
                    return;
                }
                opened = ConfigPadding.unpad(whole.padded());
                itsHashes = whole.hashes();
            }
            ConfigMessage message = ConfigMessage.parse(ConfigCodec.message(opened), author);
            candidates.add(new ConfigMerge.Candidate(candidates.size(), message, message.version(author)));
            hashes.add(itsHashes);
            understood.add(stored.hash());
        } catch (SessionException e) {
            // One bad message is no reason to do without the others.
            return;
        }
    }

    private ConfigMergeResult.Outcome adopt(ConfigMerge merge, boolean ownTakesPart) {
        boolean wasDirty = before.state() == ConfigState.DIRTY;
        SortedSet<StorageHash> survivors = new TreeSet<>();
        merge.survivor().ifPresent(index -> survivors.addAll(hashes.get(index)));
        TreeSet<StorageHash> others = new TreeSet<>();
        hashes.forEach(others::addAll);
        others.removeAll(survivors);
        draft.obsoleteHashes.addAll(others);

        boolean ownSurvived = ownTakesPart && merge.survivor().orElse(-1) == 0;
        boolean nothingNewer = !wasDirty && !merge.isMerged() && merge.message().seqno() == before.seqno();
        if (ownSurvived || nothingNewer) {
            return ConfigMergeResult.Outcome.UNCHANGED;
        }
        draft.retireCurrent();
        if (merge.isMerged()) {
            // First quirk: unless there were own edits, the diff names all of the data.
            ConfigMessage merged = merge.message();
            draft.edit(merged, wasDirty ? merged.data() : ConfigDict.empty());
            draft.state = ConfigState.DIRTY;
            return ConfigMergeResult.Outcome.MERGED;
        }
        draft.obsoleteHashes.removeAll(survivors);
        draft.currentHashes.addAll(survivors);
        draft.state = ConfigState.CLEAN;
        if (wasDirty) {
            // Second quirk: what is adopted counts as edited already.
            draft.edit(merge.message().next(author), merge.message().data());
            return ConfigMergeResult.Outcome.ADOPTED_WITHOUT_OWN_EDITS;
        }
        draft.message = merge.message();
        draft.baseline = null;
        return ConfigMergeResult.Outcome.ADOPTED;
    }
}
