package org.session4j.testkit.internal.files;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.session4j.testkit.StoredFile;

/** The files of a server by their ids; what has expired is gone. Safe for use by many threads. */
final class FileTable {

    private final Map<String, StoredFile> files = new LinkedHashMap<>();

    synchronized Optional<StoredFile> find(String id, Instant now) {
        sweep(now);
        return Optional.ofNullable(files.get(id));
    }

    /** Whether the id was free and the file is now there. */
    synchronized boolean add(StoredFile file, Instant now) {
        sweep(now);
        return files.putIfAbsent(file.id(), file) == null;
    }

    /** Puts another in the place of a file that is there, and gives that. */
    synchronized Optional<StoredFile> change(String id, UnaryOperator<StoredFile> change, Instant now) {
        sweep(now);
        return Optional.ofNullable(files.computeIfPresent(id, (same, file) -> change.apply(file)));
    }

    synchronized void remove(String id) {
        files.remove(id);
    }

    /** In the order in which they came first. */
    synchronized List<StoredFile> all(Instant now) {
        sweep(now);
        return List.copyOf(files.values());
    }

    private void sweep(Instant now) {
        files.values().removeIf(file -> !file.expires().isAfter(now));
    }
}
