package org.session4j.onion;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

final class InMemoryNetworkStore implements NetworkStore {

    private volatile @Nullable Bytes state;

    @Override
    public Optional<Bytes> load() {
        return Optional.ofNullable(state);
    }

    @Override
    public void save(Bytes newState) {
        state = newState;
    }
}
