package org.session4j.protocol.config.documents;

import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * What a document says about things within communities (config: UserGroups).
 *
 * <pre>
 * base URL   a dict for each server
 *   #        its key, 32 bytes
 *   R        a dict for each thing there, by a key of its own
 * </pre>
 */
final class CommunityDict {

    private static final Bytes SERVER_KEY = Bytes.utf8("#");
    private static final Bytes THINGS = Bytes.utf8("R");

    private final Bytes key;

    private CommunityDict(String key) {
        this.key = Bytes.utf8(key);
    }

    static CommunityDict of(String key) {
        return new CommunityDict(key);
    }

    /** The key of a room. */
    static Bytes room(CommunityUrl url) {
        return Bytes.utf8(url.roomKey());
    }

    /** The room that these keys stand for, if they are in the form that they are written in. */
    static Optional<CommunityUrl> roomUrl(String baseUrl, Bytes room, X25519PublicKey serverKey) {
        try {
            CommunityUrl url = CommunityUrl.of(baseUrl, TextField.text(room), serverKey);
            boolean canonical = url.baseUrl().equals(baseUrl) && url.roomKey().equals(url.room());
            return canonical ? Optional.of(url) : Optional.empty();
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    /** Takes one thing. */
    @FunctionalInterface
    interface Visitor {
        void visit(String baseUrl, X25519PublicKey serverKey, Bytes thing, ConfigDict values);
    }

    /** In the order in which they are written; servers without a key are left out. */
    void forEach(ConfigDict data, Visitor visitor) {
        data.dict(key).entries().forEach((base, value) -> {
            if (value instanceof ConfigDict server) {
                serverKey(server)
                        .ifPresent(serverKey -> server.dict(THINGS).entries().forEach((thing, values) -> {
                            if (values instanceof ConfigDict dict) {
                                visitor.visit(TextField.text(base), serverKey, thing, dict);
                            }
                        }));
            }
        });
    }

    private static Optional<X25519PublicKey> serverKey(ConfigDict server) {
        return server.string(SERVER_KEY)
                .filter(bytes -> bytes.length() == X25519PublicKey.LENGTH)
                .map(bytes -> X25519PublicKey.of(bytes.toByteArray()));
    }

    Optional<ConfigDict> find(ConfigDict data, String baseUrl, Bytes thing) {
        ConfigDict found = things(data, Bytes.utf8(baseUrl)).dict(thing);
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Sets the key of the server, which is one for all that is there. */
    ConfigEditor enter(ConfigEditor data, String baseUrl, X25519PublicKey serverKey, Bytes thing) {
        ConfigEditor server = data.dict(key).dict(Bytes.utf8(baseUrl));
        server.set(SERVER_KEY, Bytes.unsafeWrap(serverKey.toByteArray()));
        return server.dict(THINGS).dict(thing);
    }

    /**
     * The last thing takes the server with it.
     *
     * @param data as they are before the change
     */
    void erase(ConfigDict data, ConfigEditor to, String baseUrl, Bytes thing) {
        Bytes base = Bytes.utf8(baseUrl);
        boolean others = things(data, base).entries().keySet().stream().anyMatch(other -> !other.equals(thing));
        if (others) {
            to.dict(key).dict(base).dict(THINGS).erase(thing);
        } else {
            to.dict(key).erase(base);
        }
    }

    private ConfigDict things(ConfigDict data, Bytes base) {
        return data.dict(key).dict(base).dict(THINGS);
    }
}
