package org.session4j.onion;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.session4j.protocol.Bytes;

/**
 * One POST.
 *
 * @param url {@code https}, or {@code http} where {@code trust} is {@link Trust.Insecure}
 * @param trust who may answer
 * @param contentType of the body; empty for none
 * @param timeout for the whole exchange
 * @param maxResponseBytes the answer is cut off and refused beyond that
 * @param progress hears what was written and read
 */
public record TransportRequest(
        URI url,
        Trust trust,
        String contentType,
        Bytes body,
        Duration timeout,
        long maxResponseBytes,
        TransferProgress progress) {

    /** With nobody who hears of the progress. */
    public TransportRequest(
            URI url, Trust trust, String contentType, Bytes body, Duration timeout, long maxResponseBytes) {
        this(url, trust, contentType, body, timeout, maxResponseBytes, TransferProgress.NONE);
    }

    /** Whom a connection trusts. */
    public sealed interface Trust {

        /**
         * A service node: its certificate is self-made and says nothing. What is sent there is protected by the onion
         * (network: TLS to service nodes).
         */
        record AnyCertificate() implements Trust {}

        /**
         * A seed server: exactly one of these certificates, valid now, and issued for the host of the URL (network:
         * seed certificates).
         */
        record Pinned(List<X509Certificate> certificates) implements Trust {
            public Pinned {
                certificates = List.copyOf(certificates);
                if (certificates.isEmpty()) {
                    throw new IllegalArgumentException("no certificate is pinned");
                }
            }
        }

        /** Whatever answers, also over http: test networks only, and only when the user asked for it. */
        record Insecure() implements Trust {}
    }
}
