package org.session4j.swarm;

import java.util.Locale;
import org.session4j.protocol.MalformedDataException;

/** A name that may be registered for an account in the Oxen name system, in lower case (network: daemon requests). */
public final class OnsName {

    /** In characters. */
    public static final int MAX_LENGTH = 64;

    private final String text;

    private OnsName(String text) {
        this.text = text;
    }

    /**
     * Reads a name: 1 to 64 letters, digits, underscores and hyphens of ASCII in either case, no hyphen at either end.
     */
    public static OnsName parse(String text) throws MalformedDataException {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new MalformedDataException("name: expected 1 to 64 characters, got " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inside = i > 0 && i < text.length() - 1;
            if (!isWord(c) && !(c == '-' && inside)) {
                throw new MalformedDataException("name: no character for a name at position " + i);
            }
        }
        return new OnsName(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnsName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** In lower case. */
    @Override
    public String toString() {
        return text;
    }
}
