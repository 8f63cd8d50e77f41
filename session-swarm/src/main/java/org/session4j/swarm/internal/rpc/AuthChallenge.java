package org.session4j.swarm.internal.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.session4j.protocol.MalformedDataException;

/**
 * One way to log in that a server offers (RFC 7235, section 2.1). A header may hold several.
 *
 * @param scheme in lower case
 * @param parameters by name in lower case
 */
record AuthChallenge(String scheme, Map<String, String> parameters) {

    /** Reads the values of all {@code WWW-Authenticate} headers. */
    static List<AuthChallenge> parse(List<String> headers) throws MalformedDataException {
        List<AuthChallenge> challenges = new ArrayList<>();
        for (String header : headers) {
            new Scanner(header).readAll(challenges);
        }
        return challenges;
    }

    /** Goes over one header; a word is a parameter if {@code =} follows, and begins a challenge if not. */
    private static final class Scanner {

        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        void readAll(List<AuthChallenge> challenges) throws MalformedDataException {
            Map<String, String> parameters = null;
            skip(", \t");
            while (at < text.length()) {
                String word = token().toLowerCase(Locale.ROOT);
                skip(" \t");
                if (!isNext('=')) {
                    parameters = new HashMap<>();
                    challenges.add(new AuthChallenge(word, parameters));
                } else if (parameters == null || parameters.put(word, value()) != null) {
                    throw malformed();
                }
                skip(", \t");
            }
        }

        private boolean isNext(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        private void skip(String what) {
            while (at < text.length() && what.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private String value() throws MalformedDataException {
            at++;
            skip(" \t");
            return isNext('"') ? quoted() : token();
        }

        private String token() throws MalformedDataException {
            int from = at;
            while (at < text.length() && isToken(text.charAt(at))) {
                at++;
            }
            if (at == from) {
                throw malformed();
            }
            return text.substring(from, at);
        }

        private String quoted() throws MalformedDataException {
            StringBuilder value = new StringBuilder();
            at++;
            while (!isNext('"')) {
                if (isNext('\\')) {
                    at++;
                }
                if (at >= text.length() || text.charAt(at) < ' ' || text.charAt(at) > '~') {
                    throw malformed();
                }
                value.append(text.charAt(at++));
            }
            at++;
            return value.toString();
        }

        private static boolean isToken(char c) {
            return c > ' ' && c <= '~' && "()<>@,;:\\\"[]?={}".indexOf(c) < 0;
        }

        private static MalformedDataException malformed() {
            return new MalformedDataException("http: the login that the server asks for cannot be read");
        }
    }
}
