package org.session4j.protocol.crypto;

import org.session4j.protocol.DecryptionException;

/**
 * One direction of a crypto_secretstream_xchacha20poly1305: pieces that are encrypted one after the other, so that none
 * can be changed, left out or moved. A state either pushes or pulls.
 *
 * <p>Not thread-safe.
 */
public interface SecretstreamState extends AutoCloseable {

    /** Sizes in bytes. */
    int HEADER = 24;

    /** By how many bytes an encrypted piece is longer than the piece. */
    int OVERHEAD = 17;

    /** A piece that others follow. */
    byte TAG_MESSAGE = 0;

    /** The last piece of a set of pieces. */
    byte TAG_PUSH = 1;

    /** A piece after which the key is another one. */
    byte TAG_REKEY = 2;

    /** The last piece. */
    byte TAG_FINAL = 3;

    /**
     * Encrypts the next piece. crypto_secretstream_xchacha20poly1305_push.
     *
     * @param ciphertext where it goes; {@value #OVERHEAD} bytes longer than the message
     * @throws IllegalStateException after {@link #close()}
     */
    void push(byte[] message, byte tag, byte[] ciphertext);

    /**
     * Opens the next piece and gives its tag. crypto_secretstream_xchacha20poly1305_pull.
     *
     * @param message where it goes; {@value #OVERHEAD} bytes shorter than the ciphertext
     * @throws DecryptionException if it is not the next piece under this key, in which case the state is as before
     * @throws IllegalStateException after {@link #close()}
     */
    byte pull(byte[] ciphertext, byte[] message) throws DecryptionException;

    /** Ends the state and wipes it. */
    @Override
    void close();
}
