package org.session4j.protocol.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.attachment.DeterministicCipher.Derivation;
import org.session4j.protocol.attachment.DeterministicCipher.Domain;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretstreamState;

class DeterministicCipherTest {

    private static final Crypto CRYPTO = Crypto.get();
    private static final DeterministicCipher CIPHER = DeterministicCipher.of(CRYPTO);
    private static final Ed25519KeyPair OWNER = Ed25519KeyPair.ofSeed(new byte[32], CRYPTO);
    private static final byte[] HEADER = new byte[SecretstreamState.HEADER];
    private static final Bytes KEY = Bytes.of(new byte[DeterministicCipher.KEY_LENGTH]);

    /** Around the borders of steps and pieces. */
    @Provide
    Arbitrary<byte[]> contents() {
        Arbitrary<Integer> sizes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 200),
                Arbitraries.integers().between(4_000, 4_100),
                Arbitraries.integers().between(28_000, 37_000),
                Arbitraries.integers().between(261_900, 262_000));
        return sizes.map(size -> {
            byte[] content = new byte[size];
            new SecureRandom().nextBytes(content);
            return content;
        });
    }

    @Property(tries = 200)
    void what_was_encrypted_opens(
            @ForAll("contents") byte[] content, @ForAll Derivation derivation, @ForAll Domain domain) throws Exception {
        EncryptedBytes encrypted = CIPHER.withDerivation(derivation).encrypt(content, OWNER, domain);
        byte[] file = encrypted.content().toByteArray();

        assertThat(CIPHER.decrypt(file, encrypted.file().key())).isEqualTo(content);
        assertThat(encrypted.file().encryptedLength())
                .isEqualTo(file.length)
                .isEqualTo(DeterministicCipher.encryptedLength(content.length));
        assertThat(encrypted.file().plainLength()).isEqualTo(content.length);
        assertThat(encrypted.file().digest()).isNull();
        assertThat(encrypted.file().deterministic()).isTrue();
    }

    @Property(tries = 100)
    void streams_that_come_in_bits_give_the_same_as_arrays(
            @ForAll("contents") byte[] content, @ForAll @IntRange(min = 1, max = 100) int most) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        EncryptedFile facts = CIPHER.encrypt(() -> new Slowly(content, most), file, OWNER, Domain.ATTACHMENT);
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        CIPHER.decrypt(new Slowly(file.toByteArray(), most), opened, facts.key());

        assertThat(new EncryptedBytes(Bytes.of(file.toByteArray()), facts))
                .isEqualTo(CIPHER.encrypt(content, OWNER, Domain.ATTACHMENT));
        assertThat(opened.toByteArray()).isEqualTo(content);
    }

    @Test
    void owner_domain_derivation_and_content_each_make_another_key() {
        Set<Bytes> keys = new HashSet<>();
        for (Ed25519KeyPair owner : new Ed25519KeyPair[] {OWNER, Ed25519KeyPair.generate(new SecureRandom(), CRYPTO)}) {
            for (Domain domain : Domain.values()) {
                for (Derivation derivation : Derivation.values()) {
                    DeterministicCipher cipher = CIPHER.withDerivation(derivation);
                    keys.add(cipher.encrypt(new byte[1], owner, domain).file().key());
                    keys.add(cipher.encrypt(new byte[2], owner, domain).file().key());
                    assertThat(cipher.encrypt(new byte[2], owner, domain))
                            .isEqualTo(cipher.encrypt(new byte[2], owner, domain));
                }
            }
        }
        assertThat(keys).hasSize(16);
    }

    @Property
    void one_changed_bit_is_noticed(@ForAll @Size(max = 600) byte[] content, @ForAll @IntRange(max = 1 << 20) int bit) {
        EncryptedBytes encrypted = CIPHER.encrypt(content, OWNER, Domain.ATTACHMENT);
        byte[] file = encrypted.content().toByteArray();
        int position = bit / 8 % file.length;
        file[position] ^= (byte) (1 << bit % 8);

        assertThatThrownBy(() -> CIPHER.decrypt(file, encrypted.file().key()))
                .isInstanceOf(position == 0 ? MalformedDataException.class : DecryptionException.class);
    }

    @Property
    void another_key_does_not_open(@ForAll @Size(max = 600) byte[] content, @ForAll @IntRange(max = 255) int bit) {
        EncryptedBytes encrypted = CIPHER.encrypt(content, OWNER, Domain.ATTACHMENT);
        byte[] key = encrypted.file().key().toByteArray();
        key[bit / 8] ^= (byte) (1 << bit % 8);

        assertThatThrownBy(() -> CIPHER.decrypt(encrypted.content().toByteArray(), Bytes.of(key)))
                .isInstanceOf(DecryptionException.class);
    }

    @Property(tries = 200)
    void a_file_that_is_cut_off_does_not_open(@ForAll @IntRange(max = 69_631) int length) {
        EncryptedBytes encrypted = CIPHER.encrypt(new byte[68_000], OWNER, Domain.ATTACHMENT);
        byte[] file = encrypted.content().toByteArray();

        assertThat(file).hasSize(69_632);
        assertThatThrownBy(() -> CIPHER.decrypt(
                        Arrays.copyOf(file, length), encrypted.file().key()))
                .isInstanceOf(SessionException.class);
    }

    @Test
    void a_file_that_lacks_whole_pieces_at_its_end_does_not_open() {
        EncryptedBytes encrypted = CIPHER.encrypt(new byte[68_000], OWNER, Domain.ATTACHMENT);
        byte[] file = encrypted.content().toByteArray();
        for (int pieces = 0; pieces <= 2; pieces++) {
            byte[] cut = Arrays.copyOf(file, 25 + pieces * 32_785);
            assertThatThrownBy(() -> CIPHER.decrypt(cut, encrypted.file().key()))
                    .isInstanceOf(DecryptionException.class)
                    .hasMessage("the file is cut off");
        }
    }

    @Property
    void any_bytes_are_refused(@ForAll byte[] file, @ForAll boolean marked) {
        if (marked && file.length > 0) {
            file[0] = 'S';
        }
        assertThatThrownBy(() -> CIPHER.decrypt(file, KEY)).isInstanceOf(SessionException.class);
    }

    // --- Files of a sender who has the key and does not keep the rules ---

    private static byte[] file(byte[][] pieces, byte... tags) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write('S');
        file.write(HEADER, 0, HEADER.length);
        try (SecretstreamState stream = CRYPTO.secretstreamInit(HEADER, KEY.toByteArray())) {
            for (int i = 0; i < pieces.length; i++) {
                byte[] encrypted = new byte[pieces[i].length + SecretstreamState.OVERHEAD];
                stream.push(pieces[i], tags[i], encrypted);
                file.write(encrypted, 0, encrypted.length);
            }
        }
        return file.toByteArray();
    }

    private static byte[] piece(int length, int... bytes) {
        byte[] piece = new byte[length];
        for (int i = 0; i < bytes.length; i++) {
            piece[length - bytes.length + i] = (byte) bytes[i];
        }
        return piece;
    }

    @Test
    void padding_may_go_on_over_pieces() throws Exception {
        byte[] file = file(new byte[][] {piece(32_768), piece(9, 1, 0, 5)}, (byte) 0, (byte) 3);

        assertThat(CIPHER.decrypt(file, KEY)).containsExactly(0, 5);
    }

    @Test
    void a_file_may_be_empty() throws Exception {
        assertThat(CIPHER.decrypt(file(new byte[][] {{1}}, (byte) 3), KEY)).isEmpty();
    }

    @Test
    void bad_padding_is_refused() {
        assertRefused(MalformedDataException.class, file(new byte[][] {piece(9, 2, 1, 0)}, (byte) 3));
        assertRefused(MalformedDataException.class, file(new byte[][] {piece(9)}, (byte) 3));
        assertRefused(MalformedDataException.class, file(new byte[][] {piece(32_768), piece(5, 7, 1)}, (byte) 0, (byte)
                3));
    }

    @Test
    void what_is_not_at_the_end_and_there_only_is_refused() {
        byte[][] two = {piece(32_768, 1), piece(9)};
        assertRefused(DecryptionException.class, file(two, (byte) 3, (byte) 3));
        assertRefused(DecryptionException.class, file(two, (byte) 0, (byte) 0));
        assertRefused(DecryptionException.class, file(new byte[][] {piece(9, 1)}, (byte) 0));
        assertRefused(DecryptionException.class, file(new byte[][] {piece(32_768, 1), {}}, (byte) 0, (byte) 3));
        assertRefused(DecryptionException.class, file(new byte[][] {piece(100, 1), piece(9)}, (byte) 0, (byte) 3));
    }

    private static void assertRefused(Class<? extends SessionException> how, byte[] file) {
        assertThatThrownBy(() -> CIPHER.decrypt(file, KEY)).isInstanceOf(how);
    }

    @Test
    void what_is_no_file_of_this_kind_is_refused() {
        byte[] file = file(new byte[][] {{1}}, (byte) 3);
        byte[] other = file.clone();
        other[0] = 'T';

        assertThatThrownBy(() -> CIPHER.decrypt(other, KEY)).hasMessage("file: unknown encryption type 84");
        assertThatThrownBy(() -> CIPHER.decrypt(new byte[0], KEY)).hasMessage("file: expected more than 42 bytes");
        assertThatThrownBy(() -> CIPHER.decrypt(file, Bytes.of(new byte[64])))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("key: expected 32 bytes, got 64");
    }

    // --- Sizes ---

    @Property
    void padding_is_at_least_one_byte_and_the_length_a_multiple_of_its_step(
            @ForAll @LongRange(max = 30_000_000) long length) {
        long encrypted = DeterministicCipher.encryptedLength(length);
        long step = Math.max(1 << 17, Long.highestOneBit(encrypted)) / 64;

        assertThat(DeterministicCipher.paddingLength(length)).isPositive();
        assertThat(encrypted % step).isZero();
        assertThat(encrypted).isGreaterThan(length + 25);
        assertThat(DeterministicCipher.encryptedLength(length + 1)).isGreaterThanOrEqualTo(encrypted);
    }

    @Test
    void lengths_beyond_all_bounds_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DeterministicCipher.paddingLength(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> DeterministicCipher.encryptedLength(Long.MAX_VALUE));
    }

    @Test
    void the_largest_file_fits_and_one_byte_more_only_without_limit() throws Exception {
        byte[] larger = new byte[DeterministicCipher.MAX_PLAIN_LENGTH + 1];
        byte[] largest = Arrays.copyOf(larger, DeterministicCipher.MAX_PLAIN_LENGTH);

        for (byte[] content : new byte[][] {largest, larger}) {
            EncryptedBytes encrypted = CIPHER.withoutLimit().encrypt(content, OWNER, Domain.ATTACHMENT);
            assertThat(CIPHER.decrypt(
                            encrypted.content().toByteArray(), encrypted.file().key()))
                    .isEqualTo(content);
        }
        assertThat(CIPHER.encrypt(largest, OWNER, Domain.ATTACHMENT).content().length())
                .isEqualTo(10_223_616);
        assertThatIllegalArgumentException().isThrownBy(() -> CIPHER.encrypt(larger, OWNER, Domain.ATTACHMENT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CIPHER.encrypt(FileSource.of(larger), Pieces.NOWHERE, OWNER, Domain.ATTACHMENT));
    }

    // --- Sources that are not the same twice ---

    @Test
    void a_file_that_changes_between_the_readings_is_not_encrypted() {
        for (int secondLength : new int[] {99, 100, 101}) {
            int[] readings = {0};
            FileSource changing = () -> {
                byte[] content = new byte[readings[0] == 0 ? 100 : secondLength];
                content[50] = (byte) readings[0]++;
                return new ByteArrayInputStream(content);
            };
            assertThatThrownBy(() -> CIPHER.encrypt(changing, Pieces.NOWHERE, OWNER, Domain.ATTACHMENT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("while it was read");
        }
    }
}
