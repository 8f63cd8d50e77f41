package org.session4j.testkit.internal.wire;

/** z-base-32, five bits a character, the highest first; what is left over is filled with zero bits. */
public final class Base32z {

    private static final String ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769";

    private Base32z() {}

    public static String format(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = buffer << 8 | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            out.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
        }
        return out.toString();
    }
}
