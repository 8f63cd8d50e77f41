package org.session4j.testkit.internal.front;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;

/** The certificate that all listeners of a network share: P-256, self-signed, for localhost and 127.0.0.1. */
final class Certificates {

    private static final long DAYS = 3650;

    private final HeldCertificate held = new HeldCertificate.Builder()
            .commonName("localhost")
            .organizationalUnit("Oxen")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .duration(DAYS, TimeUnit.DAYS)
            .ecdsa256()
            .build();

    X509Certificate certificate() {
        return held.certificate();
    }

    SslContext forListeners() {
        try {
            return SslContextBuilder.forServer(held.keyPair().getPrivate(), held.certificate())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.2", "TLSv1.3")
                    .build();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * For connections from nodes to servers.
     *
     * @param others certificates that are trusted besides this one
     */
    SslContext forServers(List<X509Certificate> others) {
        List<X509Certificate> trusted = new ArrayList<>(others);
        trusted.add(held.certificate());
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.2", "TLSv1.3")
                    .trustManager(trusted.toArray(X509Certificate[]::new))
                    .build();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
