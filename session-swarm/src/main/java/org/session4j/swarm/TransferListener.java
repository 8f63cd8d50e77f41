package org.session4j.swarm;

/**
 * Hears how far a transfer has come. An onion request goes as one, so what can be told is how much has passed between this
 * machine and the first node of the path: of an upload what was written, of a download what was read.
 */
@FunctionalInterface
public interface TransferListener {

    /**
     * Some more bytes have passed. Called on a thread of the {@link FileServer}, one call after the other, with the newest
     * numbers only; not after the end of the transfer but for a call that has begun.
     *
     * @param bytesDone so far, as they travel: a little more than the file. An attempt that fails is followed by one that
     *     begins again
     * @param bytesInAll of the whole attempt; -1 while nobody knows
     */
    void onProgress(long bytesDone, long bytesInAll);
}
