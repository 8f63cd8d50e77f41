package org.session4j.protocol.community;

import java.util.Set;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The server of Session's makers, which goes by several addresses (services: addresses). */
public final class OfficialServer {

    public static final String BASE_URL = "https://open.getsession.org";

    /** Where links lead that are about as old as the server. */
    private static final Set<String> OTHER_URLS =
            Set.of("http://open.getsession.org", "http://116.203.70.33", "https://116.203.70.33");

    private static final X25519PublicKey KEY = key("a03c383cf63c3c4efe67acc52112a6dd734b3a946b9545f488aaa93da7991238");

    private OfficialServer() {}

    public static X25519PublicKey key() {
        return KEY;
    }

    /** A room of this server by the one address that all its rooms have; of any other server as it is. */
    public static CommunityUrl canonical(CommunityUrl url) {
        return OTHER_URLS.contains(url.baseUrl()) && url.serverKey().equals(KEY)
                ? new CommunityUrl(BASE_URL, url.room(), KEY)
                : url;
    }

    private static X25519PublicKey key(String hex) {
        try {
            return X25519PublicKey.of(Hex.parse(hex));
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }
}
