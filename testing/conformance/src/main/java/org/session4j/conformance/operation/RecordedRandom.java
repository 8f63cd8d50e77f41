package org.session4j.conformance.operation;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Gives out recorded random bytes: each {@link #nextBytes} gets the next recorded string and must ask for exactly its
 * length. Another length, a draw too many and strings left over are an {@link UnexpectedDrawException}.
 */
public final class RecordedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient Deque<byte[]> left;
    private int drawn;

    private RecordedRandom(List<byte[]> draws) {
        super(new NoSeed(), null);
        left = new ArrayDeque<>(draws);
    }

    /** The strings in the order in which they are drawn. */
    public static RecordedRandom of(List<byte[]> draws) {
        return new RecordedRandom(draws);
    }

    public static RecordedRandom of(byte[]... draws) {
        return new RecordedRandom(List.of(draws));
    }

    @Override
    public void nextBytes(byte[] bytes) {
        byte[] next = left.poll();
        drawn++;
        if (next == null) {
            throw new UnexpectedDrawException(
                    "draw " + drawn + ": " + bytes.length + " bytes asked for, none recorded");
        }
        if (next.length != bytes.length) {
            throw new UnexpectedDrawException(
                    "draw " + drawn + ": " + bytes.length + " bytes asked for, " + next.length + " recorded");
        }
        System.arraycopy(next, 0, bytes, 0, bytes.length);
    }

    @Override
    public byte[] generateSeed(int length) {
        throw new UnexpectedDrawException("a seed of " + length + " bytes asked for");
    }

    /** Checks that every recorded string was drawn. */
    public void requireExhausted() {
        if (!left.isEmpty()) {
            throw new UnexpectedDrawException(
                    left.size() + " of " + (drawn + left.size()) + " recorded draws left over");
        }
    }

    /** Keeps {@link SecureRandom} from opening a source of its own; every draw is answered before it gets here. */
    private static final class NoSeed extends SecureRandomSpi {

        private static final long serialVersionUID = 1L;

        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            throw new UnexpectedDrawException(bytes.length + " bytes asked for behind the record");
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            throw new UnexpectedDrawException("a seed of " + length + " bytes asked for");
        }
    }
}
