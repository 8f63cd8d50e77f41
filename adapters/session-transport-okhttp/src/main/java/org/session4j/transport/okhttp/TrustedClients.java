package org.session4j.transport.okhttp;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.session4j.onion.TransportRequest.Trust;

/** One OkHttp client for each kind of trust, all on the same threads and connection pool. */
final class TrustedClients {

    private final OkHttpClient base;
    private final ConcurrentMap<Trust, OkHttpClient> clients = new ConcurrentHashMap<>();

    TrustedClients(OkHttpClient base) {
        this.base = base;
    }

    OkHttpClient get(Trust trust) {
        return clients.computeIfAbsent(trust, this::create);
    }

    private OkHttpClient create(Trust trust) {
        if (trust instanceof Trust.Pinned pinned) {
            // OkHttp's own host name verifier stays in place.
            return secured(new PinnedTrustManager(pinned.certificates())).build();
        }
        OkHttpClient.Builder open = secured(new AcceptAnyTrustManager()).hostnameVerifier((host, session) -> true);
        if (trust instanceof Trust.Insecure) {
            open.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT));
        }
        return open.build();
    }

    private OkHttpClient.Builder secured(X509ExtendedTrustManager trustManager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager}, new SecureRandom());
            return base.newBuilder()
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                    .sslSocketFactory(context.getSocketFactory(), trustManager);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is missing", e);
        }
    }
}
