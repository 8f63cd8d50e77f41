package org.session4j.protocol.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What came of merging stored messages into a document (config: merging). Whether it has to be pushed now, and what has
 * become obsolete, is what the document says.
 *
 * @param document as it is from now on
 * @param changes what is different in its data
 * @param understood the stored messages that were valid, or are parts of what will be; the others may be of a newer kind
 */
public record ConfigMergeResult(
        ConfigDocument document, Outcome outcome, ConfigDiff changes, Set<StorageHash> understood) {

    public ConfigMergeResult {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(changes, "changes");
        understood = Collections.unmodifiableSet(new LinkedHashSet<>((Collection<StorageHash>) understood));
    }

    /** Which message the document has now. */
    public enum Outcome {
        /** The one it had: nothing newer came. */
        UNCHANGED,

        /** Another writer's. */
        ADOPTED,

        /** Another writer's that is so far ahead that own edits which were not pushed are gone. */
        ADOPTED_WITHOUT_OWN_EDITS,

        /** A new one of several, which has to be pushed. */
        MERGED
    }
}
