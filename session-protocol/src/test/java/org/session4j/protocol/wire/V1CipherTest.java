package org.session4j.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

class V1CipherTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final V1Cipher CIPHER = V1Cipher.of(CRYPTO);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Account ALICE = Account.generate(RANDOM, CRYPTO);
    private static final Account BOB = Account.generate(RANDOM, CRYPTO);
    private static final Account EVE = Account.generate(RANDOM, CRYPTO);
    private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    @Property(tries = 200)
    void theRecipientReadsWhatTheSenderWrote(@ForAll byte[] message) throws Exception {
        byte[] sealed = CIPHER.encrypt(message, ALICE.ed25519KeyPair(), BOB.x25519PublicKey(), RANDOM);
        SignedMessage opened = CIPHER.decrypt(sealed, BOB.x25519KeyPair());

        assertThat(sealed).hasSize(message.length + V1Cipher.OVERHEAD);
        assertThat(opened).isEqualTo(new SignedMessage(ALICE.sessionId(), ALICE.ed25519PublicKey(), Bytes.of(message)));
        assertThat(CIPHER.decrypt(sealed, BOB.ed25519KeyPair())).isEqualTo(opened);
    }

    @Property(tries = 200)
    void equalInputGivesEqualOutputInTheDeterministicVariant(@ForAll byte[] message) throws Exception {
        byte[] sealed = CIPHER.encryptDeterministic(message, ALICE.ed25519KeyPair(), BOB.x25519PublicKey());

        assertThat(CIPHER.encryptDeterministic(message, ALICE.ed25519KeyPair(), BOB.x25519PublicKey()))
                .isEqualTo(sealed);
        assertThat(CIPHER.encryptDeterministic(message, ALICE.ed25519KeyPair(), EVE.x25519PublicKey()))
                .isNotEqualTo(sealed);
        assertThat(CIPHER.decrypt(sealed, BOB.x25519KeyPair()).message()).isEqualTo(Bytes.of(message));
    }

    @Test
    void anyFlippedBitKeepsItClosed() throws Exception {
        byte[] sealed = CIPHER.encrypt(new byte[0], ALICE.ed25519KeyPair(), BOB.x25519PublicKey(), RANDOM);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> CIPHER.decrypt(flipped, BOB.x25519KeyPair()))
                    .as("bit %d", bit)
                    .isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void aPartOfAMessageOrAMessageWithMoreBehindItStaysClosed() throws Exception {
        byte[] sealed = CIPHER.encrypt(HELLO, ALICE.ed25519KeyPair(), BOB.x25519PublicKey(), RANDOM);

        for (int length = 0; length < sealed.length; length++) {
            byte[] part = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> CIPHER.decrypt(part, BOB.x25519KeyPair()))
                    .isInstanceOf(
                            length < V1Cipher.OVERHEAD ? MalformedDataException.class : DecryptionException.class);
        }
        assertThatThrownBy(() -> CIPHER.decrypt(Arrays.copyOf(sealed, sealed.length + 1), BOB.x25519KeyPair()))
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void nobodyElseOpensIt() throws Exception {
        byte[] sealed = CIPHER.encrypt(HELLO, ALICE.ed25519KeyPair(), BOB.x25519PublicKey(), RANDOM);

        assertThatThrownBy(() -> CIPHER.decrypt(sealed, EVE.x25519KeyPair())).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> CIPHER.decrypt(sealed, ALICE.x25519KeyPair())).isInstanceOf(DecryptionException.class);
    }

    @Test
    void aMessageThatTheRecipientSealsAnewToAThirdIsRefusedThere() throws Exception {
        byte[] signedForBob = CIPHER.signForRecipient(HELLO, ALICE.ed25519KeyPair(), BOB.x25519PublicKey());

        assertThatThrownBy(() -> CIPHER.decrypt(seal(signedForBob, EVE), EVE.x25519KeyPair()))
                .isInstanceOf(SignatureException.class);
        assertThat(CIPHER.decrypt(seal(signedForBob, BOB), BOB.x25519KeyPair()).sender())
                .isEqualTo(ALICE.sessionId());
    }

    @Test
    void aSignatureOverOtherWordsIsRefused() throws Exception {
        byte[] signed = CIPHER.signForRecipient(HELLO, ALICE.ed25519KeyPair(), BOB.x25519PublicKey());
        signed[0] ^= 1;

        assertThatThrownBy(() -> CIPHER.decrypt(seal(signed, BOB), BOB.x25519KeyPair()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void nobodySignsInTheNameOfAnother() throws Exception {
        byte[] signed = CIPHER.signForRecipient(HELLO, EVE.ed25519KeyPair(), BOB.x25519PublicKey());
        System.arraycopy(ALICE.ed25519PublicKey().toByteArray(), 0, signed, HELLO.length, 32);

        assertThatThrownBy(() -> CIPHER.decrypt(seal(signed, BOB), BOB.x25519KeyPair()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void aSignatureOverTheIdInsteadOfTheKeyIsRefused() throws Exception {
        byte[] senderKey = ALICE.ed25519PublicKey().toByteArray();
        byte[] signature = ALICE.sign(concat(HELLO, senderKey, BOB.sessionId().toByteArray()));

        assertThatThrownBy(() -> CIPHER.decrypt(seal(concat(HELLO, senderKey, signature), BOB), BOB.x25519KeyPair()))
                .isInstanceOf(SignatureException.class);
    }

    /**
     * Adding a point of order 4 to a key gives a key that signs as well (whenever the hash is a multiple of 4), but
     * belongs to no account.
     */
    @Test
    void aKeyOutsideThePrimeOrderSubgroupIsNoSender() throws Exception {
        byte[] seed = ALICE.ed25519KeyPair().seed().exposeSecretBytes();
        byte[] scalar = CRYPTO.ed25519ScalarReduce(Arrays.copyOf(CRYPTO.ed25519SeedToX25519(seed), 64));
        byte[] key = plusPointOfOrderFour(ALICE.ed25519PublicKey().toByteArray());
        byte[] covered = concat(HELLO, key, BOB.x25519PublicKey().toByteArray());
        byte[] signature = signWhereTheHashIsAMultipleOfFour(scalar, key, covered);

        assertThat(CRYPTO.ed25519Verify(signature, covered, key)).isTrue();
        assertThatThrownBy(() -> CIPHER.decrypt(seal(concat(HELLO, key, signature), BOB), BOB.x25519KeyPair()))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void nothingIsSealedToAKeyOfSmallOrder() {
        X25519PublicKey zero = X25519PublicKey.of(new byte[32]);

        assertThatThrownBy(() -> CIPHER.encrypt(HELLO, ALICE.ed25519KeyPair(), zero, RANDOM))
                .isInstanceOf(MalformedDataException.class);
    }

    @Property
    void anyBytesAreRefused(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> CIPHER.decrypt(bytes, BOB.x25519KeyPair())).isInstanceOf(SessionException.class);
    }

    /** crypto_box_seal, of whatever bytes. */
    private static byte[] seal(byte[] signed, Account recipient) throws Exception {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        byte[] ephemeral = CRYPTO.x25519Base(secret);
        byte[] key = recipient.x25519PublicKey().toByteArray();
        byte[] nonce = CRYPTO.blake2b(24, null, null, ephemeral, key);
        return concat(ephemeral, CRYPTO.boxEasy(signed, nonce, key, secret));
    }

    /** With i the square root of −1, the point (x, y) plus (i, 0) is (iy, ix). */
    private static byte[] plusPointOfOrderFour(byte[] point) {
        BigInteger y = number(point).clearBit(255);
        BigInteger i = BigInteger.TWO.modPow(PRIME.subtract(BigInteger.ONE).shiftRight(2), PRIME);
        BigInteger d =
                BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(PRIME));
        BigInteger square = y.multiply(y);
        BigInteger ratio = square.subtract(BigInteger.ONE)
                .multiply(d.multiply(square).add(BigInteger.ONE).modInverse(PRIME))
                .mod(PRIME);
        BigInteger x = ratio.modPow(PRIME.add(BigInteger.valueOf(3)).shiftRight(3), PRIME);
        if (!x.multiply(x).subtract(ratio).mod(PRIME).equals(BigInteger.ZERO)) {
            x = x.multiply(i).mod(PRIME);
        }
        if (x.testBit(0) != (point[31] < 0)) {
            x = PRIME.subtract(x);
        }
        BigInteger sum = i.multiply(x).mod(PRIME);
        boolean sign = i.multiply(y).mod(PRIME).testBit(0);
        return littleEndian(sign ? sum.setBit(255) : sum);
    }

    private static byte[] signWhereTheHashIsAMultipleOfFour(byte[] scalar, byte[] key, byte[] covered)
            throws Exception {
        while (true) {
            byte[] wide = new byte[64];
            RANDOM.nextBytes(wide);
            byte[] nonce = CRYPTO.ed25519ScalarReduce(wide);
            byte[] commitment = CRYPTO.ed25519ScalarmultBaseNoclamp(nonce);
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(concat(commitment, key, covered));
            byte[] hash = CRYPTO.ed25519ScalarReduce(digest);
            if ((hash[0] & 3) == 0) {
                return concat(commitment, CRYPTO.ed25519ScalarAdd(nonce, CRYPTO.ed25519ScalarMul(hash, scalar)));
            }
        }
    }

    private static BigInteger number(byte[] littleEndian) {
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < littleEndian.length; i++) {
            bigEndian[littleEndian.length - 1 - i] = littleEndian[i];
        }
        return new BigInteger(1, bigEndian);
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] out = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }
}
