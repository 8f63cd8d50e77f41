package org.session4j.protocol.crypto;

/**
 * A BLAKE2b hash under way, for input that does not fit into memory. crypto_generichash_blake2b_state.
 *
 * <p>Not thread-safe.
 */
public interface Blake2bState extends AutoCloseable {

    /**
     * Takes the first bytes of an array. crypto_generichash_blake2b_update.
     *
     * @param length at most that of the array
     */
    void update(byte[] in, int length);

    /**
     * The hash of everything that was taken. crypto_generichash_blake2b_final; ends the state.
     *
     * @throws IllegalStateException if the state has ended, as from every method but {@link #close()}
     */
    byte[] doFinal();

    /** Ends the state and wipes it. */
    @Override
    void close();
}
