package org.session4j.examples;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.client.OutgoingFile;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.TextWithFiles;
import org.session4j.client.store.PendingMessage;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a server runs to tell somebody that something has happened: a notice, and perhaps a file. */
@Command(
        name = "alert",
        description = "Sends a notice, and perhaps a file with it; does not give up at the first failure.",
        mixinStandardHelpOptions = true)
final class Alert implements Callable<Integer> {

    private static final int ATTEMPTS = 3;

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The Session ID of the one to be told.")
    private String recipient = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "What has happened.")
    private String text = "";

    @Option(names = "--file", paramLabel = "FILE", description = "A log, a picture: at most 10,000,000 bytes.")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        SessionId to = SessionId.parse(recipient, IdKind.STANDARD);
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                Account account = options.account();
                SessionClient client =
                        SessionClient.builder(opened.network()).account(account).open()) {
            SentMessage sent = deliver(client, to);
            System.out.printf("alerted by %s, stored by %d nodes%n", client.sessionId(), sent.confirmations());
            return 0;
        }
    }

    private SentMessage deliver(SessionClient client, SessionId to) {
        PendingMessage unsent = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return unsent == null ? send(client, to) : client.resend(unsent);
            } catch (SessionNetworkException e) {
                if (attempt == ATTEMPTS || e.unsent().isEmpty()) {
                    throw e;
                }
                // It goes on where it failed: what is uploaded stays so, and nobody is told twice.
                unsent = e.unsent().get();
            }
        }
    }

    private SentMessage send(SessionClient client, SessionId to) {
        return file == null ? client.send(to, text) : client.send(to, TextWithFiles.of(text, OutgoingFile.of(file)));
    }
}
