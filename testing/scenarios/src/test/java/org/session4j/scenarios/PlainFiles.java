package org.session4j.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.session4j.client.store.FileCache;
import org.session4j.client.store.MessageStore;

/** Files in a folder as they are, beside a store in memory: what a file costs with it is what the client costs. */
record PlainFiles(Path folder) implements FileCache {

    static MessageStore in(Path folder) throws IOException {
        FileCache files = new PlainFiles(Files.createDirectories(folder));
        MessageStore memory = MessageStore.inMemory();
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("files") ? files : method.invoke(memory, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public long save(String name, Content content) {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name))) {
            content.writeTo(file);
            return Files.size(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> open(String name) {
        try {
            return Files.exists(folder.resolve(name))
                    ? Optional.of(Files.newInputStream(folder.resolve(name)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void retainOnly(Set<String> names) {
        // A new folder has nothing else.
    }
}
