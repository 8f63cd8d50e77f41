package org.session4j.protocol.v2;

import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.MlKem768PublicKey;

/**
 * What stands where an ML-KEM ciphertext could be and none is needed (messages: non-PFS form; group message). Readers
 * look at neither.
 */
public enum Decoy {

    /** An encapsulation to a key that is thrown away: nothing tells it from a real one. Draws 64 and 32 bytes. */
    THROW_AWAY_KEY {
        @Override
        public byte[] ciphertext(SecureRandom random, Crypto crypto) {
            byte[] seed = drawn(Crypto.MLKEM768_SEED, random);
            byte[] coins = drawn(Crypto.MLKEM768_COINS, random);
            byte[] secretKey = crypto.mlkem768SeedKeypair(seed);
            byte[] encapsulated = new byte[0];
            try {
                encapsulated = crypto.mlkem768Encapsulate(
                        MlKem768PublicKey.ofSecretKey(secretKey).toByteArray(), coins);
                return Arrays.copyOf(encapsulated, Crypto.MLKEM768_CIPHERTEXT);
            } catch (MalformedDataException e) {
                throw new IllegalStateException("a generated ML-KEM key is bad", e);
            } finally {
                Arrays.fill(seed, (byte) 0);
                Arrays.fill(coins, (byte) 0);
                Arrays.fill(secretKey, (byte) 0);
                Arrays.fill(encapsulated, (byte) 0);
            }
        }
    },

    /** Random bytes, as upstream has it. Real ciphertexts are not quite uniform, so a test of one slot tells mostly. */
    RANDOM_BYTES {
        @Override
        public byte[] ciphertext(SecureRandom random, Crypto crypto) {
            return drawn(Crypto.MLKEM768_CIPHERTEXT, random);
        }
    };

    /** 1088 bytes. */
    public abstract byte[] ciphertext(SecureRandom random, Crypto crypto);

    private static byte[] drawn(int size, SecureRandom random) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
