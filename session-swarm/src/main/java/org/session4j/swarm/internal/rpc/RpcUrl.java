package org.session4j.swarm.internal.rpc;

import java.net.URI;
import java.util.Locale;

/** Where a daemon or wallet is asked: {@code http://host:port}, whose path is {@code /json_rpc} if it has none. */
public final class RpcUrl {

    private static final String PATH = "/json_rpc";

    private RpcUrl() {}

    /**
     * The URL with its path.
     *
     * @throws IllegalArgumentException if it is not http or https, has no host, or holds a login
     */
    public static URI of(URI given) {
        String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("url: expected http or https");
        }
        if (given.getHost() == null || given.getRawUserInfo() != null || given.getRawFragment() != null) {
            throw new IllegalArgumentException("url: expected a host, and no login or fragment");
        }
        String path = given.getRawPath();
        boolean isBare = (path.isEmpty() || path.equals("/")) && given.getRawQuery() == null;
        return isBare ? given.resolve(PATH) : given;
    }

    /** Whether nobody on the way can listen: it is encrypted, or does not leave this machine. */
    public static boolean isPrivate(URI url) {
        String host = url.getHost();
        return url.getScheme().equalsIgnoreCase("https")
                || host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** What the request line says, and digest hashes. */
    static String target(URI url) {
        return url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
    }
}
