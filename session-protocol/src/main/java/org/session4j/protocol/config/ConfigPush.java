package org.session4j.protocol.config;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.session4j.protocol.Bytes;

/**
 * What a push asks for (config: push, confirm, obsolete): store the messages; when all of them are stored, delete the
 * obsolete ones and {@linkplain ConfigDocument#confirm confirm}.
 *
 * @param document as it is from now on; it has handed the obsolete hashes over and does not know them any more
 * @param seqno for the confirmation
 * @param messages one, or the parts of one
 * @param obsolete to be deleted after the messages were stored, and kept until then
 */
public record ConfigPush(ConfigDocument document, long seqno, List<Bytes> messages, SortedSet<StorageHash> obsolete) {

    public ConfigPush {
        Objects.requireNonNull(document, "document");
        messages = List.copyOf(messages);
        obsolete = Collections.unmodifiableSortedSet(new TreeSet<>(obsolete));
    }
}
