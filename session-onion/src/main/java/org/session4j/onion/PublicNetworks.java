package org.session4j.onion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The networks that exist, as data (network: seed servers, seed certificates; services: the server and its
 * keys). */
final class PublicNetworks {

    private PublicNetworks() {}

    static Network mainnet() {
        return Network.builder("mainnet")
                .seeds(List.of(
                        pinnedSeed("seed1", "36ea0b253537988551ee856e4fd20d55011e9c8b27eaa2f34b8f32a0bdf04f2d"),
                        pinnedSeed("seed2", "c5908dd4139acd96aedd1e45576597650809c8a5ea02af556d4853d45396e0e7"),
                        pinnedSeed("seed3", "8a0af2c712342f22ce00e53c1601410ef8d84156aee0a9809c32f6f7efbe556e")))
                .pinnedNode(node(
                        "1f000f09a7b07828dcb72af7cd16857050c10c02bd58afb0e38111fb6cda1fef",
                        "95.216.33.113",
                        22100,
                        20200))
                .pinnedNode(node(
                        "1f101f0acee4db6f31aaa8b4df134e85ca8a4878efaef7f971e88ab144c1a7ce",
                        "37.27.236.229",
                        22101,
                        20201))
                .pinnedNode(node(
                        "1f202f00f4d2d4acc01e20773999a291cf3e3136c325474d159814e06199919f",
                        "172.96.140.124",
                        22102,
                        20202))
                .pinnedNode(node(
                        "1f303f1d7523c46fa5398826740d13282d26b5de90fbae5749442f66afb6d78b",
                        "208.73.207.54",
                        22103,
                        20203))
                .pinnedNode(node(
                        "1f604f1c858a121a681d8f9b470ef72e6946ee1b9c5ad15a35e16b50c28db7b0",
                        "104.194.8.115",
                        22104,
                        20204))
                .fileServer(fileServer(
                        "http://filev2.getsession.org",
                        "b8eef9821445ae16e2e97ef8aa6fe782fd11ad5253cd6723b281341dba22e371"))
                .build();
    }

    static Network testnet() {
        return Network.builder("testnet")
                .insecureSeed(URI.create("http://seed2.getsession.org:38157/"))
                .insecureSeed(URI.create("http://public.loki.foundation:38157/"))
                .pinnedNode(node(
                        "decaf20025ca6389d8225bda6a32d7fc4ee5176d21e3b2e9e08c3505a48a811a",
                        "23.88.6.250",
                        35520,
                        35420))
                .fileServer(fileServer(
                        "http://superduperfiles.oxen.io",
                        "929e33ded05e653fec04b49645117f51851f102a947e04806791be416ed76602"))
                .testNetwork(true)
                .build();
    }

    private static SeedServer pinnedSeed(String name, String sha256) {
        X509Certificate certificate = certificate("seeds/" + name + ".pem");
        if (!fingerprint(certificate).equals(sha256)) {
            throw new IllegalStateException("the certificate of " + name + " is not the one that was shipped");
        }
        return SeedServer.pinned(URI.create("https://" + name + ".getsession.org:4443/"), List.of(certificate));
    }

    private static X509Certificate certificate(String resource) {
        try (InputStream in = PublicNetworks.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                file.write(buffer, 0, n);
            }
            return SeedServer.decodeCertificates(Bytes.of(file.toByteArray())).get(0);
        } catch (IOException | MalformedDataException e) {
            throw new IllegalStateException("resource " + resource + " cannot be read", e);
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Hex.format(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("SHA-256 of a certificate", e);
        }
    }

    private static FileServerAddress fileServer(String url, String ed25519) {
        try {
            return FileServerAddress.of(URI.create(url), Ed25519PublicKey.parse(ed25519));
        } catch (MalformedDataException e) {
            throw new IllegalStateException("the key of a file server is no key", e);
        }
    }

    private static ServiceNode node(String ed25519, String ip, int httpsPort, int quicPort) {
        try {
            Ed25519PublicKey key = Ed25519PublicKey.parse(ed25519);
            X25519PublicKey x25519 = X25519PublicKey.of(Crypto.get().ed25519PublicKeyToX25519(key.toByteArray()));
            return new ServiceNode(key, x25519, ip, httpsPort, quicPort, ServiceNode.NO_SWARM, null);
        } catch (MalformedDataException e) {
            throw new IllegalStateException("a pinned key is no key", e);
        }
    }
}
