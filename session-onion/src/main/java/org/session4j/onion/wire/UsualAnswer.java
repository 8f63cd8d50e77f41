package org.session4j.onion.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * The plaintext of a node's answer in the form in which storage servers write it:
 *
 * <pre>
 * {"body":"…","status":200}      ASCII, no white space, no escape with a code
 * </pre>
 *
 * The body is taken from the bytes as they stand, without the texts and the tree that a JSON reader makes on the way: a
 * full mailbox is one long string. All other forms are for that reader.
 */
final class UsualAnswer {

    private static final byte[] HEAD = ascii("{\"body\":\"");
    private static final byte[] MIDDLE = ascii("\",\"status\":");
    private static final int STATUS_DIGITS = 3;
    private static final int TAIL_LENGTH = MIDDLE.length + STATUS_DIGITS + 1;

    /** Which bytes stand for themselves; looking that up takes half the time of comparing. */
    private static final boolean[] IS_PLAIN = plainBytes();

    private UsualAnswer() {}

    /** Null for every other form, whether good or bad. */
    static @Nullable OnionAnswer read(byte[] buffer, int offset, int length) {
        int bodyStart = offset + HEAD.length;
        int bodyEnd = offset + length - TAIL_LENGTH;
        if (bodyEnd < bodyStart || !isAt(buffer, offset, HEAD) || !isAt(buffer, bodyEnd, MIDDLE)) {
            return null;
        }
        int status = readStatus(buffer, bodyEnd + MIDDLE.length);
        byte[] body = status < 0 ? null : unescape(buffer, bodyStart, bodyEnd);
        return body == null ? null : new OnionAnswer(status, Map.of(), Bytes.of(body));
    }

    private static boolean isAt(byte[] text, int offset, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (text[offset + i] != part[i]) {
                return false;
            }
        }
        return true;
    }

    /** Three digits, the first not 0, and the brace; negative for anything else. */
    private static int readStatus(byte[] text, int offset) {
        int status = 0;
        for (int i = offset; i < offset + STATUS_DIGITS; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            status = 10 * status + (text[i] - '0');
        }
        return status < 100 || text[offset + STATUS_DIGITS] != '}' ? -1 : status;
    }

    /** Null if there is more in it than plain ASCII and simple escapes. */
    private static byte @Nullable [] unescape(byte[] text, int start, int end) {
        byte[] out = new byte[end - start];
        int length = 0;
        int i = start;
        while (i < end) {
            int runEnd = i;
            while (runEnd < end && IS_PLAIN[text[runEnd] & 0xff]) {
                runEnd++;
            }
            System.arraycopy(text, i, out, length, runEnd - i);
            length += runEnd - i;
            i = runEnd;
            if (i < end) {
                byte b = text[i] == '\\' && i + 1 < end ? escaped(text[i + 1]) : 0;
                if (b == 0) {
                    return null;
                }
                out[length++] = b;
                i += 2;
            }
        }
        return Arrays.copyOf(out, length);
    }

    /** What stands for an escape of one character; 0 for any other. */
    private static byte escaped(byte letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> 0;
        };
    }

    private static boolean[] plainBytes() {
        boolean[] plain = new boolean[256];
        Arrays.fill(plain, ' ', 128, true);
        plain['"'] = false;
        plain['\\'] = false;
        return plain;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
