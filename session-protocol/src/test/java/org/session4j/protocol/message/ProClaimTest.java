package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.ProClaim.Feature;
import org.session4j.protocol.message.ProClaim.Layout;

class ProClaimTest {

    private static final Bytes KEY = Bytes.of(new byte[32]);
    private static final Bytes SIGNATURE = Bytes.of(new byte[64]);

    @Test
    void theSizeOfTheExpiryTellsTheLayoutsApart() {
        assertThat(proof(1_763_884_800_123L).layout()).isEqualTo(Layout.MILLISECONDS);
        assertThat(proof(1_763_884_800_123L).expiry()).isEqualTo(Instant.ofEpochMilli(1_763_884_800_123L));
        assertThat(proof(1_763_884_800L).layout()).isEqualTo(Layout.SECONDS);
        assertThat(proof(1_763_884_800L).expiry()).isEqualTo(Instant.ofEpochSecond(1_763_884_800L));
    }

    @Test
    void aProofIsInTimeUpToItsExpiry() {
        Instant expiry = Instant.ofEpochSecond(1_763_884_800L);

        assertThat(proof(1_763_884_800L).isInTime(expiry)).isTrue();
        assertThat(proof(1_763_884_800L).isInTime(expiry.plusMillis(1))).isFalse();
    }

    @Test
    void aProofOfTheWrongFormCountsAsNone() {
        List<ProProof> proofs = List.of(
                new ProProof(0L, null, KEY, 1L, SIGNATURE),
                new ProProof(0L, Bytes.empty(), KEY, 1L, SIGNATURE),
                new ProProof(0L, KEY, SIGNATURE, 1L, SIGNATURE),
                new ProProof(0L, KEY, KEY, null, SIGNATURE),
                new ProProof(0L, KEY, KEY, -1L, SIGNATURE),
                new ProProof(0L, KEY, KEY, 1L, KEY));

        assertThat(proofs)
                .allSatisfy(proof -> assertThat(ProClaim.of(new ProMessage(proof, null, null)))
                        .isEqualTo(new ProClaim(null, Set.of())));
    }

    @Test
    void theBitsSayWhatIsUsed() {
        assertThat(ProClaim.of(new ProMessage(null, 2L, 1L)).features())
                .containsExactlyInAnyOrder(Feature.ANIMATED_AVATAR, Feature.LONG_MESSAGE);
        assertThat(ProClaim.of(new ProMessage(null, -1L, null)).features())
                .containsExactlyInAnyOrder(Feature.BADGE, Feature.ANIMATED_AVATAR);
        assertThat(ProClaim.of(null)).isNull();
    }

    private static ProClaim.Proof proof(long expiry) {
        return ProClaim.of(new ProMessage(new ProProof(null, KEY, KEY, expiry, SIGNATURE), null, null))
                .proof();
    }
}
