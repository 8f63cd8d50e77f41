package org.session4j.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class XEd25519Test {

    private final Crypto crypto = Crypto.named("bouncycastle");

    @Property(tries = 300)
    void bothKindsOfSignatureVerifyUnderTheX25519Key(
            @ForAll @Size(32) byte[] seed, @ForAll byte[] message, @ForAll @IntRange(min = 0, max = 511) int bit) {
        Ed25519KeyPair pair = Ed25519KeyPair.ofSeed(seed, crypto);
        X25519PublicKey key = pair.toX25519().publicKey();
        byte[] random = XEd25519.sign(message, pair.toX25519(), new SecureRandom(), crypto);
        byte[] deterministic = XEd25519.signDeterministic(message, pair, crypto);
        assertThat(XEd25519.verify(random, message, key, crypto)).isTrue();
        assertThat(XEd25519.verify(deterministic, message, key, crypto)).isTrue();
        assertThat(XEd25519.signDeterministic(message, pair, crypto)).isEqualTo(deterministic);
        random[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(XEd25519.verify(random, message, key, crypto)).isFalse();
    }

    @Property(tries = 100)
    void thePublicKeyIsTheAccountsUpToTheSign(@ForAll @Size(32) byte[] seed) {
        Ed25519KeyPair pair = Ed25519KeyPair.ofSeed(seed, crypto);
        byte[] expected = pair.publicKey().toByteArray();
        expected[31] &= 0x7f;
        assertThat(XEd25519.publicKey(pair.toX25519().publicKey()).toByteArray())
                .isEqualTo(expected);
    }

    @Property
    void everyX25519KeyHasAnEd25519KeyWithSignBitZero(@ForAll @Size(32) byte[] key) {
        assertThat(XEd25519.publicKey(X25519PublicKey.of(key)).toByteArray()[31])
                .isGreaterThanOrEqualTo((byte) 0);
    }

    @Test
    void aSignatureDrawsSixtyFourBytes() {
        KeyPairTest.DrawnSizes random = new KeyPairTest.DrawnSizes();
        byte[] signature = XEd25519.sign(new byte[1], X25519KeyPair.ofSecretKey(new byte[32], crypto), random, crypto);
        assertThat(signature).hasSize(64);
        assertThat(random.sizes).hasToString("[64]");
    }

    @Test
    void theKeyWithoutCounterpartGivesZeroBytesAndVerifiesNothing() {
        byte[] minusOne = new byte[32];
        java.util.Arrays.fill(minusOne, (byte) 0xff);
        minusOne[0] = (byte) 0xec;
        minusOne[31] = 0x7f;
        X25519PublicKey key = X25519PublicKey.of(minusOne);
        assertThat(XEd25519.publicKey(key).toByteArray()).containsOnly(0);
        assertThat(XEd25519.verify(new byte[64], new byte[1], key, crypto)).isFalse();
    }
}
