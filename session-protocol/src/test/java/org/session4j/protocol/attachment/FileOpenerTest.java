package org.session4j.protocol.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.DeterministicCipher.Domain;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

class FileOpenerTest {

    private static final Crypto CRYPTO = Crypto.get();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] CONTENT = {0, 1, 2};

    private final FileUrl plain;
    private final FileUrl flagged;

    FileOpenerTest() throws MalformedDataException {
        plain = FileUrl.parse("http://example.org/file/7");
        flagged = FileUrl.parse("http://example.org/file/7#d");
    }

    @Test
    void the_url_tells_the_form_of_an_attachment() throws Exception {
        EncryptedBytes legacy = LegacyCipher.encrypt(CONTENT, RANDOM);
        EncryptedBytes deterministic =
                DeterministicCipher.of(CRYPTO).encrypt(CONTENT, Ed25519KeyPair.ofSeed(new byte[32]), Domain.ATTACHMENT);

        assertThat(attachment(plain, legacy).decrypt(legacy.content().toByteArray()))
                .isEqualTo(CONTENT);
        assertThat(attachment(flagged, deterministic)
                        .decrypt(deterministic.content().toByteArray()))
                .isEqualTo(CONTENT);
        assertThatThrownBy(() ->
                        attachment(flagged, legacy).decrypt(legacy.content().toByteArray()))
                .isInstanceOf(MalformedDataException.class);
    }

    private static FileOpener attachment(FileUrl url, EncryptedBytes encrypted) throws MalformedDataException {
        EncryptedFile file = encrypted.file();
        return FileOpener.ofAttachment(url, file.key(), file.digest(), file.plainLength(), CRYPTO);
    }

    @Test
    void a_legacy_file_without_digest_is_refused() {
        assertThatThrownBy(() -> FileOpener.ofAttachment(plain, Bytes.of(new byte[64]), null, 3, CRYPTO))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void the_url_tells_the_form_of_a_picture() throws Exception {
        EncryptedBytes legacy = PictureCipher.encrypt(CONTENT, RANDOM);
        EncryptedBytes deterministic = DeterministicCipher.of(CRYPTO)
                .encrypt(CONTENT, Ed25519KeyPair.ofSeed(new byte[32]), Domain.PROFILE_PICTURE);

        assertThat(FileOpener.ofPicture(plain, legacy.file().key(), CRYPTO)
                        .decrypt(legacy.content().toByteArray()))
                .isEqualTo(CONTENT);
        assertThat(FileOpener.ofPicture(flagged, deterministic.file().key(), CRYPTO)
                        .decrypt(deterministic.content().toByteArray()))
                .isEqualTo(CONTENT);
    }

    @Test
    void a_picture_without_end_is_not_read_to_its_end() {
        FileOpener opener = FileOpener.ofPicture(plain, Bytes.of(new byte[32]), CRYPTO);
        InfiniteStream endless = new InfiniteStream();

        assertThatThrownBy(() -> opener.verify(endless)).isInstanceOf(MalformedDataException.class);
        assertThat(endless.read).isLessThan(PictureCipher.MAX_PLAIN_LENGTH + 100_000L);
    }

    private static final class InfiniteStream extends java.io.InputStream {

        private long read;

        @Override
        public int read() {
            read++;
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            read += length;
            return length;
        }
    }

    /** Nothing is written when checking, and nothing that was not verified comes out of arrays. */
    @Test
    void a_changed_file_is_refused_in_every_way_of_reading() throws Exception {
        EncryptedBytes legacy = LegacyCipher.encrypt(new byte[100_000], RANDOM);
        FileOpener opener = attachment(plain, legacy);
        byte[] good = legacy.content().toByteArray();
        byte[] bad = good.clone();
        bad[bad.length - 1] ^= 1;

        opener.verify(new ByteArrayInputStream(good));
        assertThatThrownBy(() -> opener.verify(new ByteArrayInputStream(bad))).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> opener.decrypt(bad)).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> opener.decrypt(new ByteArrayInputStream(bad), new ByteArrayOutputStream()))
                .isInstanceOf(DecryptionException.class);
    }
}
