package org.session4j.onion.wire;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Hands out prepared bytes, and fails on a draw of another size or one too many. */
final class RecordedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient Deque<byte[]> draws;

    RecordedRandom(List<byte[]> draws) {
        this.draws = new ArrayDeque<>(draws);
    }

    @Override
    public void nextBytes(byte[] out) {
        byte[] next = draws.poll();
        if (next == null || next.length != out.length) {
            throw new AssertionError(
                    "a draw of " + out.length + " bytes, prepared: " + (next == null ? "none" : next.length));
        }
        System.arraycopy(next, 0, out, 0, out.length);
    }

    boolean isUsedUp() {
        return draws.isEmpty();
    }

    static RecordedRandom of(byte[]... draws) {
        return new RecordedRandom(Arrays.asList(draws));
    }
}
