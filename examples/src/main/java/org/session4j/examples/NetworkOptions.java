package org.session4j.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Network;
import org.session4j.onion.NetworkBuilder;
import org.session4j.onion.SeedServer;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.protocol.SessionException;
import org.session4j.testkit.TestNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which network, and whose account. */
final class NetworkOptions {

    /** The networks that have a name. */
    enum Named {
        embedded,
        mainnet,
        testnet
    }

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--network", description = "embedded (inside this program), mainnet or testnet.")
    private @Nullable Named network;

    @Option(
            names = "--seed",
            paramLabel = "URL",
            description = "A seed server of another network; may be repeated. Needs --seed-cert or --insecure-seed.")
    private List<URI> seeds = List.of();

    @Option(
            names = "--seed-cert",
            paramLabel = "FILE",
            description = "The certificates, in PEM form, of which a seed must show one.")
    private @Nullable Path seedCertificate;

    @Option(
            names = "--insecure-seed",
            description = "Believe seeds whoever they are, over http too. For test networks only.")
    private boolean insecureSeed;

    @Option(
            names = "--phrase-file",
            paramLabel = "FILE",
            description = "Holds the recovery phrase of the account to use. Default: a new account.")
    private @Nullable Path phraseFile;

    @Mixin
    private final RegisteredNames names = new RegisteredNames();

    /** A network to use, and to close if it was started for this. */
    record Opened(Network network, @Nullable TestNetwork embedded) implements AutoCloseable {
        @Override
        public void close() {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    Opened open(Named unlessGiven) throws IOException, SessionException {
        Named chosen = network != null ? network : unlessGiven;
        if (!names.isEmpty() && (chosen != Named.embedded || !seeds.isEmpty())) {
            throw mistake("--register needs --network embedded");
        }
        if (!seeds.isEmpty()) {
            return new Opened(ofSeeds(), null);
        }
        if (seedCertificate != null || insecureSeed) {
            throw mistake("--seed-cert and --insecure-seed say how to trust a --seed, and there is none");
        }
        switch (chosen) {
            case mainnet:
                return new Opened(Network.mainnet(), null);
            case testnet:
                return new Opened(Network.testnet(), null);
            default:
                // Patient as on the real network, for a machine that is busy; only messages are looked for more often.
                Timing timing = Timing.standard().toBuilder()
                        .set(Timing.Span.POLL, Duration.ofMillis(300))
                        .build();
                TestNetwork embedded =
                        TestNetwork.builder().timeScale(1).timing(timing).start();
                names.addTo(embedded);
                return new Opened(embedded, embedded);
        }
    }

    private Network ofSeeds() throws IOException, SessionException {
        if (network != null) {
            throw mistake("--network and --seed exclude each other");
        }
        if ((seedCertificate != null) == insecureSeed) {
            throw mistake("--seed needs either --seed-cert or --insecure-seed");
        }
        NetworkBuilder builder = Network.builder("seed").testNetwork(insecureSeed);
        if (seedCertificate == null) {
            seeds.forEach(builder::insecureSeed);
        } else {
            List<X509Certificate> certificates =
                    SeedServer.decodeCertificates(Bytes.of(Files.readAllBytes(Secret.existing(seedCertificate))));
            seeds.forEach(seed -> builder.pinnedSeed(seed, certificates));
        }
        return builder.build();
    }

    Account account() throws IOException, SessionException {
        return phraseFile == null ? Account.generate() : askedAccount();
    }

    /** As {@link #account()}, but asks for the phrase if no file holds it. */
    Account askedAccount() throws IOException, SessionException {
        return Account.of(RecoveryPhrase.parse(Secret.read("Recovery phrase", phraseFile)));
    }

    private RuntimeException mistake(String message) {
        return command == null
                ? new IllegalStateException(message)
                : new ParameterException(command.commandLine(), message);
    }
}
