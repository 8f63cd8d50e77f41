package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.session4j.onion.NetworkStore;
import org.session4j.protocol.Bytes;

class StateKeeperTest {

    @Test
    void aStoreThatThrowsIsGivenTheNextStateNevertheless() {
        FakeNetwork fake = new FakeNetwork(24);
        List<Bytes> saved = new ArrayList<>();
        NetworkStore store = new NetworkStore() {
            @Override
            public Optional<Bytes> load() {
                return Optional.empty();
            }

            @Override
            public void save(Bytes state) {
                saved.add(state);
                if (saved.size() == 1) {
                    throw new IllegalStateException("disk full");
                }
            }
        };
        RouterFixture fixture = RouterFixture.open(fake, fake.describe().build(), store);
        fixture.loop.advance(Duration.ofSeconds(5));
        assertThat(saved).hasSize(1);

        fixture.router.strike(fake.list().get(0), 1);
        fixture.loop.advance(Duration.ofSeconds(5));

        assertThat(saved).hasSize(2);
    }
}
