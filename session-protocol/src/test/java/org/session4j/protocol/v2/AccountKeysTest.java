package org.session4j.protocol.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

class AccountKeysTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SECONDS = NOW.getEpochSecond();

    private static SecretBytes seed(int number) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) number);
        return SecretBytes.of(seed);
    }

    private static AccountKey key(int number, long created, @Nullable Long replaced) {
        return AccountKey.of(seed(number), created, replaced, CRYPTO);
    }

    private static List<Long> times(AccountKeys keys) {
        List<Long> times = new ArrayList<>();
        keys.all().forEach(key -> times.add(key.replacedAtSeconds().orElse(-1)));
        return times;
    }

    @Test
    void aNewKeyReplacesTheOneBefore() {
        AccountKeys keys = AccountKeys.none().rotate(seed(1), NOW, CRYPTO);
        AccountKeys next = keys.rotate(seed(2), NOW.plusSeconds(100), CRYPTO);

        assertThat(next.current().orElseThrow().seed()).isEqualTo(seed(2));
        assertThat(times(next)).containsExactly(-1L, SECONDS + 100);
        assertThat(next.keyPairs()).hasSize(2);
        // A clock that goes backwards does not.
        assertThat(next.rotate(seed(3), NOW, CRYPTO).current().orElseThrow().createdAtSeconds())
                .isEqualTo(SECONDS + 101);
    }

    @Test
    void keysAreKeptForSixteenDaysAfterTheyWereReplaced() {
        long oldest = SECONDS - Duration.ofDays(16).toSeconds();
        AccountKeys keys = AccountKeys.of(
                List.of(key(1, SECONDS, null), key(2, 1, oldest), key(3, 1, oldest - 1), key(4, 1, SECONDS)));

        AccountKeys.Pruned pruned = keys.prune(NOW);

        assertThat(pruned.dropped()).singleElement().matches(key -> key.seed().equals(seed(3)));
        assertThat(times(pruned.keys())).containsExactly(-1L, SECONDS, oldest);
    }

    @Test
    void aKeyThatWasReplacedIsNeverCurrentAgain() {
        AccountKeys held = AccountKeys.of(List.of(key(1, 100, 200L), key(2, 200, null)));

        AccountKeys merged = held.merge(List.of(key(1, 100, null), key(2, 999, 300L)));

        assertThat(merged.current()).isEmpty();
        assertThat(times(merged)).containsExactly(300L, 200L);
        assertThat(merged.all().get(0).createdAtSeconds()).isEqualTo(200);
    }

    /** The key of a message that is sent again is as old as it was. */
    @Test
    void aKeyThatIsLearnedAgainLivesNoLongerForIt() {
        AccountKeys held = AccountKeys.of(List.of(key(2, 200, 300L), key(3, 300, 900L), key(4, 900, null)));

        assertThat(times(held.merge(List.of(key(1, 100, null))))).containsExactly(-1L, 900L, 300L, 200L);
    }

    @Property(tries = 200)
    void anyOrderOfMergingEndsOnTheSameKey(@ForAll long shuffle, @ForAll @IntRange(min = 1, max = 6) int count) {
        Random random = new Random(shuffle);
        List<AccountKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long created = random.nextInt(3);
            keys.add(key(i, created, random.nextBoolean() ? Long.valueOf(created + random.nextInt(4)) : null));
        }
        List<AccountKey> other = new ArrayList<>(keys);
        Collections.shuffle(other, random);
        AccountKeys one = AccountKeys.none();
        AccountKeys two = AccountKeys.none();
        for (int i = 0; i < count; i++) {
            one = one.merge(List.of(keys.get(i)));
            two = two.merge(List.of(other.get(i))).merge(other.subList(0, i));
        }

        assertThat(one.current().map(AccountKey::seed)).isEqualTo(two.current().map(AccountKey::seed));
        assertThat(one.merge(two.all()).isSameAs(two.merge(one.all()))).isTrue();
        assertThat(one.all().stream().filter(key -> !key.replacedAtSeconds().isPresent()))
                .hasSizeLessThan(2);
    }

    @Test
    void timesAndSeedsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> key(1, -1, null));
        assertThatIllegalArgumentException().isThrownBy(() -> key(1, 0, V2Choices.MAX_SECONDS + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountKey.of(SecretBytes.of(new byte[31]), 0, null, CRYPTO));
        AccountKey destroyed = key(1, 0, null);
        destroyed.destroy();
        assertThat(destroyed.isDestroyed()).isTrue();
        assertThatThrownBy(() -> destroyed.keyPair().decapsulate(new byte[1088]))
                .isInstanceOf(IllegalStateException.class);
    }
}
