package org.session4j.onion;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * A server that hands out the node list at {@code url + "json_rpc"}.
 *
 * @param url ends with a slash
 * @param trust pinned for the main network
 */
public record SeedServer(URI url, TransportRequest.Trust trust) {

    /**
     * @throws IllegalArgumentException for a URL that is not absolute http or https, or is http although the trust
     *     needs TLS
     */
    public SeedServer {
        String scheme = url.getScheme();
        boolean https = "https".equalsIgnoreCase(scheme);
        if (url.getHost() == null || !(https || "http".equalsIgnoreCase(scheme))) {
            throw new IllegalArgumentException("seed: expected http(s)://host[:port]/, got " + url);
        }
        if (!https && !(trust instanceof TransportRequest.Trust.Insecure)) {
            throw new IllegalArgumentException("seed: only an insecure one may be http, got " + url);
        }
        if (!url.toString().endsWith("/")) {
            url = URI.create(url + "/");
        }
    }

    /** A seed that must show one of these certificates, and for its own host name. */
    public static SeedServer pinned(URI url, List<X509Certificate> certificates) {
        return new SeedServer(url, new TransportRequest.Trust.Pinned(certificates));
    }

    /** A seed that is believed whoever it is, over http too: for tests, and only when the user asked for it. */
    public static SeedServer insecure(URI url) {
        return new SeedServer(url, new TransportRequest.Trust.Insecure());
    }

    /**
     * Reads the certificates of a PEM (or one DER) file.
     *
     * @return at least one
     */
    public static List<X509Certificate> decodeCertificates(Bytes file) throws MalformedDataException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate certificate : factory.generateCertificates(new ByteArrayInputStream(file.toByteArray()))) {
                if (certificate instanceof X509Certificate x509) {
                    certificates.add(x509);
                }
            }
        } catch (CertificateException e) {
            throw new MalformedDataException("not an X.509 certificate", e);
        }
        if (certificates.isEmpty()) {
            throw new MalformedDataException("the file holds no X.509 certificate");
        }
        return List.copyOf(certificates);
    }
}
