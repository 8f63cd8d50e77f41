package org.session4j.onion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.protocol.Bytes;

class NetworkStoreTest {

    @TempDir
    private Path folder;

    @Test
    void aFileStoreGivesBackWhatWasSavedLast() throws IOException {
        Path file = folder.resolve("network");
        NetworkStore store = NetworkStore.file(file);
        assertThat(store.load()).isEmpty();

        store.save(Bytes.utf8("first"));
        store.save(Bytes.utf8("second"));

        assertThat(NetworkStore.file(file).load()).contains(Bytes.utf8("second"));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anInMemoryStoreGivesBackWhatWasSavedLast() throws IOException {
        NetworkStore store = NetworkStore.inMemory();
        assertThat(store.load()).isEmpty();

        store.save(Bytes.utf8("first"));
        store.save(Bytes.utf8("second"));

        assertThat(store.load()).contains(Bytes.utf8("second"));
    }
}
