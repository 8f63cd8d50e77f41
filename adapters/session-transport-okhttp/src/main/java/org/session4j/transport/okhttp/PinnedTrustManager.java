package org.session4j.transport.okhttp;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts a server that shows exactly one of the pinned certificates, valid now; who signed it does not matter (network:
 * seed certificates). That it was issued for the host is checked by the host name verifier.
 */
final class PinnedTrustManager extends X509ExtendedTrustManager {

    private final List<X509Certificate> pinned;

    PinnedTrustManager(List<X509Certificate> pinned) {
        this.pinned = List.copyOf(pinned);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the server shows no certificate");
        }
        X509Certificate shown = chain[0];
        boolean known = false;
        for (X509Certificate certificate : pinned) {
            // The whole encoded certificate, which says no less than its fingerprint and that of its key.
            known |= MessageDigest.isEqual(certificate.getEncoded(), shown.getEncoded());
        }
        if (!known) {
            throw new CertificateException("the server's certificate is not a pinned one");
        }
        shown.checkValidity();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw refuseClient();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw refuseClient();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw refuseClient();
    }

    private static CertificateException refuseClient() {
        return new CertificateException("clients are not authenticated");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return pinned.toArray(new X509Certificate[0]);
    }
}
