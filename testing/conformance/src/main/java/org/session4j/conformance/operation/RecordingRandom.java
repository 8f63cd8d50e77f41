package org.session4j.conformance.operation;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Passes draws on to another source and keeps a copy of each, so that an answer can say what was drawn. */
public final class RecordingRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final SecureRandom source;
    private final transient List<byte[]> draws = new ArrayList<>();

    public RecordingRandom(SecureRandom source) {
        this.source = source;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
        draws.add(bytes.clone());
    }

    /** What was drawn so far, in order. */
    public List<byte[]> draws() {
        return List.copyOf(draws);
    }
}
