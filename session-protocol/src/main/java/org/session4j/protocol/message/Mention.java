package org.session4j.protocol.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/**
 * Where a text speaks to someone: {@code @} and the id of a user, blinded in communities (messages: reactions, quotes,
 * mentions). Nothing but the text says so on the wire.
 *
 * @param start index of the {@code @} in the text
 * @param end index behind the id
 */
public record Mention(SessionId id, int start, int end) {

    private static final Pattern FORM = Pattern.compile("@((?:05|15|25)[0-9a-fA-F]{64})");

    /** The mentions in a text, from its start to its end. */
    public static List<Mention> listIn(String text) {
        List<Mention> mentions = new ArrayList<>();
        Matcher matcher = FORM.matcher(text);
        while (matcher.find()) {
            mentions.add(new Mention(id(matcher.group(1)), matcher.start(), matcher.end()));
        }
        return mentions;
    }

    /** The words that mention someone, to be put into a text. */
    public static String format(SessionId id) {
        return "@" + id;
    }

    private static SessionId id(String digits) {
        try {
            return SessionId.parse(digits);
        } catch (MalformedDataException e) {
            throw new IllegalStateException("the pattern matches ids only", e);
        }
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "Mention";
    }
}
