package org.session4j.protocol.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;

class LegacyCipherTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Around the borders of padding steps, blocks and pieces. */
    @Provide
    Arbitrary<byte[]> contents() {
        Arbitrary<Integer> sizes = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 2_000),
                Arbitraries.integers().between(32_700, 32_900),
                Arbitraries.integers().between(60_000, 70_000));
        return sizes.map(size -> {
            byte[] content = new byte[size];
            RANDOM.nextBytes(content);
            return content;
        });
    }

    private static byte[] decrypt(EncryptedBytes encrypted, byte[] file) throws SessionException {
        EncryptedFile facts = encrypted.file();
        return LegacyCipher.decrypt(file, facts.key(), digest(encrypted), facts.plainLength());
    }

    private static Bytes digest(EncryptedBytes encrypted) {
        return Objects.requireNonNull(encrypted.file().digest());
    }

    private static Bytes sha256(byte[] bytes) throws Exception {
        return Bytes.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Property(tries = 300)
    void what_was_encrypted_opens(@ForAll("contents") byte[] content) throws Exception {
        EncryptedBytes encrypted = LegacyCipher.encrypt(content, RANDOM);
        byte[] file = encrypted.content().toByteArray();

        assertThat(decrypt(encrypted, file)).isEqualTo(content);
        assertThat(digest(encrypted)).isEqualTo(sha256(file));
        assertThat(encrypted.file().encryptedLength())
                .isEqualTo(file.length)
                .isEqualTo(LegacyCipher.encryptedLength(content.length));
        assertThat(encrypted.file().plainLength()).isEqualTo(content.length);
        assertThat(encrypted.file().deterministic()).isFalse();
    }

    @Property(tries = 100)
    void streams_that_come_in_bits_give_the_same_as_arrays(
            @ForAll("contents") byte[] content, @ForAll @IntRange(min = 1, max = 100) int most) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        EncryptedFile facts = LegacyCipher.encrypt(() -> new Slowly(content, most), file, RANDOM);
        ByteArrayOutputStream opened = new ByteArrayOutputStream();

        LegacyCipher.decrypt(
                new Slowly(file.toByteArray(), most),
                opened,
                facts.key(),
                Objects.requireNonNull(facts.digest()),
                content.length);

        assertThat(opened.toByteArray()).isEqualTo(content);
    }

    @Property
    void one_changed_bit_is_noticed_by_the_digest(
            @ForAll @Size(min = 1, max = 600) byte[] content, @ForAll @IntRange(max = 1 << 20) int bit) {
        EncryptedBytes encrypted = LegacyCipher.encrypt(content, RANDOM);
        byte[] file = encrypted.content().toByteArray();
        file[bit / 8 % file.length] ^= (byte) (1 << bit % 8);

        assertThatThrownBy(() -> decrypt(encrypted, file)).isInstanceOf(DecryptionException.class);
    }

    @Property
    void one_changed_bit_is_noticed_by_the_mac_alone(
            @ForAll @Size(min = 1, max = 600) byte[] content, @ForAll @IntRange(max = 1 << 20) int bit)
            throws Exception {
        EncryptedBytes encrypted = LegacyCipher.encrypt(content, RANDOM);
        byte[] file = encrypted.content().toByteArray();
        file[bit / 8 % file.length] ^= (byte) (1 << bit % 8);
        Bytes digest = sha256(file);

        assertThatThrownBy(() -> LegacyCipher.decrypt(file, encrypted.file().key(), digest, 0))
                .isInstanceOf(DecryptionException.class);
    }

    @Property
    void another_key_or_digest_does_not_open(
            @ForAll @Size(min = 1, max = 600) byte[] content, @ForAll @IntRange(max = 511) int bit) {
        EncryptedBytes encrypted = LegacyCipher.encrypt(content, RANDOM);
        byte[] file = encrypted.content().toByteArray();
        Bytes key = encrypted.file().key();

        // The AES key is the first half: a file whose MAC is right opens to other bytes, or is badly padded.
        if (bit >= 256) {
            assertThatThrownBy(() -> LegacyCipher.decrypt(file, flipped(key, bit), digest(encrypted), 0))
                    .isInstanceOf(DecryptionException.class);
        }
        assertThatThrownBy(() -> LegacyCipher.decrypt(file, key, flipped(digest(encrypted), bit % 256), 0))
                .isInstanceOf(DecryptionException.class);
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        byte[] array = bytes.toByteArray();
        array[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.of(array);
    }

    @Property
    void a_file_that_is_cut_off_does_not_open(
            @ForAll @Size(min = 1, max = 600) byte[] content, @ForAll @IntRange(max = 700) int length) {
        EncryptedBytes encrypted = LegacyCipher.encrypt(content, RANDOM);
        byte[] file = encrypted.content().toByteArray();
        byte[] cut = Arrays.copyOf(file, length % file.length);

        assertThatThrownBy(() -> decrypt(encrypted, cut)).isInstanceOf(SessionException.class);
    }

    @Property
    void any_bytes_are_refused(
            @ForAll byte[] file, @ForAll @Size(64) byte[] key, @ForAll @IntRange(max = 1000) int size)
            throws Exception {
        Bytes digest = sha256(file);

        assertThatThrownBy(() -> LegacyCipher.decrypt(file, Bytes.of(key), digest, size))
                .isInstanceOf(SessionException.class);
    }

    @Property(tries = 200)
    void a_size_cuts_the_content_and_one_that_lies_is_refused(
            @ForAll @Size(min = 1, max = 600) byte[] content, @ForAll @IntRange(min = 1, max = 2000) int size)
            throws Exception {
        EncryptedBytes encrypted = LegacyCipher.encrypt(content, RANDOM);
        byte[] file = encrypted.content().toByteArray();
        Bytes key = encrypted.file().key();
        int padded = LegacyCipher.paddedLength(content.length);

        if (size <= padded) {
            assertThat(LegacyCipher.decrypt(file, key, digest(encrypted), size))
                    .isEqualTo(Arrays.copyOf(Arrays.copyOf(content, padded), size));
        } else {
            assertThatThrownBy(() -> LegacyCipher.decrypt(file, key, digest(encrypted), size))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessage("file: expected " + size + " bytes of content, got " + padded);
        }
    }

    @Test
    void without_a_size_the_padding_stays() throws Exception {
        EncryptedBytes encrypted = LegacyCipher.encrypt(new byte[] {7}, RANDOM);

        assertThat(LegacyCipher.decrypt(
                        encrypted.content().toByteArray(), encrypted.file().key(), digest(encrypted), 0))
                .isEqualTo(Arrays.copyOf(new byte[] {7}, 541));
    }

    @Test
    void keys_and_digests_of_other_lengths_are_refused() {
        byte[] file = LegacyCipher.encrypt(new byte[9], RANDOM).content().toByteArray();

        assertThatThrownBy(() -> LegacyCipher.decrypt(file, Bytes.of(new byte[32]), Bytes.of(new byte[32]), 9))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("key: expected 64 bytes, got 32");
        assertThatThrownBy(() -> LegacyCipher.decrypt(file, Bytes.of(new byte[64]), Bytes.empty(), 9))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("digest: expected 32 bytes, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegacyCipher.decrypt(file, Bytes.of(new byte[64]), Bytes.of(new byte[32]), -1));
    }

    @Test
    void the_key_is_drawn_before_the_iv() {
        List<Integer> draws = new ArrayList<>();
        SecureRandom counting = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) draws.size());
                draws.add(bytes.length);
            }
        };

        EncryptedBytes encrypted = LegacyCipher.encrypt(new byte[1], counting);

        assertThat(draws).containsExactly(64, 16);
        assertThat(encrypted.file().key()).isEqualTo(Bytes.of(new byte[64]));
        assertThat(encrypted.content().at(15)).isEqualTo((byte) 1);
    }

    @Test
    void the_largest_file_fits_and_one_byte_more_does_not() throws Exception {
        byte[] largest = new byte[LegacyCipher.MAX_PLAIN_LENGTH];
        EncryptedBytes encrypted = LegacyCipher.encrypt(largest, RANDOM);

        assertThat(decrypt(encrypted, encrypted.content().toByteArray())).isEqualTo(largest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegacyCipher.encrypt(new byte[LegacyCipher.MAX_PLAIN_LENGTH + 1], RANDOM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegacyCipher.encrypt(
                        () -> new Slowly(new byte[LegacyCipher.MAX_PLAIN_LENGTH + 1], 1 << 20),
                        Pieces.NOWHERE,
                        RANDOM));
    }

    @Property
    void padding_grows_with_the_content_and_never_by_more_than_a_step(
            @ForAll @IntRange(max = LegacyCipher.MAX_PLAIN_LENGTH) int length) {
        int padded = LegacyCipher.paddedLength(length);

        assertThat(padded).isBetween(Math.max(541, length), Math.max(541, (int) (1.05 * length) + 1));
        assertThat(LegacyCipher.paddedLength(length + 1)).isGreaterThanOrEqualTo(padded);
    }
}
