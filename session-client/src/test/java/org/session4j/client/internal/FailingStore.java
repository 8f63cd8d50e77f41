package org.session4j.client.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.session4j.client.store.MessageStore;

/** A store that keeps what it is given, or throws as long as the test wants. */
final class FailingStore {

    private final MessageStore store = MessageStore.inMemory();
    volatile RuntimeException failure;

    MessageStore port() {
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    if (failure != null && method.getName().equals("apply")) {
                        throw failure;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
