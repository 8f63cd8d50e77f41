package org.session4j.scenarios;

import org.session4j.client.store.MessageStore;
import org.session4j.testkit.MessageStoreContract;

class InMemoryStoreContractTest extends MessageStoreContract {

    @Override
    protected MessageStore open() {
        return MessageStore.inMemory();
    }

    @Override
    protected boolean survivesClosing() {
        return false;
    }
}
