package org.session4j.conformance.operation;

/** The content of a file as vectors have it: in hex, or by the formula {@code byte[i] = (i*7) mod 256}. */
final class FileContent {

    private static final String FORMULA = "byte[i] = (i*7) mod 256";
    private static final int FACTOR = 7;

    /** More than any server takes; vectors have no larger files. */
    private static final int MAX_LENGTH = 1 << 25;

    private FileContent() {}

    static byte[] of(Inputs in) {
        int length = in.smallInteger("plaintext_length");
        if (!in.has("plaintext")) {
            if (!in.text("plaintext_formula").equals(FORMULA)) {
                throw new NotRunnableException("unknown plaintext_formula");
            }
            return pattern(length);
        }
        byte[] content = in.bytes("plaintext");
        if (content.length != length) {
            throw new NotRunnableException("plaintext_length is not that of plaintext");
        }
        return content;
    }

    static byte[] pattern(int length) {
        if (length < 0 || length > MAX_LENGTH) {
            throw new NotRunnableException("no length of a file: " + length);
        }
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (FACTOR * i);
        }
        return content;
    }
}
