package org.session4j.onion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

class NetworkTest {

    @Test
    void theMainNetworkHasThreeSeedsEachWithItsOwnCertificate() {
        List<SeedServer> seeds = Network.mainnet().seeds();

        assertThat(seeds)
                .extracting(seed -> seed.url().toString())
                .containsExactly(
                        "https://seed1.getsession.org:4443/",
                        "https://seed2.getsession.org:4443/",
                        "https://seed3.getsession.org:4443/");
        Set<X509Certificate> certificates = new HashSet<>();
        for (SeedServer seed : seeds) {
            assertThat(seed.trust()).isInstanceOfSatisfying(TransportRequest.Trust.Pinned.class, pinned -> {
                X509Certificate certificate = pinned.certificates().get(0);
                assertThat(certificate.getSubjectX500Principal().getName())
                        .contains("CN=" + seed.url().getHost());
                certificates.add(certificate);
            });
        }
        assertThat(certificates).hasSize(3);
    }

    @Test
    void theMainNetworkHasFivePinnedNodesOnDifferentSubnets() {
        List<ServiceNode> pinned = Network.mainnet().pinnedNodes();

        assertThat(pinned).hasSize(5);
        assertThat(pinned).extracting(ServiceNode::subnet24).doesNotHaveDuplicates();
        assertThat(Network.mainnet().isTestNetwork()).isFalse();
    }

    @Test
    void theTestNetworkSaysThatItIsOne() {
        assertThat(Network.testnet().isTestNetwork()).isTrue();
        assertThat(Network.testnet().seeds()).allMatch(seed -> seed.trust() instanceof TransportRequest.Trust.Insecure);
    }

    @Test
    void aSeedGetsItsSlash() {
        assertThat(SeedServer.insecure(URI.create("http://127.0.0.1:1280")).url())
                .isEqualTo(URI.create("http://127.0.0.1:1280/"));
    }

    @Test
    void aPinnedSeedOverHttpIsRefused() {
        List<X509Certificate> certificates = ((TransportRequest.Trust.Pinned)
                        Network.mainnet().seeds().get(0).trust())
                .certificates();

        assertThatThrownBy(() -> SeedServer.pinned(URI.create("http://seed.test/"), certificates))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http");
    }

    @Test
    void whatIsNoServerIsRefused() {
        for (String url : List.of("seed.test", "ftp://seed.test/", "http:/x", "mailto:a@b.test")) {
            assertThatThrownBy(() -> SeedServer.insecure(URI.create(url)))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aNetworkThatNobodyCanBeAskedForIsRefused() {
        assertThatThrownBy(() -> Network.builder("empty").build()).isInstanceOf(IllegalStateException.class);
    }

    @Property
    void anyBytesAreACertificateOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
        try {
            assertThat(SeedServer.decodeCertificates(Bytes.of(bytes))).isNotEmpty();
        } catch (MalformedDataException expected) {
            assertThat(expected).hasMessageContaining("X.509");
        }
    }
}
