package org.session4j.protocol;

import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * A room of a community and the key of its server (config: UserGroups, community base URL).
 *
 * <pre>
 * scheme://host[:port]/room?public_key=64 hex digits
 * </pre>
 *
 * Readers also take {@code /r/room}, and the key as 43 or 44 characters of base64 or 52 of base32z. Case counts in no part
 * but the spelling of the room, which is for people: rooms that differ in it only are one room, see {@link #roomKey()}.
 *
 * @param baseUrl the server in canonical form: scheme {@code http} or {@code https}, host in lower case, and the port if it
 *     does not go without saying
 * @param room 1 to 64 letters, digits, {@code -} and {@code _}
 * @param serverKey what requests to the server are encrypted for
 */
public record CommunityUrl(String baseUrl, String room, X25519PublicKey serverKey) {

    /** Of a base URL in canonical form, in characters. */
    public static final int MAX_BASE_LENGTH = 267;

    /** Of a room, in characters. */
    public static final int MAX_ROOM_LENGTH = 64;

    private static final String SEPARATOR = "://";
    private static final String ROOM_PATH = "/r/";
    private static final String KEY_QUERY = "?public_key=";
    private static final String BASE32Z = "ybndrfg8ejkmcpqxot1uwisza345h769";

    private static final int HEX_LENGTH = 64;
    private static final int BASE64_LENGTH = 43;
    private static final int PADDED_BASE64_LENGTH = 44;
    private static final int BASE32Z_LENGTH = 52;
    private static final int MIN_HOST_LENGTH = 4;
    private static final int MAX_PORT = 0xffff;

    /**
     * @throws IllegalArgumentException if the base URL is not in canonical form, or the room is none
     */
    public CommunityUrl {
        Objects.requireNonNull(serverKey, "serverKey");
        if (!isCanonical(baseUrl)) {
            throw new IllegalArgumentException("baseUrl: expected the canonical form of a community's");
        }
        if (!isRoom(room)) {
            throw new IllegalArgumentException("room: expected 1 to 64 letters, digits, - and _");
        }
    }

    /**
     * From a base URL in any form.
     *
     * @throws MalformedDataException if there is no such server or room
     */
    public static CommunityUrl of(String baseUrl, String room, X25519PublicKey serverKey)
            throws MalformedDataException {
        if (!isRoom(room)) {
            throw new MalformedDataException("community: expected a room of 1 to 64 letters, digits, - and _");
        }
        return new CommunityUrl(canonicalBaseUrl(baseUrl), room, serverKey);
    }

    /** Reads a full URL; one without a key is none. */
    public static CommunityUrl parse(String url) throws MalformedDataException {
        Parts parts = split(url);
        if (parts.serverKey == null) {
            throw new MalformedDataException("community: expected the server's key in the URL");
        }
        return of(parts.baseUrl, parts.room, parts.serverKey);
    }

    /** Takes a URL apart, which need not name a key. For implementers; whether the room is one is not checked. */
    public static Parts split(String url) throws MalformedDataException {
        int query = url.lastIndexOf(KEY_QUERY);
        X25519PublicKey key = query < 0 ? null : parseKey(url.substring(query + KEY_QUERY.length()));
        String path = query < 0 ? url : url.substring(0, query);
        int room = path.lastIndexOf(ROOM_PATH);
        int start = room + ROOM_PATH.length();
        if (room < 0) {
            room = path.lastIndexOf('/');
            start = room + 1;
        }
        if (room < 0) {
            throw new MalformedDataException("community: expected a room in the URL");
        }
        return new Parts(canonicalBaseUrl(path.substring(0, room)), path.substring(start), key);
    }

    /** The one form in which a server stands as a key in config documents. */
    public static String canonicalBaseUrl(String url) throws MalformedDataException {
        int separator = url.indexOf(SEPARATOR);
        String scheme = separator < 0 ? "" : url.substring(0, separator).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new MalformedDataException("community: expected http:// or https://");
        }
        String rest = url.substring(separator + SEPARATOR.length());
        String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        int colon = authority.indexOf(':');
        String host = (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw new MalformedDataException("community: expected a host name with a dot, and no path");
        }
        int usual = scheme.equals("http") ? 80 : 443;
        int port = colon < 0 ? usual : parsePort(authority.substring(colon + 1));
        String canonical = scheme + SEPARATOR + host + (port == usual ? "" : ":" + port);
        if (canonical.length() > MAX_BASE_LENGTH) {
            throw new MalformedDataException(
                    "community: expected a base URL of at most 267 characters, got " + canonical.length());
        }
        return canonical;
    }

    private static boolean isCanonical(String baseUrl) {
        try {
            return canonicalBaseUrl(baseUrl).equals(baseUrl);
        } catch (MalformedDataException e) {
            return false;
        }
    }

    private static boolean isHost(String host) {
        boolean labels = host.indexOf('.') > 0 && !host.contains("..") && !host.endsWith(".");
        return labels
                && host.length() >= MIN_HOST_LENGTH
                && host.chars().allMatch(c -> (c >= 'a' && c <= 'z') || isDigit(c) || c == '-' || c == '.')
                && host.charAt(0) != '.';
    }

    private static int parsePort(String digits) throws MalformedDataException {
        int port = digits.isEmpty() ? MAX_PORT + 1 : 0;
        for (int i = 0; i < digits.length() && port <= MAX_PORT; i++) {
            port = isDigit(digits.charAt(i)) ? 10 * port + (digits.charAt(i) - '0') : MAX_PORT + 1;
        }
        if (port > MAX_PORT) {
            throw new MalformedDataException("community: expected a port of 0 to 65535");
        }
        return port;
    }

    private static boolean isRoom(String room) {
        return !room.isEmpty()
                && room.length() <= MAX_ROOM_LENGTH
                && room.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-' || c == '_');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static X25519PublicKey parseKey(String text) throws MalformedDataException {
        return switch (text.length()) {
            case HEX_LENGTH -> X25519PublicKey.parse(text);
            case BASE64_LENGTH, PADDED_BASE64_LENGTH -> parseBase64(text);
            case BASE32Z_LENGTH -> parseBase32z(text.toLowerCase(Locale.ROOT));
            default ->
                throw new MalformedDataException(
                        "community: expected a key of 64, 43, 44 or 52 characters, got " + text.length());
        };
    }

    private static X25519PublicKey parseBase64(String text) throws MalformedDataException {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("community: expected a key in base64", e);
        }
        if (key.length != X25519PublicKey.LENGTH) {
            throw new MalformedDataException("community: expected a key of 32 bytes, got " + key.length);
        }
        return X25519PublicKey.of(key);
    }

    /** 52 characters are 4 bits more than a key; these do not count. */
    private static X25519PublicKey parseBase32z(String text) throws MalformedDataException {
        byte[] key = new byte[X25519PublicKey.LENGTH];
        int bits = 0;
        int pending = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = BASE32Z.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new MalformedDataException("community: expected a key in base32z");
            }
            pending = pending << 5 | digit;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                key[at++] = (byte) (pending >> bits);
                pending &= (1 << bits) - 1;
            }
        }
        return X25519PublicKey.of(key);
    }

    /** The room in lower case: what it is known by. */
    public String roomKey() {
        return room.toLowerCase(Locale.ROOT);
    }

    /** Whether both name the same room, whatever the spelling and the key. */
    public boolean isSameRoom(CommunityUrl other) {
        return baseUrl.equals(other.baseUrl) && roomKey().equals(other.roomKey());
    }

    /** The full URL, the key in hex. */
    public String format() {
        return baseUrl + "/" + room + KEY_QUERY + serverKey;
    }

    /** Names the class only: where people meet is private. */
    @Override
    public String toString() {
        return "CommunityUrl";
    }

    /**
     * What a URL consists of.
     *
     * @param baseUrl in canonical form
     * @param room as it was written, unchecked
     * @param serverKey null if the URL names none
     */
    public record Parts(
            String baseUrl, String room, @Nullable X25519PublicKey serverKey) {

        /** Names the class only. */
        @Override
        public String toString() {
            return "Parts";
        }
    }
}
