package org.session4j.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyPairTest {

    private final Crypto crypto = Crypto.named("bouncycastle");

    @Property(tries = 100)
    void aKeyPairIsTheSameFromItsSeedAndFromItsSecretKey(@ForAll @Size(32) byte[] seed) {
        Ed25519KeyPair pair = Ed25519KeyPair.ofSeed(seed, crypto);
        assertThat(pair.seed().exposeSecretBytes()).isEqualTo(seed);
        byte[] secretKey = pair.secretKey().exposeSecretBytes();
        assertThat(secretKey)
                .hasSize(64)
                .startsWith(seed)
                .endsWith(pair.publicKey().toByteArray());
        assertThat(Ed25519KeyPair.ofSecretKey(secretKey, crypto).publicKey()).isEqualTo(pair.publicKey());
        secretKey[40] ^= 1;
        assertThatThrownBy(() -> Ed25519KeyPair.ofSecretKey(secretKey, crypto))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 100)
    void bothFormsOfAKeyPairBelongTogether(@ForAll @Size(32) byte[] seed) throws Exception {
        Ed25519KeyPair pair = Ed25519KeyPair.ofSeed(seed, crypto);
        assertThat(pair.toX25519().publicKey().toByteArray())
                .isEqualTo(crypto.ed25519PublicKeyToX25519(pair.publicKey().toByteArray()));
    }

    @Test
    void keysOfAWrongSizeAreTheCallersMistake() {
        for (int length : new int[] {0, 31, 33, 63, 65}) {
            byte[] key = new byte[length];
            assertThatThrownBy(() -> Ed25519KeyPair.ofSeed(key, crypto)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Ed25519KeyPair.ofSecretKey(key, crypto))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> X25519KeyPair.ofSecretKey(key, crypto))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aGeneratedPairDrawsThirtyTwoBytesAtOnce() {
        DrawnSizes random = new DrawnSizes();
        Ed25519KeyPair ed25519 = Ed25519KeyPair.generate(random, crypto);
        X25519KeyPair x25519 = X25519KeyPair.generate(random, crypto);
        assertThat(random.sizes).hasToString("[32, 32]");
        assertThat(ed25519.seed().exposeSecretBytes()).containsOnly(1);
        assertThat(x25519.secretKey().exposeSecretBytes()).containsOnly(2);
    }

    @Test
    void aDestroyedPairSignsNoMoreButKeepsItsPublicKey() {
        Ed25519KeyPair pair = Ed25519KeyPair.ofSeed(new byte[32], crypto);
        X25519KeyPair x25519 = pair.toX25519();
        pair.destroy();
        x25519.destroy();
        assertThat(pair.isDestroyed()).isTrue();
        assertThat(x25519.isDestroyed()).isTrue();
        assertThat(pair.publicKey().toByteArray()).hasSize(32);
        assertThatThrownBy(() -> pair.sign(new byte[1])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(x25519::secretKey).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPairPrintsNoKey() {
        Ed25519KeyPair pair = Ed25519KeyPair.ofSeed(new byte[32], crypto);
        assertThat(pair).hasToString("Ed25519KeyPair");
        assertThat(pair.toX25519()).hasToString("X25519KeyPair");
    }

    /** The n-th draw is filled with n. */
    static final class DrawnSizes extends SecureRandom {
        private static final long serialVersionUID = 1L;
        final java.util.ArrayList<Integer> sizes = new java.util.ArrayList<>();

        @Override
        public void nextBytes(byte[] bytes) {
            sizes.add(bytes.length);
            java.util.Arrays.fill(bytes, (byte) sizes.size());
        }
    }
}
