package org.session4j.protocol.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.internal.crypto.ReferenceCurve.Point;

/** Known answers of the primitives' own documents, and what libsodium's strictness asks. */
class BouncyCastleCryptoTest {

    private final BouncyCastleCrypto crypto = new BouncyCastleCrypto();

    @Test
    void signsAsRfc8032() throws Exception {
        byte[] secretKey = crypto.ed25519SeedKeypair(
                Hex.parse("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        byte[] publicKey = Arrays.copyOfRange(secretKey, 32, 64);
        assertThat(Hex.format(publicKey)).isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] signature = crypto.ed25519Sign(new byte[] {0x72}, secretKey);
        assertThat(Hex.format(signature))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertThat(crypto.ed25519Verify(signature, new byte[] {0x72}, publicKey))
                .isTrue();
    }

    @Test
    void agreesOnKeysAsRfc7748() throws Exception {
        byte[] alice = Hex.parse("77076d0a7318a57d3c16c17251b26645df4cdac5cd2f5b3ee3a5f5f4a1b0f8c1");
        byte[] bob = Hex.parse("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        assertThat(Hex.format(crypto.x25519Base(bob)))
                .isEqualTo("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        assertThat(crypto.x25519(alice, crypto.x25519Base(bob)))
                .isEqualTo(crypto.x25519(bob, crypto.x25519Base(alice)));
    }

    @Test
    void hashesAsRfc7693() {
        assertThat(Hex.format(
                        crypto.blake2b(64, null, null, "a".getBytes(StandardCharsets.US_ASCII), new byte[] {'b', 'c'})))
                .isEqualTo("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    }

    @Property
    void aBoxOpensForTheRecipientOnlyAndUnchanged(
            @ForAll @Size(32) byte[] sender,
            @ForAll @Size(32) byte[] recipient,
            @ForAll @Size(24) byte[] nonce,
            @ForAll byte[] plaintext,
            @ForAll @IntRange(min = 0, max = 1 << 20) int position)
            throws Exception {
        byte[] box = crypto.boxEasy(plaintext, nonce, crypto.x25519Base(recipient), sender);
        byte[] senderKey = crypto.x25519Base(sender);
        assertThat(crypto.boxOpenEasy(box, nonce, senderKey, recipient)).isEqualTo(plaintext);
        box[position % box.length] ^= (byte) (1 << position % 8);
        assertThatThrownBy(() -> crypto.boxOpenEasy(box, nonce, senderKey, recipient))
                .isInstanceOf(DecryptionException.class);
    }

    @Property
    void aCiphertextOpensUnchangedOnly(
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(24) byte[] nonce,
            @ForAll byte[] plaintext,
            @ForAll @IntRange(min = 0, max = 1 << 20) int position)
            throws Exception {
        byte[] ciphertext = crypto.xchacha20Poly1305Encrypt(plaintext, nonce, key);
        assertThat(crypto.xchacha20Poly1305Decrypt(ciphertext, nonce, key)).isEqualTo(plaintext);
        ciphertext[position % ciphertext.length] ^= (byte) (1 << position % 8);
        assertThatThrownBy(() -> crypto.xchacha20Poly1305Decrypt(ciphertext, nonce, key))
                .isInstanceOf(DecryptionException.class);
    }

    @Property
    void whatIsEncryptedInPlaceIsTheSame(
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(24) byte[] nonce,
            @ForAll byte[] plaintext,
            @ForAll @IntRange(max = 20) int offset)
            throws Exception {
        byte[] buffer = new byte[offset + plaintext.length + Crypto.AEAD_TAG + 3];
        System.arraycopy(plaintext, 0, buffer, offset, plaintext.length);
        byte[] before = buffer.clone();
        crypto.xchacha20Poly1305EncryptInPlace(buffer, offset, plaintext.length, nonce, key);
        int end = offset + plaintext.length + Crypto.AEAD_TAG;
        assertThat(Arrays.copyOfRange(buffer, offset, end))
                .isEqualTo(crypto.xchacha20Poly1305Encrypt(plaintext, nonce, key));

        crypto.xchacha20Poly1305DecryptInPlace(buffer, offset, end - offset, nonce, key);
        System.arraycopy(new byte[Crypto.AEAD_TAG], 0, buffer, end - Crypto.AEAD_TAG, Crypto.AEAD_TAG);
        assertThat(buffer).isEqualTo(before);
    }

    @Property
    void anyCiphertextOpensOrIsRefused(@ForAll byte[] ciphertext) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        assertThatThrownBy(() -> crypto.xchacha20Poly1305Decrypt(ciphertext, new byte[24], key))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> crypto.boxOpenEasy(ciphertext, new byte[24], crypto.x25519Base(key), key))
                .isInstanceOf(DecryptionException.class);
    }

    @Property
    void aSignatureIsGoodForItsMessageOnly(
            @ForAll @Size(32) byte[] seed, @ForAll byte[] message, @ForAll @IntRange(min = 0, max = 511) int bit) {
        byte[] secretKey = crypto.ed25519SeedKeypair(seed);
        byte[] publicKey = Arrays.copyOfRange(secretKey, 32, 64);
        byte[] signature = crypto.ed25519Sign(message, secretKey);
        assertThat(crypto.ed25519Verify(signature, message, publicKey)).isTrue();
        assertThat(crypto.ed25519Verify(signature, Arrays.copyOf(message, message.length + 1), publicKey))
                .isFalse();
        signature[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(crypto.ed25519Verify(signature, message, publicKey)).isFalse();
    }

    @Property(tries = 100)
    void verificationIsWithoutCofactor(
            @ForAll @Size(32) byte[] seed,
            @ForAll byte[] message,
            @ForAll @IntRange(min = 0, max = 7) int ofKey,
            @ForAll @IntRange(min = 0, max = 7) int ofCommitment) {
        BigInteger a = ReferenceCurve.number(crypto.ed25519SeedToX25519(seed));
        BigInteger r = a.add(BigInteger.TEN);
        Point torsionOfKey = ReferenceCurve.TORSION.times(ofKey);
        Point torsionOfCommitment = ReferenceCurve.TORSION.times(ofCommitment);
        byte[] key = ReferenceCurve.BASE.times(a).plus(torsionOfKey).encode();
        byte[] signature = Arrays.copyOf(
                ReferenceCurve.BASE.times(r).plus(torsionOfCommitment).encode(), 64);
        MessageDigest sha512 = Sha512.create();
        sha512.update(signature, 0, 32);
        sha512.update(key);
        BigInteger h = ReferenceCurve.number(sha512.digest(message)).mod(ReferenceCurve.L);
        BigInteger s = h.multiply(a).add(r).mod(ReferenceCurve.L);
        System.arraycopy(ReferenceCurve.bytes(s, 32), 0, signature, 32, 32);

        Point left = torsionOfKey.times(h).plus(torsionOfCommitment);
        assertThat(crypto.ed25519Verify(signature, message, key)).isEqualTo(left.equals(ReferenceCurve.NEUTRAL));
    }

    @Test
    void aSignatureWithAnUnreducedHalfIsRefused() {
        byte[] secretKey = crypto.ed25519SeedKeypair(new byte[32]);
        byte[] publicKey = Arrays.copyOfRange(secretKey, 32, 64);
        byte[] signature = crypto.ed25519Sign(new byte[5], secretKey);
        BigInteger s = ReferenceCurve.number(Arrays.copyOfRange(signature, 32, 64));
        System.arraycopy(ReferenceCurve.bytes(s.add(ReferenceCurve.L), 32), 0, signature, 32, 32);
        assertThat(crypto.ed25519Verify(signature, new byte[5], publicKey)).isFalse();
    }

    @Test
    void theNeutralKeyWithTheNeutralSignatureIsRefused() {
        byte[] neutral = ReferenceCurve.NEUTRAL.encode();
        assertThat(crypto.ed25519Verify(Arrays.copyOf(neutral, 64), new byte[3], neutral))
                .isFalse();
    }

    @Test
    void keysOfSmallOrderHaveNoX25519Form() {
        for (int t = 0; t < 8; t++) {
            byte[] key = ReferenceCurve.TORSION.times(t).encode();
            assertThatThrownBy(() -> crypto.ed25519PublicKeyToX25519(key)).isInstanceOf(MalformedDataException.class);
        }
    }

    @Property(tries = 100)
    void bothFormsOfAKeyBelongTogether(@ForAll @Size(32) byte[] seed) throws Exception {
        byte[] publicKey = Arrays.copyOfRange(crypto.ed25519SeedKeypair(seed), 32, 64);
        byte[] x25519 = crypto.x25519Base(crypto.ed25519SeedToX25519(seed));
        assertThat(crypto.ed25519PublicKeyToX25519(publicKey)).isEqualTo(x25519);
        publicKey[31] &= 0x7f;
        assertThat(Ed25519Keys.ofX25519(x25519)).isEqualTo(publicKey);
    }

    @Test
    void aScalarThatGivesNoPointIsTheCallersMistake() {
        assertThatThrownBy(() -> crypto.ed25519ScalarmultBaseNoclamp(new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> crypto.ed25519ScalarmultBaseNoclamp(ScalarModL.order()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreementWithAKeyOfSmallOrderFails() {
        byte[] secretKey = new byte[32];
        secretKey[5] = 9;
        assertThatThrownBy(() -> crypto.x25519(secretKey, new byte[32])).isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> crypto.boxEasy(new byte[3], new byte[24], new byte[32], secretKey))
                .isInstanceOf(MalformedDataException.class);
    }

    /** The examples of FIPS 202 for no input. */
    @Test
    void spongesGiveTheKnownAnswers() {
        assertThat(Hex.format(crypto.sha3Hash256()))
                .isEqualTo("a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a");
        assertThat(Hex.format(crypto.shake256(32, new byte[0])))
                .isEqualTo("46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f");
    }
}
