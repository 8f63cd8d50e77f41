package org.session4j.scenarios;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.client.store.MessageStore;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;
import org.session4j.testkit.MessageStoreContract;

class SqliteStoreContractTest extends MessageStoreContract {

    private static final byte[] KEY = new byte[StoreKey.LENGTH];

    @TempDir
    Path folder;

    @Override
    protected MessageStore open() {
        return SqliteMessageStore.open(folder, StoreKey.of(KEY));
    }

    @Override
    protected boolean survivesClosing() {
        return true;
    }
}
