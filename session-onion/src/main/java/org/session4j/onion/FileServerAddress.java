package org.session4j.onion;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.wire.ServerTarget;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Where a file server is and whom to trust there (services: the server and its keys).
 *
 * <pre>{@code
 * FileServerAddress own = FileServerAddress.of(URI.create("http://files.example.org"), ed25519Key);
 * }</pre>
 */
public final class FileServerAddress {

    private final ServerDestination destination;
    private final @Nullable Ed25519PublicKey ed25519;

    private FileServerAddress(ServerDestination destination, @Nullable Ed25519PublicKey ed25519) {
        this.destination = destination;
        this.ed25519 = ed25519;
    }

    /**
     * A server by its Ed25519 key, from which the X25519 key follows.
     *
     * @param url {@code http} or {@code https}, a host, a port if it is not the usual one, and no path but the slash
     * @throws IllegalArgumentException if the URL is another, or the key is no point that an X25519 key follows from
     */
    public static FileServerAddress of(URI url, Ed25519PublicKey key) {
        try {
            X25519PublicKey x25519 = X25519PublicKey.of(Crypto.get().ed25519PublicKeyToX25519(key.toByteArray()));
            return new FileServerAddress(destination(url, x25519), key);
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("key: no X25519 key follows from it", e);
        }
    }

    /**
     * A server of the older kind, which has nothing but an X25519 key.
     *
     * @param url as in {@link #of(URI, Ed25519PublicKey)}
     */
    public static FileServerAddress of(URI url, X25519PublicKey key) {
        return new FileServerAddress(destination(url, key), null);
    }

    private static ServerDestination destination(URI url, X25519PublicKey key) {
        String protocol = url.getScheme();
        String host = url.getHost();
        String path = url.getRawPath();
        if (protocol == null || host == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("url: expected scheme and host");
        }
        if (!(path.isEmpty() || path.equals("/")) || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("url: expected nothing behind host and port");
        }
        int port = url.getPort() < 0 ? ServerTarget.defaultPort(protocol) : url.getPort();
        return new ServerDestination(protocol, host, port, key);
    }

    /** To whom onion requests go. */
    public ServerDestination destination() {
        return destination;
    }

    /** Absent of a server of the older kind. */
    public @Nullable Ed25519PublicKey ed25519() {
        return ed25519;
    }

    /** What the URLs of its files begin with, such as {@code http://filev2.getsession.org}: no slash at the end. */
    public String baseUrl() {
        boolean usual = destination.port() == ServerTarget.defaultPort(destination.protocol());
        return destination.protocol() + "://" + destination.host() + (usual ? "" : ":" + destination.port());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileServerAddress that
                && destination.equals(that.destination)
                && Objects.equals(ed25519, that.ed25519);
    }

    @Override
    public int hashCode() {
        return Objects.hash(destination, ed25519);
    }

    /** The base URL. */
    @Override
    public String toString() {
        return baseUrl();
    }
}
