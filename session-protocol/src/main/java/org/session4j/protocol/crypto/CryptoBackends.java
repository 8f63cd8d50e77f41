package org.session4j.protocol.crypto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.crypto.BouncyCastleCrypto;

/**
 * Finds backends and keeps the ones that work, fastest first. One that does not, whatever it throws, is left out, and
 * why is remembered: it must neither break the program nor be missing in silence.
 */
final class CryptoBackends {

    /** Names the backend that {@link Crypto#get()} must give. */
    static final String PROPERTY = "org.session4j.crypto";

    /** A registry that fails this often without giving a provider is given up. */
    private static final int MAX_FAILURES = 32;

    private final List<Crypto> working = new ArrayList<>();
    private final Map<String, String> unavailable = new LinkedHashMap<>();
    private volatile @Nullable Crypto preferred;

    /** Found at first use, once; with the class loader of the port, so that it does not matter which thread is first. */
    private static final class Installed {
        static final CryptoBackends BACKENDS =
                new CryptoBackends(ServiceLoader.load(CryptoProvider.class, CryptoProvider.class.getClassLoader())
                        .iterator());
    }

    CryptoBackends(Iterator<CryptoProvider> providers) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(new BouncyCastleCrypto(), 0));
        int failures = 0;
        while (failures < MAX_FAILURES) {
            String name = "provider " + (candidates.size() + unavailable.size());
            // Also Errors: a broken service file or a native library that does not load must not take the program down.
            try {
                if (!providers.hasNext()) {
                    break;
                }
                CryptoProvider provider = providers.next();
                name = provider.name();
                candidates.add(new Candidate(provider.open(), provider.speed()));
            } catch (Throwable reason) {
                failures++;
                unavailable.put(name, String.valueOf(reason));
            }
        }
        candidates.sort((left, right) -> Integer.compare(right.speed, left.speed));
        for (Candidate candidate : candidates) {
            working.add(candidate.crypto);
        }
    }

    private record Candidate(Crypto crypto, int speed) {}

    static CryptoBackends installed() {
        return Installed.BACKENDS;
    }

    /** The choice that {@link Crypto#get()} keeps. */
    Crypto preferred() {
        Crypto crypto = preferred;
        if (crypto == null) {
            crypto = choose(System.getProperty(PROPERTY));
            preferred = crypto;
        }
        return crypto;
    }

    /**
     * @param name null for the fastest
     */
    Crypto choose(@Nullable String name) {
        return name == null || name.isEmpty() ? working.get(0) : named(name);
    }

    Crypto named(String name) {
        for (Crypto crypto : working) {
            if (crypto.name().equals(name)) {
                return crypto;
            }
        }
        String reason = unavailable.get(name);
        throw new IllegalStateException("crypto backend " + name
                + (reason == null ? " is not installed" : " does not work here: " + reason)
                + "; working: " + available() + ", not working: " + unavailable);
    }

    List<String> available() {
        List<String> names = new ArrayList<>();
        for (Crypto crypto : working) {
            names.add(crypto.name());
        }
        return Collections.unmodifiableList(names);
    }

    Map<String, String> unavailable() {
        return Collections.unmodifiableMap(unavailable);
    }
}
