package org.session4j.protocol.wire;

/** Which format a stored direct message has (messages: decrypting and version detection). */
public enum FormatDetection {
    /** Signed and sealed, in envelope and wrapper; see {@link V1Codec}. */
    V1,
    /** With forward secrecy. */
    V2,
    /** Of a version to come: to be kept or ignored. */
    UNKNOWN_VERSION,
    /** Nothing that was ever valid. */
    BAD_FORMAT;

    private static final byte NOT_PROTOBUF = 0x00;
    private static final byte VERSION_2 = 0x02;
    private static final int V2_MIN_LENGTH = 1536;

    /**
     * Looks at the first bytes and the length.
     *
     * @param stored what the swarm gave, base64 taken off
     */
    public static FormatDetection detect(byte[] stored) {
        if (stored.length == 0) {
            return BAD_FORMAT;
        }
        if (stored[0] != NOT_PROTOBUF) {
            return V1;
        }
        if (stored.length == 1 || stored[1] != VERSION_2) {
            return UNKNOWN_VERSION;
        }
        return stored.length < V2_MIN_LENGTH ? BAD_FORMAT : V2;
    }
}
