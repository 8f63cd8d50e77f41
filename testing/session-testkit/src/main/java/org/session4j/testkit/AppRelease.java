package org.session4j.testkit;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A release of an app, as the file server tells of it under {@code session_version}.
 *
 * @param version such as {@code v1.2.3}
 * @param name absent if the release has none
 * @param notes absent if the release has none
 * @param assets its files by their names, in order
 */
public record AppRelease(
        String version, @Nullable String name, @Nullable String notes, Map<String, URI> assets) {

    /** Whose release it is. */
    public enum Platform {
        DESKTOP,
        ANDROID,
        IOS
    }

    /** For whom it is. */
    public enum Channel {
        STABLE,
        PRERELEASE,
        ALPHA
    }

    public AppRelease {
        assets = Collections.unmodifiableMap(new LinkedHashMap<>(assets));
    }

    /** A release without anything else. */
    public static AppRelease of(String version) {
        return new AppRelease(version, null, null, Map.of());
    }
}
