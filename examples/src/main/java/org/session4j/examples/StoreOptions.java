package org.session4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.session4j.client.store.MessageStore;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;
import picocli.CommandLine.Option;

/** Where messages are remembered. */
final class StoreOptions {

    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description = "Remember everything in this folder, encrypted. Default: forget it at the end.")
    private @Nullable Path folder;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Holds the passphrase of the folder. Default: ask for it.")
    private @Nullable Path passphraseFile;

    boolean isDurable() {
        return folder != null;
    }

    MessageStore open() throws IOException {
        if (folder == null) {
            return MessageStore.inMemory();
        }
        String passphrase = Secret.read("Passphrase of the store", passphraseFile);
        return SqliteMessageStore.open(folder, StoreKey.ofPassphrase(passphrase.toCharArray()));
    }
}
