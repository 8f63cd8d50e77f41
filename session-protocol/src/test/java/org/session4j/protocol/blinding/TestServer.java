package org.session4j.protocol.blinding;

import java.math.BigInteger;
import java.util.Random;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/** A server and people on it, all from numbers. */
final class TestServer {

    static final Crypto CRYPTO = Crypto.named("bouncycastle");

    private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private TestServer() {}

    static X25519PublicKey serverKey(long number) {
        return X25519PublicKey.of(CRYPTO.x25519Base(bytes(number ^ 0x5e7f)));
    }

    static Account account(long number) {
        return Account.ofSeed(bytes(number), CRYPTO);
    }

    static BlindedMessageCipher cipher(IdKind kind, Account account, long server) {
        return kind == IdKind.BLINDED_15
                ? BlindedMessageCipher.of15(account.ed25519KeyPair(), serverKey(server), CRYPTO)
                : BlindedMessageCipher.of25(account.ed25519KeyPair(), serverKey(server), CRYPTO);
    }

    /** P and the point of order 2, (0, −1), added: (−x, −y). */
    static byte[] withOrderTwo(byte[] point) {
        boolean negative = (point[31] & 0x80) != 0;
        byte[] sum = new byte[32];
        BigInteger y = BigInteger.ZERO;
        for (int i = 31; i >= 0; i--) {
            y = y.shiftLeft(8).or(BigInteger.valueOf(i == 31 ? point[i] & 0x7f : point[i] & 0xff));
        }
        BigInteger negated = PRIME.subtract(y);
        for (int i = 0; i < 32; i++) {
            sum[i] = negated.shiftRight(8 * i).byteValue();
        }
        sum[31] |= (byte) (negative ? 0 : 0x80);
        return sum;
    }

    static byte[] bytes(long number) {
        byte[] bytes = new byte[32];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
