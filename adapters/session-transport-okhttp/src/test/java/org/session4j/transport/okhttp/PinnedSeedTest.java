package org.session4j.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.session4j.onion.Transport;
import org.session4j.onion.TransportRequest;
import org.session4j.onion.TransportRequest.Trust;
import org.session4j.onion.TransportResponse;
import org.session4j.protocol.Bytes;

/** Whom a pinned seed is taken for: the one certificate, under its own name, in its time. */
class PinnedSeedTest {

    private static final String NAME = "localhost";
    private final Instant now = Instant.now();

    private final Transport transport = OkHttpTransport.open();

    @AfterEach
    void close() {
        transport.close();
    }

    private static HeldCertificate.Builder named(String name) {
        return new HeldCertificate.Builder().commonName(name).addSubjectAlternativeName(name);
    }

    private HeldCertificate expired() {
        return named(NAME)
                .validityInterval(
                        now.minus(Duration.ofDays(20)).toEpochMilli(),
                        now.minus(Duration.ofDays(1)).toEpochMilli())
                .build();
    }

    private HeldCertificate notYetValid() {
        return named(NAME)
                .validityInterval(
                        now.plus(Duration.ofDays(1)).toEpochMilli(),
                        now.plus(Duration.ofDays(20)).toEpochMilli())
                .build();
    }

    /** Asks a seed that shows one certificate while others are pinned. */
    private TransportResponse ask(HeldCertificate shown, String host, X509Certificate... pinned) throws Exception {
        try (ScriptedServer seed =
                ScriptedServer.start(shown, (socket, request, n) -> ScriptedServer.ok(socket, "list"))) {
            TransportRequest request = new TransportRequest(
                    URI.create(seed.url(host)),
                    new Trust.Pinned(List.of(pinned)),
                    "application/json",
                    Bytes.utf8("{}"),
                    Duration.ofSeconds(30),
                    1 << 20);
            return transport.send(request).get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void theRightCertificateUnderItsNameIsAccepted() throws Exception {
        HeldCertificate seed = named(NAME).build();
        assertThat(ask(seed, NAME, seed.certificate()).body()).isEqualTo(Bytes.utf8("list"));
    }

    @Test
    void oneOfSeveralPinnedCertificatesIsAccepted() throws Exception {
        HeldCertificate seed = named(NAME).build();
        assertThat(ask(seed, NAME, named(NAME).build().certificate(), seed.certificate())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aWrongCertificateOfTheRightNameIsRefused() {
        HeldCertificate seed = named(NAME).build();
        assertThatThrownBy(() -> ask(named(NAME).build(), NAME, seed.certificate()))
                .hasCauseInstanceOf(SSLException.class);
    }

    @Test
    void anotherCertificateForTheSameKeyIsRefused() {
        HeldCertificate seed = named(NAME).build();
        HeldCertificate renewed =
                named(NAME).keyPair(seed.keyPair()).serialNumber(7).build();
        assertThatThrownBy(() -> ask(renewed, NAME, seed.certificate())).hasCauseInstanceOf(SSLException.class);
    }

    @Test
    void aCertificateSignedByThePinnedOneIsRefused() {
        HeldCertificate seed = named(NAME).certificateAuthority(0).build();
        HeldCertificate child = named(NAME).signedBy(seed).build();
        assertThatThrownBy(() -> ask(child, NAME, seed.certificate())).hasCauseInstanceOf(SSLException.class);
    }

    @Test
    void theRightCertificateUnderAnotherHostIsRefused() {
        HeldCertificate seed = named("seed.example").build();
        assertThatThrownBy(() -> ask(seed, NAME, seed.certificate())).hasCauseInstanceOf(SSLException.class);
        HeldCertificate local = named(NAME).build();
        assertThatThrownBy(() -> ask(local, "127.0.0.1", local.certificate())).hasCauseInstanceOf(SSLException.class);
    }

    @Test
    void aNameInTheSubjectAloneIsNotEnough() {
        HeldCertificate seed = new HeldCertificate.Builder().commonName(NAME).build();
        assertThatThrownBy(() -> ask(seed, NAME, seed.certificate())).hasCauseInstanceOf(SSLException.class);
    }

    @Test
    void anExpiredCertificateIsRefusedEvenIfItIsThePinnedOne() {
        HeldCertificate seed = expired();
        assertThatThrownBy(() -> ask(seed, NAME, seed.certificate())).hasCauseInstanceOf(SSLException.class);
    }

    @Test
    void aCertificateOfTheFutureIsRefused() {
        HeldCertificate seed = notYetValid();
        assertThatThrownBy(() -> ask(seed, NAME, seed.certificate())).hasCauseInstanceOf(SSLException.class);
    }

    @Test
    void aConnectionToANodeIsNotTakenForOneToASeed() throws Exception {
        // Same host, port and certificate: a kept connection that was not checked must not serve a pinned request.
        HeldCertificate shown = named("127.0.0.1").build();
        HeldCertificate pinned = named("127.0.0.1").build();
        try (ScriptedServer server =
                ScriptedServer.start(shown, (socket, request, n) -> ScriptedServer.ok(socket, "list"))) {
            TransportRequest asNode = new TransportRequest(
                    URI.create(server.url("127.0.0.1")),
                    new Trust.AnyCertificate(),
                    "",
                    Bytes.empty(),
                    Duration.ofSeconds(30),
                    100);
            assertThat(transport.send(asNode).get(60, TimeUnit.SECONDS).status())
                    .isEqualTo(200);
            TransportRequest asSeed = new TransportRequest(
                    asNode.url(),
                    new Trust.Pinned(List.of(pinned.certificate())),
                    "",
                    Bytes.empty(),
                    Duration.ofSeconds(30),
                    100);
            assertThatThrownBy(() -> transport.send(asSeed).get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SSLException.class);
        }
    }
}
