package org.session4j.protocol.config;

import java.util.Optional;

/** Where a document stands between this device and the swarm (config: editing). */
public enum ConfigState {

    /** It is what the swarm has. */
    CLEAN(0),

    /** It was changed and not pushed. */
    DIRTY(1),

    /** It was handed out by a push that is not confirmed. */
    WAITING(2);

    private final int number;

    ConfigState(int number) {
        this.number = number;
    }

    /** As in a dump. */
    int number() {
        return number;
    }

    static Optional<ConfigState> of(long number) {
        for (ConfigState state : values()) {
            if (state.number == number) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
