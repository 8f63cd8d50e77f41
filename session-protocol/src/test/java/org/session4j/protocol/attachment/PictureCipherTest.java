package org.session4j.protocol.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;

class PictureCipherTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Property
    void what_was_encrypted_opens(@ForAll byte[] picture) throws Exception {
        EncryptedBytes encrypted = PictureCipher.encrypt(picture, RANDOM);

        assertThat(PictureCipher.decrypt(
                        encrypted.content().toByteArray(), encrypted.file().key()))
                .isEqualTo(picture);
        assertThat(encrypted.file().encryptedLength())
                .isEqualTo(encrypted.content().length())
                .isEqualTo(picture.length + 28);
        assertThat(encrypted.file().key().length()).isEqualTo(32);
        assertThat(encrypted.file().digest()).isNull();
        assertThat(encrypted.file().deterministic()).isFalse();
    }

    @Property
    void one_changed_bit_of_picture_or_key_is_noticed(
            @ForAll byte[] picture, @ForAll @IntRange(max = 1 << 20) int bit) {
        EncryptedBytes encrypted = PictureCipher.encrypt(picture, RANDOM);
        byte[] file = encrypted.content().toByteArray();
        byte[] key = encrypted.file().key().toByteArray();
        byte[] changedFile = flipped(file, bit);
        byte[] changedKey = flipped(key, bit);

        assertThatThrownBy(() -> PictureCipher.decrypt(changedFile, Bytes.of(key)))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> PictureCipher.decrypt(file, Bytes.of(changedKey)))
                .isInstanceOf(DecryptionException.class);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8 % changed.length] ^= (byte) (1 << bit % 8);
        return changed;
    }

    @Property
    void any_bytes_and_what_is_cut_off_are_refused(@ForAll byte[] file, @ForAll @Size(32) byte[] key) {
        byte[] encrypted = PictureCipher.encrypt(file, RANDOM).content().toByteArray();

        assertThatThrownBy(() -> PictureCipher.decrypt(file, Bytes.of(key))).isInstanceOf(SessionException.class);
        assertThatThrownBy(() -> PictureCipher.decrypt(Arrays.copyOf(encrypted, encrypted.length - 1), Bytes.of(key)))
                .isInstanceOf(SessionException.class);
    }

    @Test
    void a_picture_under_a_key_of_old_opens() throws Exception {
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"), new GCMParameterSpec(128, nonce));
        byte[] sealed = cipher.doFinal(new byte[] {5});
        byte[] file = Arrays.copyOf(nonce, 12 + sealed.length);
        System.arraycopy(sealed, 0, file, 12, sealed.length);

        assertThat(PictureCipher.decrypt(file, Bytes.of(new byte[16]))).containsExactly(5);
        assertThatThrownBy(() -> PictureCipher.decrypt(file, Bytes.of(new byte[24])))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("key: expected 32 or 16 bytes, got 24");
    }

    @Test
    void what_is_too_large_is_refused_both_ways() {
        byte[] picture = new byte[PictureCipher.MAX_PLAIN_LENGTH + 1];
        byte[] file = new byte[PictureCipher.MAX_PLAIN_LENGTH + 1 + PictureCipher.OVERHEAD];

        assertThatIllegalArgumentException().isThrownBy(() -> PictureCipher.encrypt(picture, RANDOM));
        assertThatThrownBy(() -> PictureCipher.decrypt(file, Bytes.of(new byte[32])))
                .isInstanceOf(MalformedDataException.class);
    }
}
