package org.session4j.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Ed25519VerifierTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** Signatures before the one that counts: with each number the verdict is the same. */
    private static final int[] BEFORE = {0, 3, 4, 5, 6};

    @Property(tries = 300)
    void everyVerdictIsThatOfTheBackend(@ForAll byte[] message, @ForAll long seed) {
        Ed25519KeyPair key = Ed25519KeyPair.generate(RANDOM, CRYPTO);
        byte[] signature = key.sign(message);
        byte[] spoilt = signature.clone();
        int bit = new Random(seed).nextInt(8 * signature.length);
        spoilt[bit / 8] ^= (byte) (1 << bit % 8);

        for (int before : BEFORE) {
            Ed25519Verifier verifier = used(key, before);
            assertThat(verifier.verify(signature, message)).isTrue();
            assertThat(verifier.verify(spoilt, message)).isFalse();
            assertThat(verifier.verify(signature, new byte[message.length + 1])).isFalse();
        }
    }

    @Property(tries = 300)
    void aSignatureWithSAboveTheOrderIsRefused(@ForAll byte[] message) {
        Ed25519KeyPair key = Ed25519KeyPair.generate(RANDOM, CRYPTO);
        byte[] signature = key.sign(message);
        BigInteger s = BigInteger.ZERO;
        for (int i = 63; i >= 32; i--) {
            s = s.shiftLeft(8).or(BigInteger.valueOf(signature[i] & 0xff));
        }
        byte[] malleable = signature.clone();
        BigInteger other = s.add(ORDER);
        for (int i = 32; i < 64; i++) {
            malleable[i] = other.shiftRight(8 * (i - 32)).byteValue();
        }

        for (int before : BEFORE) {
            Ed25519Verifier verifier = used(key, before);
            assertThat(verifier.verify(signature, message)).isTrue();
            assertThat(verifier.verify(malleable, message)).isFalse();
        }
    }

    @Test
    void underAKeyOfSmallOrderNothingVerifies() {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] signature = new byte[64];
        signature[0] = 1;
        Ed25519Verifier verifier = Ed25519Verifier.of(Ed25519PublicKey.of(neutral), CRYPTO);

        for (int i = 0; i < 10; i++) {
            assertThat(verifier.verify(signature, new byte[i])).isFalse();
        }
    }

    private static Ed25519Verifier used(Ed25519KeyPair key, int times) {
        Ed25519Verifier verifier = Ed25519Verifier.of(key.publicKey(), CRYPTO);
        for (int i = 0; i < times; i++) {
            byte[] message = {(byte) i};
            assertThat(verifier.verify(key.sign(message), message)).isTrue();
        }
        return verifier;
    }
}
