package org.session4j.client.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.session4j.client.store.FileCache;

/** Files that are forgotten with the object. Safe for use by many threads. */
final class MemoryFiles implements FileCache {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public long save(String name, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.put(requireName(name), bytes.toByteArray());
        return bytes.size();
    }

    @Override
    public Optional<InputStream> open(String name) {
        return Optional.ofNullable(files.get(requireName(name))).map(ByteArrayInputStream::new);
    }

    @Override
    public void remove(String name) {
        files.remove(requireName(name));
    }

    @Override
    public void retainOnly(Set<String> names) {
        files.keySet().retainAll(names);
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: expected 1 to 64 of the characters a-z, 0-9 and -");
        }
        return name;
    }
}
