package org.session4j.crypto.sodium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Blake2bState;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretstreamState;

/**
 * Each operation of the port, libsodium against pure Java: the same bytes, or an exception of the same class. Among the
 * arguments are keys of small order, with torsion, beyond p, scalars around multiples of L, and wrong sizes.
 */
class CryptoAgreementTest {

    private static final Crypto SODIUM = Crypto.named("libsodium");
    private static final Crypto JAVA = Crypto.named("bouncycastle");

    /** 12345 · B plus each of the eight points of small order, and these themselves in every encoding. */
    static final List<String> EDGE_ED25519_KEYS = List.of(
            "ef4f62f8479733ad879cfaced3c89a9c39dd4fc795ef2efa1c3eafe4d729a081",
            "cdbc161be64c4302f56443ff29ccf36a2075be1a1fa67ff126b56315f5681c38",
            "3e91719c07a826f40e504f2d3278ac5ea1012d69b5237dc3db07af7ddf81f8c1",
            "40a4cf5c611d737a2f1c6fcca84d9cabfed80987f186a5a6c57e629bff1af27f",
            "feaf9d07b868cc52786305312c376563c622b0386a10d105e3c1501b28d65f7e",
            "2043e9e419b3bcfd0a9bbc00d6330c95df8a41e5e059800ed94a9cea0a97e3c7",
            "af6e8e63f857d90bf1afb0d2cd8753a15efed2964adc823c24f85082207e073e",
            "ad5b30a39ee28c85d0e3903357b263540127f6780e795a593a819d6400e50d80",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

    /** Of small order, in every encoding. */
    private static final List<String> EDGE_X25519_KEYS = List.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private static final String ORDER = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

    @FunctionalInterface
    private interface Operation {
        Object on(Crypto crypto) throws SessionException;
    }

    private static void agree(Operation operation) {
        assertThat(outcome(SODIUM, operation)).isEqualTo(outcome(JAVA, operation));
    }

    /** The result in hex, or the class of the exception. */
    private static String outcome(Crypto crypto, Operation operation) {
        try {
            Object result = operation.on(crypto);
            return result instanceof byte[] bytes ? Hex.format(bytes) : String.valueOf(result);
        } catch (SessionException | IllegalArgumentException e) {
            return e.getClass().getName();
        }
    }

    // --- Arguments ---

    private static byte[] bytes(String hex) {
        try {
            return Hex.parse(hex);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    private static Arbitrary<byte[]> random(int size) {
        return Arbitraries.bytes().array(byte[].class).ofSize(size);
    }

    private static Arbitrary<byte[]> listed(List<String> hex) {
        return Arbitraries.of(hex).map(CryptoAgreementTest::bytes);
    }

    /** p − 20 to 2^255 − 1 and the same with the top bit set: numbers that only some decoders take. */
    private static Arbitrary<byte[]> aroundThePrime() {
        return Combinators.combine(Arbitraries.integers().between(0xd9, 0xff), Arbitraries.of((byte) 0x7f, (byte) 0xff))
                .as((low, top) -> {
                    byte[] out = new byte[32];
                    Arrays.fill(out, (byte) 0xff);
                    out[0] = low.byteValue();
                    out[31] = top;
                    return out;
                });
    }

    private static Arbitrary<byte[]> smallNumbers() {
        return Combinators.combine(Arbitraries.integers().between(0, 30), Arbitraries.of((byte) 0, (byte) 0x80))
                .as((low, top) -> {
                    byte[] out = new byte[32];
                    out[0] = low.byteValue();
                    out[31] = top;
                    return out;
                });
    }

    private static Arbitrary<byte[]> goodEd25519Keys() {
        return random(32).map(seed -> Arrays.copyOfRange(JAVA.ed25519SeedKeypair(seed), 32, 64));
    }

    @Provide
    Arbitrary<byte[]> ed25519Keys() {
        return Arbitraries.oneOf(
                random(32), goodEd25519Keys(), listed(EDGE_ED25519_KEYS), aroundThePrime(), smallNumbers());
    }

    @Provide
    Arbitrary<byte[]> x25519Keys() {
        return Arbitraries.oneOf(
                random(32),
                random(32).map(JAVA::x25519Base),
                listed(EDGE_X25519_KEYS),
                aroundThePrime(),
                smallNumbers());
    }

    /** Any, small ones, powers of two, and up to 3 beside a multiple of L. */
    @Provide
    Arbitrary<byte[]> scalars() {
        Arbitrary<byte[]> besideMultiples = Combinators.combine(
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.integers().between(-3, 3))
                .as((multiple, offset) -> {
                    byte[] order = bytes(ORDER);
                    byte[] out = new byte[32];
                    int carry = offset;
                    for (int i = 0; i < 32; i++) {
                        int value = (order[i] & 0xff) * multiple + carry;
                        out[i] = (byte) value;
                        carry = value >> 8;
                    }
                    return out;
                });
        Arbitrary<byte[]> powers = Arbitraries.integers().between(0, 255).map(bit -> {
            byte[] out = new byte[32];
            out[bit / 8] = (byte) (1 << bit % 8);
            return out;
        });
        return Arbitraries.oneOf(random(32), besideMultiples, powers, smallNumbers());
    }

    @Provide
    Arbitrary<byte[]> wrongSizes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(100);
    }

    @Provide
    Arbitrary<byte[]> messages() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(700);
    }

    // --- Ed25519 ---

    @Property
    void keyPairs(@ForAll @Size(32) byte[] seed) {
        agree(crypto -> crypto.ed25519SeedKeypair(seed));
        agree(crypto -> crypto.ed25519SeedToX25519(seed));
    }

    @Property
    void signatures(@ForAll @Size(32) byte[] seed, @ForAll("messages") byte[] message) {
        byte[] secretKey = JAVA.ed25519SeedKeypair(seed);
        agree(crypto -> crypto.ed25519Sign(message, secretKey));
    }

    @Property
    void signaturesWithASecretKeyWhoseHalvesDoNotBelongTogether(
            @ForAll @Size(64) byte[] secretKey, @ForAll("messages") byte[] message) {
        agree(crypto -> crypto.ed25519Sign(message, secretKey));
    }

    @Property
    void verificationOfGoodAndDamagedSignatures(
            @ForAll @Size(32) byte[] seed, @ForAll("messages") byte[] message, @ForAll @IntRange(max = 1200) int bit) {
        byte[] secretKey = JAVA.ed25519SeedKeypair(seed);
        byte[] publicKey = Arrays.copyOfRange(secretKey, 32, 64);
        byte[] signature = JAVA.ed25519Sign(message, secretKey);
        if (bit < 512) {
            signature[bit / 8] ^= (byte) (1 << bit % 8);
        } else if (bit < 768) {
            publicKey[(bit - 512) / 8] ^= (byte) (1 << bit % 8);
        }
        agree(crypto -> crypto.ed25519Verify(signature, message, publicKey));
    }

    @Property
    void verificationWithAnyKeyCommitmentAndScalar(
            @ForAll("ed25519Keys") byte[] publicKey,
            @ForAll("ed25519Keys") byte[] commitment,
            @ForAll("scalars") byte[] scalar,
            @ForAll("messages") byte[] message) {
        byte[] signature = Arrays.copyOf(commitment, 64);
        System.arraycopy(scalar, 0, signature, 32, 32);
        agree(crypto -> crypto.ed25519Verify(signature, message, publicKey));
    }

    @Property
    void publicKeysInMontgomeryForm(@ForAll("ed25519Keys") byte[] publicKey) {
        agree(crypto -> crypto.ed25519PublicKeyToX25519(publicKey));
    }

    // --- Scalars ---

    @Property
    void reducedNumbers(@ForAll("scalars") byte[] low, @ForAll("scalars") byte[] high) {
        byte[] number = Arrays.copyOf(low, 64);
        System.arraycopy(high, 0, number, 32, 32);
        agree(crypto -> crypto.ed25519ScalarReduce(number));
    }

    @Property
    void sumsProductsAndNegatives(@ForAll("scalars") byte[] x, @ForAll("scalars") byte[] y) {
        agree(crypto -> crypto.ed25519ScalarAdd(x, y));
        agree(crypto -> crypto.ed25519ScalarMul(x, y));
        agree(crypto -> crypto.ed25519ScalarNegate(x));
    }

    @Property
    void multiplesOfTheBasePoint(@ForAll("scalars") byte[] scalar) {
        agree(crypto -> crypto.ed25519ScalarmultBaseNoclamp(scalar));
    }

    @Property
    void multiplesOfAnyPoint(@ForAll("scalars") byte[] scalar, @ForAll("ed25519Keys") byte[] point) {
        agree(crypto -> crypto.ed25519ScalarmultNoclamp(scalar, point));
    }

    @Property
    void bytesThatFollowFromASeed(@ForAll @Size(32) byte[] seed, @ForAll @IntRange(min = -1, max = 5000) int size) {
        agree(crypto -> crypto.randombytesBufDeterministic(size, seed));
    }

    // --- X25519 and boxes ---

    @Property
    void publicKeysAndSharedSecrets(@ForAll("scalars") byte[] secretKey, @ForAll("x25519Keys") byte[] publicKey) {
        agree(crypto -> crypto.x25519Base(secretKey));
        agree(crypto -> crypto.x25519(secretKey, publicKey));
    }

    @Property
    void boxes(
            @ForAll("messages") byte[] plaintext,
            @ForAll @Size(24) byte[] nonce,
            @ForAll("x25519Keys") byte[] publicKey,
            @ForAll @Size(32) byte[] secretKey) {
        agree(crypto -> crypto.boxEasy(plaintext, nonce, publicKey, secretKey));
    }

    @Property
    void openedBoxes(
            @ForAll("messages") byte[] plaintext,
            @ForAll @Size(24) byte[] nonce,
            @ForAll("x25519Keys") byte[] otherKey,
            @ForAll @Size(32) byte[] secretKey,
            @ForAll @IntRange(max = 1 << 14) int bit)
            throws SessionException {
        byte[] publicKey = JAVA.x25519Base(secretKey);
        byte[] box = JAVA.boxEasy(plaintext, nonce, publicKey, secretKey);
        agree(crypto -> crypto.boxOpenEasy(box, nonce, otherKey, secretKey));
        if (bit < 8 * box.length) {
            box[bit / 8] ^= (byte) (1 << bit % 8);
        }
        agree(crypto -> crypto.boxOpenEasy(box, nonce, publicKey, secretKey));
        agree(crypto -> crypto.boxOpenEasy(Arrays.copyOf(box, box.length / 2), nonce, publicKey, secretKey));
    }

    @Property
    void secretBoxes(
            @ForAll("messages") byte[] plaintext,
            @ForAll @Size(24) byte[] nonce,
            @ForAll @Size(32) byte[] key,
            @ForAll @IntRange(max = 1 << 14) int bit) {
        agree(crypto -> crypto.secretboxEasy(plaintext, nonce, key));
        byte[] box = JAVA.secretboxEasy(plaintext, nonce, key);
        if (bit < 8 * box.length) {
            box[bit / 8] ^= (byte) (1 << bit % 8);
        }
        agree(crypto -> crypto.secretboxOpenEasy(box, nonce, key));
        agree(crypto -> crypto.secretboxOpenEasy(Arrays.copyOf(box, box.length / 2), nonce, key));
    }

    // --- Hashes and authenticated encryption ---

    @Property
    void hashes(
            @ForAll @IntRange(min = -1, max = 66) int size,
            @ForAll @Size(max = 66) byte[] key,
            @ForAll boolean keyed,
            @ForAll @Size(16) byte[] personal,
            @ForAll boolean personalised,
            @ForAll @Size(max = 4) List<byte[]> parts) {
        byte[][] array = parts.toArray(new byte[0][]);
        agree(crypto -> crypto.blake2b(size, keyed ? key : null, personalised ? personal : null, array));
    }

    @Property
    void ciphertexts(
            @ForAll("messages") byte[] plaintext,
            @ForAll @Size(24) byte[] nonce,
            @ForAll @Size(32) byte[] key,
            @ForAll @IntRange(max = 1 << 14) int bit) {
        agree(crypto -> crypto.xchacha20Poly1305Encrypt(plaintext, nonce, key));
        byte[] ciphertext = JAVA.xchacha20Poly1305Encrypt(plaintext, nonce, key);
        if (bit < 8 * ciphertext.length) {
            ciphertext[bit / 8] ^= (byte) (1 << bit % 8);
        }
        agree(crypto -> crypto.xchacha20Poly1305Decrypt(ciphertext, nonce, key));
        agree(crypto -> crypto.xchacha20Poly1305Decrypt(Arrays.copyOf(ciphertext, ciphertext.length / 2), nonce, key));
    }

    /** The whole buffer must be the same, so that nothing is written beside the stretch. */
    @Property
    void ciphertextsInPlace(
            @ForAll("messages") byte[] buffer,
            @ForAll @IntRange(min = -1, max = 40) int offset,
            @ForAll @IntRange(min = -1, max = 80) int length,
            @ForAll @Size(24) byte[] nonce,
            @ForAll @Size(32) byte[] key,
            @ForAll @IntRange(max = 1000) int bit) {
        agree(crypto -> {
            byte[] out = buffer.clone();
            crypto.xchacha20Poly1305EncryptInPlace(out, offset, length, nonce, key);
            return out;
        });
        agree(crypto -> {
            byte[] out = buffer.clone();
            crypto.xchacha20Poly1305EncryptInPlace(out, offset, length, nonce, key);
            if (bit < 8 * length) {
                out[offset + bit / 8] ^= (byte) (1 << bit % 8);
            }
            crypto.xchacha20Poly1305DecryptInPlace(out, offset, length + Crypto.AEAD_TAG, nonce, key);
            return Arrays.copyOf(out, offset + length);
        });
        agree(crypto -> {
            crypto.xchacha20Poly1305DecryptInPlace(buffer.clone(), offset, length, nonce, key);
            return "opened";
        });
    }

    // --- States ---

    @Property
    void hashesInParts(
            @ForAll @IntRange(min = -1, max = 66) int size,
            @ForAll @Size(max = 66) byte[] key,
            @ForAll @Size(16) byte[] salt,
            @ForAll boolean salted,
            @ForAll @Size(16) byte[] personal,
            @ForAll boolean personalised,
            @ForAll @Size(max = 4) List<byte[]> parts,
            @ForAll @IntRange(max = 20) int lengthOfLast) {
        agree(crypto -> {
            try (Blake2bState state =
                    crypto.blake2bInit(size, key, salted ? salt : null, personalised ? personal : null)) {
                for (byte[] part : parts) {
                    state.update(part, part.length);
                }
                state.update(new byte[10], lengthOfLast);
                return state.doFinal();
            }
        });
    }

    @Property
    void streams(
            @ForAll @Size(24) byte[] header,
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(min = 1, max = 6) List<@From("pieces") Piece> pieces) {
        agree(crypto -> {
            List<String> ciphertexts = new ArrayList<>();
            try (SecretstreamState stream = crypto.secretstreamInit(header, key)) {
                for (Piece piece : pieces) {
                    ciphertexts.add(Hex.format(piece.push(stream)));
                }
            }
            return ciphertexts;
        });
    }

    /** One of the pieces is damaged; what can be opened after it has failed counts as well. */
    @Property
    void openedStreams(
            @ForAll @Size(24) byte[] header,
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(min = 1, max = 6) List<@From("pieces") Piece> pieces,
            @ForAll @IntRange(max = 8) int damaged,
            @ForAll @IntRange(max = 1 << 14) int bit) {
        List<byte[]> ciphertexts = new ArrayList<>();
        try (SecretstreamState stream = JAVA.secretstreamInit(header, key)) {
            pieces.forEach(piece -> ciphertexts.add(piece.push(stream)));
        }
        if (damaged < ciphertexts.size()) {
            byte[] ciphertext = ciphertexts.get(damaged);
            ciphertext[bit / 8 % ciphertext.length] ^= (byte) (1 << bit % 8);
            ciphertexts.add(new byte[bit % 40]);
        }
        agree(crypto -> {
            List<String> messages = new ArrayList<>();
            try (SecretstreamState stream = crypto.secretstreamInit(header, key)) {
                for (byte[] ciphertext : ciphertexts) {
                    byte[] message = new byte[Math.max(0, ciphertext.length - SecretstreamState.OVERHEAD)];
                    messages.add(
                            outcome(crypto, unused -> stream.pull(ciphertext, message) + " " + Hex.format(message)));
                }
            }
            return messages;
        });
    }

    /** A message and any tag. */
    record Piece(String hex, byte tag) {

        byte[] push(SecretstreamState stream) {
            byte[] message = bytes(hex);
            byte[] ciphertext = new byte[message.length + SecretstreamState.OVERHEAD];
            stream.push(message, tag, ciphertext);
            return ciphertext;
        }
    }

    @Provide
    Arbitrary<Piece> pieces() {
        Arbitrary<Byte> tags = Arbitraries.oneOf(Arbitraries.bytes().between((byte) 0, (byte) 3), Arbitraries.bytes());
        return Combinators.combine(messages().map(Hex::format), tags).as(Piece::new);
    }

    @Property(tries = 100)
    void passwords(
            @ForAll @IntRange(min = 15, max = 70) int size,
            @ForAll @Size(max = 100) byte[] password,
            @ForAll @Size(16) byte[] salt,
            @ForAll @IntRange(max = 4) int passes,
            @ForAll @IntRange(min = 7, max = 100) int memoryKib) {
        agree(crypto -> crypto.pwhashArgon2id(size, password, salt, passes, memoryKib));
    }

    @Test
    void aStateThatWasClosedDoesNothing() {
        for (Crypto crypto : List.of(SODIUM, JAVA)) {
            SecretstreamState stream = crypto.secretstreamInit(new byte[24], new byte[32]);
            stream.close();
            stream.close();
            Blake2bState hash = crypto.blake2bInit(32, null, null, null);
            assertThat(hash.doFinal()).isEqualTo(crypto.blake2b(32, null, null));
            hash.close();

            assertThatIllegalStateException().isThrownBy(() -> stream.push(new byte[3], (byte) 0, new byte[20]));
            assertThatIllegalStateException().isThrownBy(() -> stream.pull(new byte[20], new byte[3]));
            assertThatIllegalStateException().isThrownBy(() -> hash.update(new byte[3], 3));
            assertThatIllegalStateException().isThrownBy(hash::doFinal);
        }
    }

    // --- A stream, SHA-3 and ML-KEM ---

    @Property
    void streams(
            @ForAll @Size(max = 200) byte[] message, @ForAll @Size(24) byte[] nonce, @ForAll @Size(32) byte[] key) {
        agree(crypto -> crypto.streamXchacha20Xor(message, nonce, key));
    }

    @Property
    void sponges(@ForAll @IntRange(max = 300) int size, @ForAll byte[] part, @ForAll byte[] other) {
        agree(crypto -> crypto.sha3Hash256(part, other));
        agree(crypto -> crypto.shake256(size, part, other));
    }

    /** Any secret in what was encapsulated is found; a damaged ciphertext gives another one. */
    @Property(tries = 100)
    void encapsulations(
            @ForAll @Size(64) byte[] seed, @ForAll @Size(32) byte[] coins, @ForAll @IntRange(max = 8703) int bit)
            throws SessionException {
        agree(crypto -> crypto.mlkem768SeedKeypair(seed));
        byte[] secretKey = JAVA.mlkem768SeedKeypair(seed);
        byte[] publicKey = Arrays.copyOfRange(secretKey, 1152, 2336);
        agree(crypto -> crypto.mlkem768Encapsulate(publicKey, coins));
        byte[] both = JAVA.mlkem768Encapsulate(publicKey, coins);
        byte[] ciphertext = Arrays.copyOf(both, 1088);
        byte[] secret = Arrays.copyOfRange(both, 1088, 1120);
        assertThat(SODIUM.mlkem768Decapsulate(ciphertext, secretKey)).isEqualTo(secret);
        ciphertext[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(SODIUM.mlkem768Decapsulate(ciphertext, secretKey)).isNotEqualTo(secret);
        agree(crypto -> crypto.mlkem768Decapsulate(ciphertext, secretKey));
        agree(crypto -> crypto.mlkem768Encapsulate(Arrays.copyOf(both, 1184), coins));
        secretKey[1152 + bit % 1184] ^= 1;
        agree(crypto -> crypto.mlkem768Decapsulate(ciphertext, secretKey));
    }

    // --- Sizes ---

    @Property
    void wrongSizesOfStreamsAndEncapsulations(@ForAll("wrongSizes") byte[] wrong) {
        agree(crypto -> crypto.streamXchacha20Xor(new byte[3], wrong, new byte[32]));
        agree(crypto -> crypto.streamXchacha20Xor(new byte[3], new byte[24], wrong));
        agree(crypto -> crypto.shake256(-1, wrong));
        agree(crypto -> crypto.mlkem768SeedKeypair(wrong));
        agree(crypto -> crypto.mlkem768Encapsulate(wrong, new byte[32]));
        agree(crypto -> crypto.mlkem768Encapsulate(new byte[1184], wrong));
        agree(crypto -> crypto.mlkem768Decapsulate(wrong, new byte[2400]));
        agree(crypto -> crypto.mlkem768Decapsulate(new byte[1088], wrong));
    }

    @Property
    void wrongSizesOfKeysScalarsAndSignatures(@ForAll("wrongSizes") byte[] wrong) {
        byte[] key = JAVA.x25519Base(new byte[32]);
        agree(crypto -> crypto.ed25519SeedKeypair(wrong));
        agree(crypto -> crypto.ed25519SeedToX25519(wrong));
        agree(crypto -> crypto.ed25519Sign(new byte[3], wrong));
        agree(crypto -> crypto.ed25519Verify(wrong, new byte[3], key));
        agree(crypto -> crypto.ed25519Verify(new byte[64], new byte[3], wrong));
        agree(crypto -> crypto.ed25519PublicKeyToX25519(wrong));
        agree(crypto -> crypto.ed25519ScalarReduce(wrong));
        agree(crypto -> crypto.ed25519ScalarAdd(wrong, key));
        agree(crypto -> crypto.ed25519ScalarAdd(key, wrong));
        agree(crypto -> crypto.ed25519ScalarMul(wrong, key));
        agree(crypto -> crypto.ed25519ScalarMul(key, wrong));
        agree(crypto -> crypto.ed25519ScalarNegate(wrong));
        agree(crypto -> crypto.ed25519ScalarmultBaseNoclamp(wrong));
        agree(crypto -> crypto.ed25519ScalarmultNoclamp(wrong, key));
        agree(crypto -> crypto.ed25519ScalarmultNoclamp(new byte[32], wrong));
        agree(crypto -> crypto.randombytesBufDeterministic(3, wrong));
        agree(crypto -> crypto.x25519Base(wrong));
        agree(crypto -> crypto.x25519(wrong, key));
        agree(crypto -> crypto.x25519(key, wrong));
    }

    @Property
    void wrongSizesOfCiphers(@ForAll("wrongSizes") byte[] wrong) {
        byte[] key = JAVA.x25519Base(new byte[32]);
        byte[] nonce = new byte[24];
        byte[] text = new byte[40];
        agree(crypto -> crypto.boxEasy(text, wrong, key, key));
        agree(crypto -> crypto.boxEasy(text, nonce, wrong, key));
        agree(crypto -> crypto.boxEasy(text, nonce, key, wrong));
        agree(crypto -> crypto.boxOpenEasy(wrong, nonce, key, key));
        agree(crypto -> crypto.boxOpenEasy(text, wrong, key, key));
        agree(crypto -> crypto.boxOpenEasy(text, nonce, wrong, key));
        agree(crypto -> crypto.boxOpenEasy(text, nonce, key, wrong));
        agree(crypto -> crypto.xchacha20Poly1305Encrypt(text, wrong, key));
        agree(crypto -> crypto.xchacha20Poly1305Encrypt(text, nonce, wrong));
        agree(crypto -> crypto.xchacha20Poly1305Decrypt(wrong, nonce, key));
        agree(crypto -> crypto.xchacha20Poly1305Decrypt(text, wrong, key));
        agree(crypto -> crypto.xchacha20Poly1305Decrypt(text, nonce, wrong));
        agree(crypto -> crypto.secretboxEasy(text, wrong, key));
        agree(crypto -> crypto.secretboxEasy(text, nonce, wrong));
        agree(crypto -> crypto.secretboxOpenEasy(wrong, nonce, key));
        agree(crypto -> crypto.secretboxOpenEasy(text, wrong, key));
        agree(crypto -> crypto.secretboxOpenEasy(text, nonce, wrong));
        agree(crypto -> crypto.pwhashArgon2id(32, text, wrong, 1, 8));
        agree(crypto -> crypto.blake2b(32, wrong, null, text));
        agree(crypto -> crypto.blake2b(32, null, wrong, text));
    }

    @Property
    void wrongSizesOfStates(@ForAll("wrongSizes") byte[] wrong) {
        agree(crypto -> ended(crypto.blake2bInit(32, wrong, null, null)));
        agree(crypto -> ended(crypto.blake2bInit(32, null, wrong, null)));
        agree(crypto -> ended(crypto.blake2bInit(32, null, null, wrong)));
        agree(crypto -> crypto.secretstreamInit(wrong, new byte[32]).pull(new byte[60], new byte[43]));
        agree(crypto -> crypto.secretstreamInit(new byte[24], wrong).pull(new byte[60], new byte[43]));
        agree(crypto -> crypto.secretstreamInit(new byte[24], new byte[32]).pull(wrong, new byte[43]));
        agree(crypto -> crypto.secretstreamInit(new byte[24], new byte[32]).pull(new byte[60], wrong));
        agree(crypto -> {
            crypto.secretstreamInit(new byte[24], new byte[32]).push(wrong, (byte) 0, new byte[60]);
            return "pushed";
        });
    }

    private static byte[] ended(Blake2bState state) {
        return state.doFinal();
    }
}
