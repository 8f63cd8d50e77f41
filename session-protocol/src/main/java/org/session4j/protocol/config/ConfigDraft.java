package org.session4j.protocol.config;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.wire.BtDict;

/** A document in the making. */
final class ConfigDraft {

    final ConfigType type;
    final ConfigAuthor author;
    ConfigMessage message;

    @Nullable
    ConfigDict baseline;

    ConfigState state = ConfigState.CLEAN;
    final TreeSet<StorageHash> currentHashes = new TreeSet<>();
    final TreeSet<StorageHash> obsoleteHashes = new TreeSet<>();
    ConfigParts parts = new ConfigParts();
    BtDict extra = BtDict.empty();

    ConfigDraft(ConfigType type, ConfigAuthor author, ConfigMessage message) {
        this.type = type;
        this.author = author;
        this.message = message;
    }

    /** The current hashes become obsolete. */
    void retireCurrent() {
        obsoleteHashes.addAll(currentHashes);
        currentHashes.clear();
    }

    /** Takes a message over to change it: its diff is from now on the one to the baseline. */
    void edit(ConfigMessage editable, ConfigDict newBaseline) {
        message = editable.with(editable.data(), ConfigDiff.between(newBaseline, editable.data()));
        baseline = newBaseline;
    }

    ConfigDocument build() {
        return new ConfigDocument(this);
    }
}
