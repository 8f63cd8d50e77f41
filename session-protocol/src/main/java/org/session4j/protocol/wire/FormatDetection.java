package org.session4j.protocol.wire;

import org.session4j.protocol.v2.V2Choices;
import org.session4j.protocol.v2.V2Cipher;

/** Which format a stored direct message has (messages: decrypting and version detection). */
public enum FormatDetection {
    /** Signed and sealed, in envelope and wrapper; see {@link V1Codec}. */
    V1,
    /** With forward secrecy, or in the form of the same version without it; see {@link V2Cipher}. */
    V2,
    /** Of a version to come: to be kept or ignored. */
    UNKNOWN_VERSION,
    /** Nothing that was ever valid. */
    BAD_FORMAT;

    private static final byte NOT_PROTOBUF = 0x00;

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
        if (stored.length == 1 || stored[1] != V2Choices.VERSION) {
            return UNKNOWN_VERSION;
        }
        return stored.length < V2Choices.MIN_LENGTH ? BAD_FORMAT : V2;
    }
}
