package org.session4j.onion.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;

/**
 * The address of a server, as it is written in settings and messages: {@code http} or {@code https}, a host of at least
 * four letters, digits, hyphens and dots with at least one dot and no empty label, a port, a path (configuration:
 * community base URL).
 *
 * @param protocol {@code http} or {@code https}
 * @param host lower case
 * @param port null if none is given, or the one that goes without saying
 * @param path with the query and all that follows it, beginning with a slash; null if there is none but the slash
 */
public record ServerUrl(
        String protocol,
        String host,
        @Nullable Integer port,
        @Nullable String path) {

    private static final String SEPARATOR = "://";
    private static final int MIN_HOST = 4;

    public static ServerUrl parse(String url) throws MalformedDataException {
        int separator = url.indexOf(SEPARATOR);
        String protocol = separator < 0 ? "" : url.substring(0, separator).toLowerCase(Locale.ROOT);
        if (!protocol.equals("http") && !protocol.equals("https")) {
            throw new MalformedDataException("url: expected http:// or https://");
        }
        int start = separator + SEPARATOR.length();
        int hostEnd = endOfHost(url, start);
        String host = url.substring(start, hostEnd).toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw new MalformedDataException("url: no host name");
        }
        int portEnd = endOfPort(url, hostEnd);
        String path = url.substring(portEnd);
        if (!path.isEmpty() && path.charAt(0) != '/') {
            throw new MalformedDataException("url: unexpected character after the host");
        }
        return new ServerUrl(
                protocol, host, readPort(url, hostEnd, portEnd, protocol), path.length() > 1 ? path : null);
    }

    private static int endOfHost(String url, int start) {
        int end = start;
        while (end < url.length() && isHostCharacter(url.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isHostCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-' || c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHost(String host) {
        return host.length() >= MIN_HOST
                && host.indexOf('.') > 0
                && !host.contains("..")
                && host.charAt(host.length() - 1) != '.';
    }

    private static int endOfPort(String url, int hostEnd) {
        if (hostEnd == url.length() || url.charAt(hostEnd) != ':') {
            return hostEnd;
        }
        int end = hostEnd + 1;
        while (end < url.length() && isDigit(url.charAt(end))) {
            end++;
        }
        return end;
    }

    private static @Nullable Integer readPort(String url, int hostEnd, int portEnd, String protocol)
            throws MalformedDataException {
        if (portEnd == hostEnd) {
            return null;
        }
        int port = 0;
        for (int i = hostEnd + 1; i < portEnd && port <= 0xffff; i++) {
            port = 10 * port + (url.charAt(i) - '0');
        }
        if (portEnd == hostEnd + 1 || port > 0xffff) {
            throw new MalformedDataException("url: expected a port of 0 to 65535");
        }
        return port == 0 || port == ServerTarget.defaultPort(protocol) ? null : port;
    }
}
