package org.session4j.protocol.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;

/**
 * Opens one received file, in the form that its URL and the message tell.
 *
 * <pre>{@code
 * FileOpener opener = FileOpener.ofAttachment(url, key, digest, size, Crypto.get());
 * opener.decrypt(encrypted, temporaryFile);       // throws unless everything is as it should be
 * rename(temporaryFile, finalName);
 * }</pre>
 *
 * Thread-safe.
 */
public final class FileOpener {

    private final Pieces.Decryption decryption;

    private FileOpener(Pieces.Decryption decryption) {
        this.decryption = decryption;
    }

    /**
     * For an attachment.
     *
     * @param digest of the message; must be there if the file has the legacy form
     * @param size of the content in bytes, as the message says; 0 if it does not
     * @throws MalformedDataException if a digest is needed and missing
     */
    public static FileOpener ofAttachment(FileUrl url, Bytes key, @Nullable Bytes digest, long size, Crypto crypto)
            throws MalformedDataException {
        if (url.deterministic()) {
            return deterministic(key, crypto);
        }
        if (digest == null) {
            throw new MalformedDataException("digest: expected one, as the file has the legacy form");
        }
        return new FileOpener((in, out) -> LegacyCipher.decrypt(in, out, key, digest, size));
    }

    /** For a profile picture. */
    public static FileOpener ofPicture(FileUrl url, Bytes key, Crypto crypto) {
        return url.deterministic()
                ? deterministic(key, crypto)
                : new FileOpener((in, out) -> out.write(PictureCipher.decrypt(wholePicture(in), key)));
    }

    private static FileOpener deterministic(Bytes key, Crypto crypto) {
        DeterministicCipher cipher = DeterministicCipher.of(crypto);
        return new FileOpener((in, out) -> cipher.decrypt(in, out, key));
    }

    /** Of a picture nothing can be opened before all of it is there; one that is too large is not read to its end. */
    private static byte[] wholePicture(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] piece = new byte[DeterministicSizes.PIECE];
        int limit = PictureCipher.MAX_PLAIN_LENGTH + PictureCipher.OVERHEAD;
        for (int count = in.read(piece); count >= 0 && whole.size() <= limit; count = in.read(piece)) {
            whole.write(piece, 0, count);
        }
        return whole.toByteArray();
    }

    /**
     * Opens the file. It is in order if this returns; else what was written is worthless.
     *
     * @throws MalformedDataException if file, key or digest are not of their form, or the content is shorter than said
     * @throws DecryptionException if the key does not open the file, or it was changed
     */
    public void decrypt(InputStream file, OutputStream out)
            throws IOException, MalformedDataException, DecryptionException {
        decryption.run(file, out);
    }

    /** As {@link #decrypt(InputStream, OutputStream)} in memory. */
    public byte[] decrypt(byte[] file) throws MalformedDataException, DecryptionException {
        return Pieces.decrypt(file, decryption);
    }

    /**
     * Checks the file as {@link #decrypt(InputStream, OutputStream)} does and writes nothing: for those who can read it
     * twice and cannot take back what they have written.
     */
    public void verify(InputStream file) throws IOException, MalformedDataException, DecryptionException {
        decryption.run(file, Pieces.NOWHERE);
    }
}
