package org.session4j.protocol.message;

import java.util.regex.Pattern;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileUrl;

/**
 * The shapes of URLs that messages may carry. Only http and https, and nothing that a reader could mistake; whether and
 * from where anything is fetched is the caller's decision.
 */
final class KnownUrls {

    /** The longest URL of a link preview or an attachment that is read, in characters. */
    static final int MAX_LENGTH = 4_096;

    private static final Pattern WEB = Pattern.compile("(?i:https?)://[^\\s/?#]\\S*");

    private KnownUrls() {}

    /** Of a file server (services: URLs of uploaded files). */
    static boolean isFile(String url) {
        if (!isShort(url) || !url.chars().allMatch(c -> c > ' ' && c <= '~')) {
            return false;
        }
        try {
            FileUrl unused = FileUrl.parse(url);
            return true;
        } catch (MalformedDataException e) {
            return false;
        }
    }

    /** Of a room in a community, with the server's key (config: community base URL). */
    static boolean isCommunity(String url) {
        if (!isShort(url)) {
            return false;
        }
        try {
            CommunityUrl unused = CommunityUrl.parse(url);
            return true;
        } catch (MalformedDataException e) {
            return false;
        }
    }

    static boolean isWeb(String url) {
        return isShort(url) && WEB.matcher(url).matches() && url.codePoints().allMatch(CleanText::isShown);
    }

    private static boolean isShort(String url) {
        return url.length() <= MAX_LENGTH;
    }
}
