package org.session4j.swarm;

import java.time.Instant;

/**
 * The newest release of an official app, as the file server knows it.
 *
 * @param version such as {@code v1.2.3}
 * @param updated when the server looked
 */
public record AppRelease(String version, Instant updated) {

    /** The apps that there are. */
    public enum Platform {
        ANDROID("android"),
        DESKTOP("desktop"),
        IOS("ios");

        private final String wireName;

        Platform(String wireName) {
            this.wireName = wireName;
        }

        /** As it stands in a request. */
        public String wireName() {
            return wireName;
        }
    }
}
