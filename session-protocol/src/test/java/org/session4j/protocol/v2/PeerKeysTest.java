package org.session4j.protocol.v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.MlKem768PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.v2.PeerKeys.State;

class PeerKeysTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final HybridPublicKey KEYS = keys(1);

    private static HybridPublicKey keys(int number) {
        byte[] point = new byte[32];
        point[0] = (byte) number;
        return new HybridPublicKey(X25519PublicKey.of(point), MLKEM);
    }

    private static final MlKem768PublicKey MLKEM = HybridKeyPair.ofSeed(
                    SecretBytes.of(new byte[32]), KeyUse.ACCOUNT, Crypto.named("bouncycastle"))
            .publicKey()
            .mlkem768();

    private static Instant after(Duration time) {
        return NOW.plus(time);
    }

    @Test
    void keysAreFreshForADayAndUsableForTwo() {
        PeerKeys keys = PeerKeys.unknown().fetched(KEYS, NOW);

        assertThat(PeerKeys.unknown().at(NOW)).isEqualTo(State.UNKNOWN);
        assertThat(keys.at(NOW)).isEqualTo(State.FRESH);
        assertThat(keys.at(after(Duration.ofDays(1).minusSeconds(1)))).isEqualTo(State.FRESH);
        assertThat(keys.at(after(Duration.ofDays(1).plusSeconds(1)))).isEqualTo(State.STALE);
        assertThat(keys.at(after(Duration.ofDays(2)))).isEqualTo(State.STALE);
        assertThat(keys.usable(after(Duration.ofDays(2)))).contains(KEYS);
        assertThat(keys.at(after(Duration.ofDays(2).plusSeconds(1)))).isEqualTo(State.EXPIRED);
        assertThat(keys.usable(after(Duration.ofDays(2).plusSeconds(1)))).isEmpty();
        assertThat(keys.hasPublished()).isTrue();
    }

    @Test
    void anAccountWithoutKeysIsNotAskedForAnHour() {
        PeerKeys none = PeerKeys.unknown().fetchedNone(NOW);

        assertThat(none.at(after(Duration.ofHours(1).minusSeconds(1)))).isEqualTo(State.NO_KEYS);
        assertThat(none.at(after(Duration.ofHours(1)))).isEqualTo(State.UNKNOWN);
        assertThat(none.hasPublished()).isFalse();
    }

    @Test
    void aFetchThatFindsNoneDoesNotTakeKeysAway() {
        PeerKeys keys = PeerKeys.unknown().fetched(KEYS, NOW).fetchedNone(after(Duration.ofHours(30)));

        assertThat(keys.at(after(Duration.ofHours(31)))).isEqualTo(State.STALE);
        assertThat(keys.usable(after(Duration.ofDays(2)))).contains(KEYS);
        assertThat(keys.fetchedNone(after(Duration.ofDays(2)))
                        .at(after(Duration.ofDays(2).plusSeconds(1))))
                .isEqualTo(State.NO_KEYS);
        assertThat(keys.at(after(Duration.ofHours(50)))).isEqualTo(State.EXPIRED);
    }

    @Test
    void theSameKeysAgainAreFreshAgain() {
        PeerKeys keys = PeerKeys.unknown().fetched(KEYS, NOW).fetched(KEYS, after(Duration.ofHours(40)));

        assertThat(keys.at(after(Duration.ofHours(60)))).isEqualTo(State.FRESH);
        assertThat(keys.replaced()).isEmpty();
    }

    @Test
    void keysThatWereReplacedDoNotComeBack() {
        PeerKeys keys = PeerKeys.unknown().fetched(KEYS, NOW).fetched(keys(2), after(Duration.ofHours(12)));
        Instant later = after(Duration.ofHours(40));

        assertThat(keys.isReplaced(KEYS)).isTrue();
        assertThat(keys.fetched(KEYS, later)).isSameAs(keys);
        assertThat(keys.usable(later)).contains(keys(2));
        PeerKeys stored =
                PeerKeys.of(keys.lastKeys().orElseThrow(), keys.fetchedAt().orElseThrow(), null, keys.replaced());
        assertThat(stored.isReplaced(KEYS)).isTrue();
        assertThat(stored.at(later)).isEqualTo(keys.at(later));
    }

    @Test
    void whatIsRememberedOfReplacedKeysIsBounded() {
        PeerKeys keys = PeerKeys.unknown();
        List<HybridPublicKey> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(keys(i));
            keys = keys.fetched(all.get(i), NOW);
        }
        assertThat(keys.replaced()).hasSize(66).endsWith(all.get(198).x25519());
    }
}
