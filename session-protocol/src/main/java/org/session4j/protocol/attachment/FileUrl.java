package org.session4j.protocol.attachment;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * Where an uploaded file lies (services: URLs of uploaded files).
 *
 * <pre>
 * scheme://host[:port]/file/id[#flag&amp;flag...]
 *   p=64 hex digits   the server's Ed25519 key, if it is not that of the default server
 *   d                 the file has the deterministic form
 * </pre>
 *
 * A URL that came with a message is a sender's word: it may point anywhere, so nothing is fetched unasked.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case; an IPv6 address in brackets
 * @param port 1 to 65535, also where the URL leaves it out
 * @param serverKey null if the URL names none, or that of the default server; see {@link #trustedKey()}
 * @param deterministic whether the file has the deterministic form
 */
public record FileUrl(
        String scheme,
        String host,
        int port,
        FileId id,
        @Nullable Ed25519PublicKey serverKey,
        boolean deterministic) {

    /** The server that the official apps upload to. */
    public static final String DEFAULT_HOST = "filev2.getsession.org";

    /** The key of that server. */
    public static final Ed25519PublicKey DEFAULT_SERVER_KEY =
            constant("b8eef9821445ae16e2e97ef8aa6fe782fd11ad5253cd6723b281341dba22e371");

    private static final String OFFICIAL_DOMAIN = ".getsession.org";
    private static final String SEPARATOR = "://";
    private static final String PATH = "/file/";

    /** Written by clients of old. */
    private static final String OLD_PATH = "/files/";

    private static final int MAX_PORT = 0xffff;

    /**
     * @throws IllegalArgumentException if scheme, host or port are none
     */
    public FileUrl {
        Objects.requireNonNull(id, "id");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("scheme: expected http or https");
        }
        if (!isHost(host) || !host.equals(host.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("host: expected a name or an address in lower case");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: expected 1 to 65535, got " + port);
        }
        serverKey = serverKey == null || serverKey.equals(DEFAULT_SERVER_KEY) ? null : serverKey;
    }

    private static Ed25519PublicKey constant(String hex) {
        try {
            return Ed25519PublicKey.parse(hex);
        } catch (MalformedDataException e) {
            throw new AssertionError("a constant", e);
        }
    }

    /** Reads a URL of a file; one of a community's file is none, and neither is one with a longer path. */
    public static FileUrl parse(String url) throws MalformedDataException {
        int separator = url.indexOf(SEPARATOR);
        String scheme = separator < 0 ? "" : url.substring(0, separator).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new MalformedDataException("file url: expected http:// or https://");
        }
        int start = separator + SEPARATOR.length();
        int path = url.indexOf(PATH, start);
        int idStart = path + PATH.length();
        if (path < 0) {
            path = url.indexOf(OLD_PATH, start);
            idStart = path + OLD_PATH.length();
        }
        if (path < 0) {
            throw new MalformedDataException("file url: expected /file/ behind the host");
        }
        String authority = url.substring(start, path);
        String host = hostOf(authority).toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw new MalformedDataException("file url: expected a host and nothing else before /file/");
        }
        String fragment = url.indexOf('#') < 0 ? "" : url.substring(url.indexOf('#') + 1);
        return new FileUrl(
                scheme,
                host,
                portOf(authority, scheme),
                FileId.parse(idAt(url, idStart)),
                keyIn(fragment),
                isFlagged(fragment));
    }

    /** Without the port; the last colon of an address in brackets begins none. */
    private static String hostOf(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static boolean isHost(String host) {
        boolean address = host.startsWith("[") && host.endsWith("]");
        String name = address ? host.substring(1, host.length() - 1) : host;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean separator = c == '.' || (address ? c == ':' : c == '-' || c == '_');
            if (!alphanumeric && !separator) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static int portOf(String authority, String scheme) throws MalformedDataException {
        int host = hostOf(authority).length();
        if (host == authority.length()) {
            return defaultPort(scheme);
        }
        int port = 0;
        for (int i = host + 1; i < authority.length() && port <= MAX_PORT; i++) {
            char c = authority.charAt(i);
            port = c >= '0' && c <= '9' ? 10 * port + (c - '0') : MAX_PORT + 1;
        }
        if (port < 1 || port > MAX_PORT) {
            throw new MalformedDataException("file url: expected a port of 1 to 65535");
        }
        return port;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("http") ? 80 : 443;
    }

    private static String idAt(String url, int start) {
        int end = start;
        while (end < url.length() && url.charAt(end) != '#' && url.charAt(end) != '?') {
            end++;
        }
        return url.substring(start, end > start && url.charAt(end - 1) == '/' ? end - 1 : end);
    }

    /** The first good {@code p}; a bad one is as good as none. */
    private static @Nullable Ed25519PublicKey keyIn(String fragment) {
        for (String flag : fragment.split("&", -1)) {
            if (flag.startsWith("p=") || flag.startsWith("P=")) {
                try {
                    return Ed25519PublicKey.parse(flag.substring(2));
                } catch (MalformedDataException e) {
                    continue;
                }
            }
        }
        return null;
    }

    /** {@code d=} is written by the desktop app. */
    private static boolean isFlagged(String fragment) {
        for (String flag : fragment.split("&", -1)) {
            if (flag.equals("d") || flag.equals("d=")) {
                return true;
            }
        }
        return false;
    }

    /** The text: the port only if it does not go without saying, {@code p} before {@code d}. */
    public String format() {
        String key = serverKey == null ? "" : "p=" + serverKey;
        String flag = deterministic ? "d" : "";
        String separator = key.isEmpty() || flag.isEmpty() ? "" : "&";
        String fragment = key + separator + flag;
        return baseUrl() + PATH + id + (fragment.isEmpty() ? "" : "#" + fragment);
    }

    /** Of the server: scheme, host and, if it does not go without saying, port. */
    public String baseUrl() {
        return scheme + SEPARATOR + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    /**
     * The key of the server: the one that the URL names, or for the official servers the default one. Empty for a foreign
     * server without key; such a URL is good only if it is of the server that the program is set to.
     */
    public Optional<Ed25519PublicKey> trustedKey() {
        if (serverKey != null) {
            return Optional.of(serverKey);
        }
        return host.endsWith(OFFICIAL_DOMAIN) ? Optional.of(DEFAULT_SERVER_KEY) : Optional.empty();
    }

    /** Names the server only. */
    @Override
    public String toString() {
        return "FileUrl[" + baseUrl() + "]";
    }
}
